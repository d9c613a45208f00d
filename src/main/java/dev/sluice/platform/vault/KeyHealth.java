package dev.sluice.platform.vault;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Whether this node has the key that the stored passwords are encrypted with. */
@Component("key")
class KeyHealth implements HealthIndicator {
    private final KeyCheck check;

    KeyHealth(@Lazy KeyCheck check) {
        this.check = check;
    }

    @Override
    public Health health() {
        try {
            return check.isRight()
                    ? Health.up().build()
                    : Health.status("ATTENTION")
                            .withDetail(
                                    "key",
                                    "The stored passwords are encrypted with another SLUICE_SECRET_KEY than the one of"
                                            + " this node. Start it again with that key.")
                            .build();
        } catch (DataAccessException | TransactionException away) {
            return Health.unknown().build();
        }
    }
}
