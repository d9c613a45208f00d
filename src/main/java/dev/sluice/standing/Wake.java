package dev.sluice.standing;

import dev.sluice.platform.Waking;
import org.springframework.stereotype.Component;

/** Wakes the driver of this node. */
@Component
class Wake extends Waking {}
