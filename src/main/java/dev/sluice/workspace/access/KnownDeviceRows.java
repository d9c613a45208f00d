package dev.sluice.workspace.access;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the browsers in which users have signed in before. */
@Component
class KnownDeviceRows {
    private final JdbcClient jdbc;

    KnownDeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int user, String hash, Instant now) {
        jdbc.sql("INSERT INTO known_device (user_id, hash, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(user, hash, Timestamp.from(now))
                .update();
    }

    boolean contains(String hash, String email) {
        return jdbc.sql("""
                        SELECT count(*) > 0 FROM known_device d JOIN app_user u ON u.id = d.user_id
                        WHERE d.hash = ? AND u.email = ?""").params(hash, email).query(Boolean.class).single();
    }
}
