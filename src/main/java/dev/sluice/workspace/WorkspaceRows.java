package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of workspaces and their settings. */
@Component
class WorkspaceRows {
    private final JdbcClient jdbc;

    WorkspaceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int add(NewWorkspace setup, Instant now) {
        return jdbc.sql("""
                        INSERT INTO workspace (name, time_zone, currency, country, created_at)
                        VALUES (?, ?, ?, ?, ?) RETURNING id""")
                .params(
                        setup.name(),
                        setup.timeZone().getId(),
                        Regions.currencyOf(setup.country()),
                        setup.country(),
                        Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    /** Makes concurrent starts wait for each other until the transaction ends. */
    void lockFirst() {
        jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('sluice.first-workspace'))")
                .query(Integer.class)
                .single();
    }

    /** The oldest first. */
    List<Integer> ids() {
        return jdbc.sql("SELECT id FROM workspace ORDER BY id")
                .query(Row.map(row -> row.intValue("id")))
                .list();
    }

    Optional<Workspace> find(int id) {
        return jdbc.sql("SELECT id, name, time_zone, currency, country FROM workspace WHERE id = ?")
                .param(id)
                .query(Row.map(row -> new Workspace(
                        row.intValue("id"),
                        row.text("name"),
                        ZoneId.of(row.text("time_zone")),
                        row.text("currency"),
                        row.text("country"))))
                .optional();
    }

    void change(Workspace changed) {
        jdbc.sql("UPDATE workspace SET name = ?, time_zone = ?, currency = ?, country = ? WHERE id = ?")
                .params(changed.name(), changed.timeZone().getId(), changed.currency(), changed.country(), changed.id())
                .update();
    }
}
