package dev.sluice.outreach;

import dev.sluice.platform.Waking;
import org.springframework.stereotype.Component;

/** Wakes the runner of this node. */
@Component
class Wake extends Waking {}
