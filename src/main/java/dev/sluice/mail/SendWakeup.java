package dev.sluice.mail;

import dev.sluice.platform.WorkerWakeup;
import org.springframework.stereotype.Component;

/** Wakes the sender of this node. */
@Component
public class SendWakeup extends WorkerWakeup {}
