package dev.sluice.outreach.enrolment;

import dev.sluice.platform.WorkerWakeup;
import org.springframework.stereotype.Component;

/** Wakes the runner of this node. */
@Component
public class SequenceWakeup extends WorkerWakeup {}
