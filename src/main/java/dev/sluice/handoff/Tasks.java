package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Things to do about a lead, each with an owner and an instant. */
@Component
public class Tasks {
    public static final List<String> KINDS = List.of("call", "mail", "meeting", "review", "respond", "other");
    private static final int LONGEST = 300;

    /** A task, done or open. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LeadTask(
            long id,
            long person,
            @Nullable Integer owner,
            String kind,
            String what,
            Instant dueAt,
            @Nullable Instant doneAt,
            @Nullable String outcome) {}

    private final JdbcClient jdbc;
    private final LeadAssignmentRows leads;
    private final TodayUpdates queue;
    private final InstantSource clock;

    Tasks(JdbcClient jdbc, LeadAssignmentRows leads, TodayUpdates queue, InstantSource clock) {
        this.jdbc = jdbc;
        this.leads = leads;
        this.queue = queue;
        this.clock = clock;
    }

    /** Adds a task in the transaction under way and returns its number. */
    public long add(
            int workspace,
            long person,
            @Nullable Integer owner,
            String team,
            String kind,
            String what,
            Instant due,
            @Nullable Integer by) {
        if (!KINDS.contains(kind)) {
            throw new BadInput("kind", "Say one of " + String.join(", ", KINDS) + ".");
        }
        String text = what.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new BadInput("what", "Say in 1 to " + LONGEST + " characters what is to be done.");
        }
        long id = jdbc.sql("""
                        INSERT INTO task (workspace_id, person_id, owner_id, team, kind, what, due_at, created_at, created_by)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")
                .param(workspace)
                .param(person)
                .param(owner)
                .param(team)
                .param(kind)
                .param(text)
                .param(Timestamp.from(due))
                .param(Timestamp.from(clock.instant()))
                .param(by)
                .query(Long.class)
                .single();
        leads.next(workspace, List.of(person));
        queue.changed(workspace, owner);
        return id;
    }

    /** Ends a task; one that is done already stays as it was. */
    public LeadTask done(int workspace, long id, @Nullable Integer by, String outcome) {
        LeadTask task = jdbc.sql("""
                        UPDATE task SET done_at = coalesce(done_at, ?), done_by = coalesce(done_by, ?::integer),
                            outcome = coalesce(outcome, ?)
                        WHERE workspace_id = ? AND id = ?
                        RETURNING id, person_id, owner_id, kind, what, due_at, done_at, outcome""")
                .param(Timestamp.from(clock.instant()))
                .param(by)
                .param(outcome)
                .param(workspace)
                .param(id)
                .query((row, number) -> new LeadTask(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, Integer.class),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getTimestamp(7).toInstant(),
                        row.getString(8)))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such task."));
        leads.next(workspace, List.of(task.person()));
        queue.changed(workspace, task.owner());
        return task;
    }

    /** The open tasks of these people, the earliest first. */
    public List<LeadTask> open(int workspace, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT id, person_id, owner_id, kind, what, due_at, NULL::timestamptz, outcome FROM task
                        WHERE workspace_id = ? AND person_id = ANY (?) AND done_at IS NULL ORDER BY due_at, id""")
                .params(workspace, SqlArray.bigint(Set.copyOf(people)))
                .query((row, number) -> new LeadTask(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, Integer.class),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        null,
                        row.getString(8)))
                .list();
    }

    void callOff(int workspace, Collection<Long> people, Instant now) {
        jdbc.sql("""
                        UPDATE task SET done_at = ?, outcome = 'called off' WHERE workspace_id = ? AND person_id = ANY (?)
                          AND done_at IS NULL""")
                .params(Timestamp.from(now), workspace, SqlArray.bigint(people))
                .update();
    }

    /** What is to be done about whoever was merged into one of these people is to be done about these; tells whose it is. */
    void follow(int workspace, Collection<Long> survivors) {
        Set<Long> about = new HashSet<>();
        jdbc.sql("""
                        UPDATE task t SET person_id = m.merged_into FROM report_merged m
                        WHERE t.workspace_id = ? AND m.workspace_id = ? AND m.merged_into = ANY (?)
                          AND t.person_id = m.id AND t.done_at IS NULL
                        RETURNING t.person_id, t.owner_id""").params(workspace, workspace, SqlArray.bigint(survivors)).query(row -> {
            about.add(row.getLong(1));
            queue.changed(workspace, row.getObject(2, Integer.class));
        });
        if (!about.isEmpty()) {
            leads.next(workspace, about);
        }
    }

    void handOver(int workspace, long person, @Nullable Integer owner) {
        jdbc.sql("UPDATE task SET owner_id = ? WHERE workspace_id = ? AND person_id = ? AND done_at IS NULL")
                .param(owner)
                .param(workspace)
                .param(person)
                .update();
    }
}
