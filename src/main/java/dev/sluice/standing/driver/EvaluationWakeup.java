package dev.sluice.standing.driver;

import dev.sluice.platform.WorkerWakeup;
import org.springframework.stereotype.Component;

/** Wakes the evaluation worker of this node. */
@Component
class EvaluationWakeup extends WorkerWakeup {}
