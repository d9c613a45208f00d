package dev.sluice.workspace;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed which setting when; joins the transaction of the change, so that neither stands without the other. */
@Component
public class AuditLog {
    /** A line of the log, newest first; {@code details} is JSON. */
    public record AuditEntry(long id, Instant at, @Nullable String user, String what, String about, String details) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    AuditLog(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Notes a change made on a page.
     *
     * @param what the change as a past tense ("form changed")
     * @param about what was changed, as its readers name it; no secret and no lead's data
     */
    public void note(Member by, String what, String about, Map<String, ?> details) {
        note(by.workspace(), by.user(), what, about, details);
    }

    /** Notes a change made through the API. */
    public void note(ApiCaller by, String what, String about, Map<String, ?> details) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("api_key", by.key());
        note(by.workspace(), null, what, about, all);
    }

    void note(int workspace, @Nullable Integer user, String what, String about, Map<String, ?> details) {
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO audit_entry (workspace_id, at, user_id, what, about, details)
                            VALUES (?, ?, ?, ?, ?, ?::jsonb)""")
                    .params(workspace, Timestamp.from(clock.instant()))
                    .param(user)
                    .params(what, about, Json.write(details))
                    .update();
        });
    }

    /** A page of the log: the entries before that id, the newest first. */
    public List<AuditEntry> before(int workspace, long id, int most) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT e.id, e.at, u.name AS user_name, e.what, e.about, e.details
                        FROM audit_entry e LEFT JOIN app_user u ON u.id = e.user_id
                        WHERE e.workspace_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?""")
                        .params(workspace, id, most)
                        .query((row, number) -> new AuditEntry(
                                row.getLong("id"),
                                row.getTimestamp("at").toInstant(),
                                row.getString("user_name"),
                                row.getString("what"),
                                row.getString("about"),
                                row.getString("details")))
                        .list());
    }
}
