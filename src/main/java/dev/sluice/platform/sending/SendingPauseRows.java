package dev.sluice.platform.sending;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.sending.SendingPause.Paused;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the pause after a restore, one row of the whole installation. */
@Component
class SendingPauseRows {
    private final JdbcClient jdbc;

    SendingPauseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Paused> find() {
        return jdbc.sql("SELECT since, backup_of FROM sending_pause")
                .query(Row.map(row -> new Paused(row.instant("since"), row.instant("backup_of"))))
                .optional();
    }

    boolean remove() {
        return jdbc.sql("DELETE FROM sending_pause").update() > 0;
    }
}
