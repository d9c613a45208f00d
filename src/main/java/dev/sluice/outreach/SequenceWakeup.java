package dev.sluice.outreach;

import dev.sluice.platform.WorkerWakeup;
import org.springframework.stereotype.Component;

/** Wakes the runner of this node. */
@Component
class SequenceWakeup extends WorkerWakeup {}
