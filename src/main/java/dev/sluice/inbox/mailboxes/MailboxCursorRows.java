package dev.sluice.inbox.mailboxes;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each mailbox has been read, and which node may read on. */
@Component
class MailboxCursorRows {
    /** How long a node may be silent before another takes its mailbox over. */
    private static final int LEASE_SECONDS = 30;

    /** @param validity null while nothing was read yet */
    record MailboxCursor(
            @Nullable Long validity, long lastUid, @Nullable Instant checkedAt) {}

    /** What the settings page says of a mailbox. */
    record Health(String state, @Nullable Instant checkedAt) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    MailboxCursorRows(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Takes or keeps the lease; false when another has it. */
    boolean lease(int workspace, UUID lease) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("""
                        INSERT INTO mailbox_cursor (workspace_id, account, lease, leased_until)
                        VALUES (?, '', ?, now() + make_interval(secs => ?))
                        ON CONFLICT (workspace_id) DO UPDATE
                            SET lease = excluded.lease, leased_until = excluded.leased_until
                            WHERE mailbox_cursor.lease = excluded.lease OR mailbox_cursor.lease IS NULL
                               OR mailbox_cursor.leased_until < now()""").params(workspace, lease, LEASE_SECONDS).update() == 1);
    }

    void release(int workspace, UUID lease) {
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE mailbox_cursor SET lease = NULL WHERE workspace_id = ? AND lease = ?")
                    .params(workspace, lease)
                    .update();
        });
    }

    /** Where to read on; another mailbox than before is begun anew. */
    MailboxCursor place(int workspace, String account) {
        return tenancy.in(workspace, () -> {
            jdbc.sql("""
                            UPDATE mailbox_cursor SET account = ?, uid_validity = NULL, last_uid = 0, checked_at = NULL
                            WHERE workspace_id = ? AND account <> ?""").params(account, workspace, account).update();
            return jdbc.sql("SELECT uid_validity, last_uid, checked_at FROM mailbox_cursor WHERE workspace_id = ?")
                    .param(workspace)
                    .query(Row.map(row -> new MailboxCursor(
                            row.optionalLong("uid_validity"),
                            row.longValue("last_uid"),
                            row.optionalInstant("checked_at"))))
                    .single();
        });
    }

    /** Notes how far was read; false when the lease is another's by now. */
    boolean read(int workspace, UUID lease, long validity, long lastUid) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("""
                        UPDATE mailbox_cursor SET uid_validity = ?, last_uid = ?, checked_at = ?
                        WHERE workspace_id = ? AND lease = ?""")
                                .params(validity, lastUid, Timestamp.from(clock.instant()), workspace, lease)
                                .update()
                        == 1);
    }

    void say(int workspace, UUID lease, String state) {
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE mailbox_cursor SET state = ? WHERE workspace_id = ? AND lease = ?")
                    .params(state, workspace, lease)
                    .update();
        });
    }

    Optional<Health> health(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT state, checked_at FROM mailbox_cursor WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Row.mapper(Health.class))
                        .optional());
    }
}
