package dev.sluice.platform.management;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the database answers; without it Sluice is down. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {
    private static final int SECONDS = 3;

    private final DataSource database;

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        try (Connection connection = database.getConnection()) {
            if (connection.isValid(SECONDS)) {
                return Health.up().build();
            }
        } catch (SQLException away) {
            // the reason is in the log of the pool; what to do is the same for all of them
        }
        return Health.down()
                .withDetail(
                        "database",
                        "PostgreSQL does not answer. Sluice refuses new data with 503 and goes on when it is back.")
                .build();
    }
}
