package dev.sluice.outreach.enrolment;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.mail.Outbox;
import dev.sluice.outreach.enrolment.EnrolmentRows.EnrolmentStart;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets people into sequences and out of them. Those who are out get nothing more, whatever was queued for them. */
@Component
public class Enrolments {
    private static final int PERSON_LIMIT = 50;
    private static final String SUPPRESSED = "May not be written to";

    private static final int AT_ONCE = 5_000;

    private final EnrolmentRows rows;
    private final EnrolmentStepRows steps;
    private final EnrolmentPermissions permissions;
    private final Outbox outbox;
    private final SequenceWakeup wakeup;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Enrolments(
            EnrolmentRows rows,
            EnrolmentStepRows steps,
            EnrolmentPermissions permissions,
            Outbox outbox,
            SequenceWakeup wakeup,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.steps = steps;
        this.permissions = permissions;
        this.outbox = outbox;
        this.wakeup = wakeup;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** A person to enrol, with the funnel and stage that are the reason; null when enrolled by hand. */
    record Newcomer(
            long person, @Nullable Integer funnel, @Nullable String stage) {}

    /** The newest first. */
    public List<Enrolment> findByPerson(int workspace, long person) {
        return tenancy.read(workspace, () -> rows.findByPerson(workspace, person, PERSON_LIMIT));
    }

    /** The newest first. */
    public List<Enrolment> findBySequence(int workspace, String sequence, int limit) {
        return tenancy.read(workspace, () -> rows.findBySequence(workspace, sequence, limit));
    }

    /** Who began, and who may not be emailed, with the reason. */
    public record Enrolled(List<Long> begun, Map<Long, SuppressionReason> refused) {}

    /**
     * Enrols, in the caller's transaction, those who are not in the sequence. No one enters a sequence that does not run,
     * nor one with emails that may not go to them; one that only lacks a consent waits for it.
     */
    Enrolled start(int workspace, Sequence sequence, List<Newcomer> people, String cause, @Nullable Integer by) {
        SequenceStep first = sequence.plan().steps().first().orElse(null);
        if (first == null || people.isEmpty() || !sequence.running()) {
            return new Enrolled(List.of(), Map.of());
        }
        Map<Long, SuppressionReason> refused = permissions.refused(
                workspace, sequence, people.stream().map(Newcomer::person).toList());
        Instant now = clock.instant();
        SendSchedule schedule = new SendSchedule(ZoneOffset.UTC, sequence.plan().window(), Set.of());
        Instant due = schedule.after(now, first.after()); // the window is checked when it is due, in the person's zone
        List<EnrolmentStart> starts = people.stream()
                .filter(newcomer -> mayWait(refused.get(newcomer.person())))
                .map(newcomer -> new EnrolmentStart(
                        newcomer.person(),
                        due,
                        newcomer.funnel(),
                        newcomer.stage(),
                        refused.containsKey(newcomer.person()) ? SuppressionReason.NO_CONSENT.sentence() : ""))
                .toList();
        if (starts.isEmpty()) {
            return new Enrolled(List.of(), refused);
        }
        List<Long> started = rows.insert(workspace, sequence, first.id(), starts, cause, by, now);
        if (!started.isEmpty()) {
            permissions.checkAgain(workspace, started);
            wakeUp(workspace);
        }
        return new Enrolled(started, refused);
    }

    private static boolean mayWait(@Nullable SuppressionReason reason) {
        return reason == null || reason == SuppressionReason.NO_CONSENT;
    }

    /** Wakes the runner once the caller's transaction has committed. */
    void wakeUp(int workspace) {
        Tenancy.afterCommit(() -> wakeup.up(workspace));
    }

    /** Writes what a batch decided, in the caller's transaction. */
    void write(StepBatch batch) {
        steps.write(batch.workspace(), batch.progress(), batch.now());
        batch.stopped().forEach((reason, enrolments) -> stop(batch.workspace(), enrolments, reason));
    }

    /** Ends these, in the caller's transaction, and withdraws what has not gone to the server. */
    void stop(int workspace, List<Enrolment> enrolments, String reason) {
        if (enrolments.isEmpty()) {
            return;
        }
        List<Long> ids = enrolments.stream().map(Enrolment::id).toList();
        rows.stop(workspace, ids, reason, clock.instant());
        withdraw(workspace, ids, reason);
    }

    /** Ends those that began while their people were suppressed by another transaction. */
    void stopRefused(int workspace) {
        Set<Long> people = permissions.doubtful(workspace);
        Map<Long, SuppressionReason> refused = permissions.refused(workspace, people);
        refused.values().removeIf(Enrolments::mayWait);
        stopAll(workspace, refused.keySet(), SUPPRESSED);
    }

    /** Ends every sequence of people who may not be emailed any more. */
    void suppressed(int workspace, Collection<Long> people) {
        stopAll(workspace, people, SUPPRESSED);
        permissions.checkAgain(workspace, people);
        wakeUp(workspace);
    }

    /** Ends every open sequence of people who may not be emailed now. */
    void stopAllRefused(int workspace) {
        List<Long> people = rows.peopleWithOpen(workspace);
        for (int from = 0; from < people.size(); from += AT_ONCE) {
            List<Long> some = people.subList(from, Math.min(people.size(), from + AT_ONCE));
            Set<Long> refused = permissions.refused(workspace, some).keySet();
            if (!refused.isEmpty()) {
                suppressed(workspace, refused);
            }
        }
    }

    void stopAll(int workspace, Collection<Long> people, String reason) {
        stop(workspace, rows.open(workspace, people), reason);
    }

    /** Withdraws the planned emails of these that have not gone to the server. */
    void withdraw(int workspace, List<Long> enrolments, String reason) {
        outbox.withdraw(workspace, steps.planned(workspace, enrolments), reason);
    }
}
