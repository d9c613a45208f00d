package dev.sluice.handoff;

import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workhours.Availability;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What modules to the right ask of the hand-off: whose a lead is, days off, something to do, the first touch's clock. */
@Component
public class Handoffs {
    /** Whoever is not in anybody's hands is the business of this team. */
    private static final String TEAM = "sales";

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final ResponseClocks clocks;
    private final Availability attendance;
    private final LeadAssignmentRows leads;
    private final TodayUpdates queue;
    private final Funnels funnels;

    Handoffs(
            JdbcClient jdbc,
            Tasks tasks,
            ResponseClocks clocks,
            Availability attendance,
            LeadAssignmentRows leads,
            TodayUpdates queue,
            Funnels funnels) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.clocks = clocks;
        this.attendance = attendance;
        this.leads = leads;
        this.queue = queue;
        this.funnels = funnels;
    }

    /** Who has these people, of those whom anybody has; where several funnels differ, whoever had them last. */
    public Map<Long, Integer> owners(int workspace, Collection<Long> people) {
        Map<Long, Integer> owners = new HashMap<>();
        jdbc.sql("""
                        SELECT person_id, owner_id FROM lead_assignment
                        WHERE workspace_id = ? AND person_id = ANY (?) AND owner_id IS NOT NULL ORDER BY since""").params(workspace, SqlArray.bigint(people)).query(row -> {
            owners.put(row.getLong(1), row.getInt(2));
        });
        return owners;
    }

    /** The workspace's holidays from that day on. */
    public Set<LocalDate> holidays(int workspace, LocalDate since) {
        return attendance.holidays(workspace, since).stream()
                .map(Availability.Holiday::day)
                .collect(Collectors.toSet());
    }

    /** Gives whoever has the person something to do, in the transaction under way; returns the task's number. */
    public long task(int workspace, long person, String kind, String what, Instant due) {
        return tasks.add(
                workspace, person, owners(workspace, List.of(person)).get(person), TEAM, kind, what, due, null);
    }

    /** What was to be done has been done, or need not be done any more. */
    public void taskDone(int workspace, long task, String outcome) {
        tasks.done(workspace, task, null, outcome);
    }

    /** Starts the clock of the automatic first touch, where the definition has one. */
    public void awaitFirstTouch(int workspace, DefinitionRun run, Map<Long, Instant> since) {
        run.definition().response().stream()
                .filter(Handoffs::automatic)
                .findFirst()
                .ifPresent(response -> clocks.start(
                        workspace,
                        run,
                        since.entrySet().stream()
                                .map(one ->
                                        new ResponseClocks.Start(one.getKey(), response.name(), null, one.getValue()))
                                .toList()));
    }

    /** The automatic first touch of these people has gone out. */
    public void firstTouched(int workspace, Collection<Long> people, Instant at) {
        Set<String> classes = funnels.active(workspace).stream()
                .flatMap(run -> run.definition().response().stream())
                .filter(Handoffs::automatic)
                .map(ResponseClass::name)
                .collect(Collectors.toSet());
        clocks.touched(workspace, classes, people, at);
        leads.next(workspace, people);
        owners(workspace, people).values().forEach(owner -> queue.changed(workspace, owner));
    }

    private static boolean automatic(ResponseClass response) {
        return response.by().equals("automation");
    }
}
