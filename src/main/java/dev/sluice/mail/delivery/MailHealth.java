package dev.sluice.mail.delivery;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Which workspaces' email does not go out on this node, and why. */
@Component("email")
class MailHealth implements HealthIndicator {
    private final MailSendWorker worker;

    MailHealth(MailSendWorker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        worker.troubles()
                .forEach((workspace, trouble) ->
                        health.status("ATTENTION").withDetail("workspace " + workspace, trouble));
        return health.build();
    }
}
