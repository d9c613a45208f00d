package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of users. */
@Component
class UserRows {
    /** A user's password hash; null when none is set. */
    record StoredPassword(int id, @Nullable String hash) {}

    private final JdbcClient jdbc;

    UserRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Integer> id(String email) {
        return jdbc.sql("SELECT id FROM app_user WHERE email = ?")
                .param(email)
                .query(Integer.class)
                .optional();
    }

    int add(String email, String name, String passwordHash, Instant now) {
        return jdbc.sql("""
                        INSERT INTO app_user (email, name, password_hash, created_at, password_changed_at)
                        VALUES (?, ?, ?, ?, ?) RETURNING id""")
                .params(email, name, passwordHash, Timestamp.from(now), Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    Optional<StoredPassword> password(String email) {
        return jdbc.sql("SELECT id, password_hash AS hash FROM app_user WHERE email = ?")
                .param(email)
                .query(Row.mapper(StoredPassword.class))
                .optional();
    }

    void changePassword(int user, String passwordHash, Instant now) {
        jdbc.sql("UPDATE app_user SET password_hash = ?, password_changed_at = ? WHERE id = ?")
                .params(passwordHash, Timestamp.from(now), user)
                .update();
    }

    void rename(int user, String name) {
        jdbc.sql("UPDATE app_user SET name = ? WHERE id = ?").params(name, user).update();
    }

    /** When the password was last changed, in microseconds. */
    long passwordStamp(int user) {
        return jdbc.sql("SELECT (extract(epoch FROM password_changed_at) * 1000000)::bigint FROM app_user WHERE id = ?")
                .param(user)
                .query(Long.class)
                .single();
    }
}
