package dev.sluice.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an owner has to do about a lead: its open tasks and its running response clocks. */
@Component
class LeadWork {
    private final NextSteps tasks;
    private final ResponseClocks clocks;

    LeadWork(NextSteps tasks, ResponseClocks clocks) {
        this.tasks = tasks;
        this.clocks = clocks;
    }

    /** Gives it to a new owner. */
    void assign(int workspace, LeadAssignment lead, @Nullable Integer owner, Instant now) {
        clocks.assign(workspace, lead, owner, now);
        tasks.assign(workspace, lead.person(), owner);
    }
}
