package dev.sluice.mail;

import dev.sluice.platform.Waking;
import org.springframework.stereotype.Component;

/** Wakes the sender of this node. */
@Component
class Wake extends Waking {}
