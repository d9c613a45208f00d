package dev.sluice.handoff;

import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workhours.Availability;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The hand-off for other modules: owners, days off, tasks, and the response clock of the first touch. */
@Component
public class Handoffs {
    private final NextSteps tasks;
    private final ResponseClocks clocks;
    private final Availability availability;
    private final LeadAssignmentRows leads;
    private final TodayUpdates updates;
    private final Funnels funnels;
    private final Tenancy tenancy;

    Handoffs(
            NextSteps tasks,
            ResponseClocks clocks,
            Availability availability,
            LeadAssignmentRows leads,
            TodayUpdates updates,
            Funnels funnels,
            Tenancy tenancy) {
        this.tasks = tasks;
        this.clocks = clocks;
        this.availability = availability;
        this.leads = leads;
        this.updates = updates;
        this.funnels = funnels;
        this.tenancy = tenancy;
    }

    /** The leads of one person, in every funnel. */
    public List<LeadAssignment> of(int workspace, long person) {
        return tenancy.read(workspace, () -> leads.of(workspace, person));
    }

    /** The open tasks of one person, the earliest first. */
    public List<NextStep> openTasks(int workspace, long person) {
        return tenancy.read(workspace, () -> tasks.open(workspace, List.of(person)));
    }

    /** The response clocks of one person, the newest first. */
    public List<ResponseClocks.ResponseClock> responseClocks(int workspace, long person) {
        return tenancy.read(workspace, () -> clocks.of(workspace, person));
    }

    /** The owners of those of these people who have one; of several funnels, that of the latest assignment. */
    public Map<Long, Integer> owners(int workspace, Collection<Long> people) {
        return leads.owners(workspace, people);
    }

    /** The workspace's holidays from that day on. */
    public Set<LocalDate> holidays(int workspace, LocalDate since) {
        return availability.holidays(workspace, since).stream()
                .map(Availability.Holiday::day)
                .collect(Collectors.toSet());
    }

    /** Adds a task for the person's owner, in the transaction under way; returns its id. */
    public long task(int workspace, long person, String kind, String text, Instant due) {
        return tasks.add(workspace, NextStepDraft.of(person, null, kind, text, due));
    }

    /** Ends a task that is done or no longer needed. */
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
                                .map(person -> new ResponseClocks.ClockStart(
                                        person.getKey(), response.name(), null, person.getValue()))
                                .toList()));
    }

    /** The automatic first touch went out to these people. */
    public void firstTouched(int workspace, Collection<Long> people, Instant at) {
        Set<String> classes = funnels.active(workspace).stream()
                .flatMap(run -> run.definition().response().stream())
                .filter(Handoffs::automatic)
                .map(ResponseClass::name)
                .collect(Collectors.toSet());
        clocks.touched(workspace, classes, people, at);
        leads.next(workspace, people);
        owners(workspace, people).values().forEach(owner -> updates.changed(workspace, owner));
    }

    private static boolean automatic(ResponseClass response) {
        return response.by().equals("automation");
    }
}
