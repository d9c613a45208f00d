package dev.sluice.mail.delivery;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The built-in mailbox: whole messages as they would have gone over the wire. */
@Component
public class BuiltInMailbox {
    /** A message in it; {@code answer} when it was written there, to us. */
    public record StoredMail(long id, long message, long person, Instant at, boolean answer, byte[] mime) {}

    /** Kept so long, and no more than so many: it is for trying things out and grows with every mail. */
    public static final Duration KEPT = Duration.ofDays(30);

    public static final int MOST = 10_000;

    private static final String SELECT =
            "SELECT id, message_id, person_id, at, answer, mime FROM mailbox_mail WHERE workspace_id = ? AND ";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    BuiltInMailbox(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> mailboxPruningTask(Workspaces workspaces) {
        return RecurringTasks.MAILBOX_PRUNING.eachWorkspace(workspaces::ids, this::prune);
    }

    /** Keeps a mail, unless its message is that of a person who was erased while it went out. */
    public void keep(int workspace, long message, long person, byte[] mime, boolean answer) {
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO mailbox_mail (workspace_id, message_id, person_id, at, answer, mime)
                            SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS
                                (SELECT FROM message WHERE workspace_id = ? AND id = ? AND address = '')""")
                    .params(workspace, message, person, Timestamp.from(clock.instant()), answer, mime)
                    .params(workspace, message)
                    .update();
        });
    }

    /** Lets go of what is too old, and of the oldest where there is too much. */
    void prune(int workspace) {
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            DELETE FROM mailbox_mail WHERE workspace_id = ? AND (at < ? OR id <= (
                                SELECT id FROM mailbox_mail WHERE workspace_id = ? ORDER BY id DESC OFFSET ? LIMIT 1))""")
                    .params(workspace, Timestamp.from(clock.instant().minus(KEPT)), workspace, MOST)
                    .update();
        });
    }

    public StoredMail get(int workspace, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(SELECT + "id = ?")
                        .params(workspace, id)
                        .query(BuiltInMailbox::kept)
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such mail.")));
    }

    /** Those before that number, the newest first. */
    public List<StoredMail> before(int workspace, long before, int most) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(SELECT + "id < ? ORDER BY id DESC LIMIT ?")
                        .params(workspace, before, most)
                        .query(BuiltInMailbox::kept)
                        .list());
    }

    private static StoredMail kept(ResultSet row, int number) throws SQLException {
        return new StoredMail(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getTimestamp(4).toInstant(),
                row.getBoolean(5),
                row.getBytes(6));
    }
}
