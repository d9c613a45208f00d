package dev.sluice.mail.delivery;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** The built-in mailbox: whole messages as they would have gone over the wire. */
@Component
public class BuiltInMailbox {
    /** A message in it; {@code answer} when it was written there, to us. */
    public record StoredMail(long id, long message, long person, Instant at, boolean answer, byte[] mime) {}

    /** How long and how many are stored: it is for trying things out and grows with every email. */
    public static final Duration RETENTION = Duration.ofDays(30);

    public static final int MAX_MAILS = 10_000;

    private final BuiltInMailboxRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;

    BuiltInMailbox(BuiltInMailboxRows rows, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> mailboxPruningTask(Workspaces workspaces) {
        return RecurringTasks.MAILBOX_PRUNING.eachWorkspace(workspaces::ids, this::prune);
    }

    /** Stores an email, unless its message is that of a person who was erased while it went out. */
    public void save(int workspace, long message, long person, byte[] mime, boolean answer) {
        tenancy.in(
                workspace,
                () -> rows.add(workspace, new StoredMail(0, message, person, clock.instant(), answer, mime)));
    }

    /** Deletes what is too old, and the oldest where there are too many. */
    void prune(int workspace) {
        tenancy.in(workspace, () -> rows.prune(workspace, clock.instant().minus(RETENTION), MAX_MAILS));
    }

    public StoredMail get(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.find(workspace, id))
                .orElseThrow(() -> new NotFound("There is no such mail."));
    }

    /** Those before that number, the newest first. */
    public List<StoredMail> before(int workspace, long before, int limit) {
        return tenancy.read(workspace, () -> rows.before(workspace, before, limit));
    }
}
