package dev.sluice.workspace;

import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records who changed which setting when, in the transaction of the change. */
@Component
public class AuditLog {
    /** One change; {@code details} is JSON. */
    public record AuditEntry(long id, Instant at, @Nullable String user, String what, String about, String details) {}

    private final AuditRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;

    AuditLog(AuditRows rows, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Records a change made on a page.
     *
     * @param what the change as a past tense ("form changed")
     * @param about the name of what was changed; no secret and no lead's data
     */
    public void note(Member by, String what, String about, Map<String, ?> details) {
        note(by.workspace(), by.user(), what, about, details);
    }

    /** Records a change made through the API. */
    public void note(ApiCaller by, String what, String about, Map<String, ?> details) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("api_key", by.key());
        note(by.workspace(), null, what, about, all);
    }

    void note(int workspace, @Nullable Integer user, String what, String about, Map<String, ?> details) {
        tenancy.in(workspace, () -> rows.add(workspace, clock.instant(), user, what, about, details));
    }

    /** A page of the log: the entries before that id, the newest first. */
    public List<AuditEntry> before(int workspace, long id, int limit) {
        return tenancy.read(workspace, () -> rows.before(workspace, id, limit));
    }
}
