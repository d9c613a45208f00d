package dev.sluice.workspace.backup;

import dev.sluice.platform.database.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of who owns every workspace. */
@Component
class InstallationOwnerRows {
    private final JdbcClient jdbc;

    InstallationOwnerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean ownsAll(int user) {
        return jdbc.sql("""
                        SELECT NOT EXISTS (SELECT FROM workspace w WHERE NOT EXISTS (
                            SELECT FROM membership m
                            WHERE m.workspace_id = w.id AND m.user_id = ? AND m.role = 'owner')) AS owns_all""")
                .param(user)
                .query(Row.map(row -> row.bool("owns_all")))
                .single();
    }
}
