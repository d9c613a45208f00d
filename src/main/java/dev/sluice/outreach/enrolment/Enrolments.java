package dev.sluice.outreach.enrolment;

import dev.sluice.consent.RecipientsSuppressed;
import dev.sluice.mail.Outbox;
import dev.sluice.outreach.enrolment.EnrolmentRows.Beginning;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets people into sequences and out of them. Whoever is out gets nothing more, whatever was queued for them. */
@Component
public class Enrolments {

    private final EnrolmentRows rows;
    private final Sequences sequences;
    private final Outbox outbox;
    private final Persons persons;
    private final SequenceWakeup wake;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Enrolments(
            EnrolmentRows rows,
            Sequences sequences,
            Outbox outbox,
            Persons persons,
            SequenceWakeup wake,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.sequences = sequences;
        this.outbox = outbox;
        this.persons = persons;
        this.wake = wake;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Where somebody stands who begins. */
    record Newcomer(
            long person, @Nullable Integer funnel, @Nullable String stage) {}

    /** Enrols, in the caller's transaction, those who are not in it; returns who is now. A sequence that does not run takes nobody. */
    List<Long> begin(int workspace, Sequence sequence, List<Newcomer> people, String cause, @Nullable Integer by) {
        SequenceStep first = sequence.plan().steps().first().orElse(null);
        if (first == null || people.isEmpty() || !sequence.running()) {
            return List.of();
        }
        Instant now = clock.instant();
        SendSchedule pace = new SendSchedule(ZoneOffset.UTC, sequence.plan().window(), Set.of());
        Instant due = pace.after(now, first.after()); // the window is looked up when it is due, in the reader's zone
        List<Long> begun = rows.insert(
                workspace,
                sequence,
                first.id(),
                people.stream()
                        .map(one -> new Beginning(one.person(), due, one.funnel(), one.stage()))
                        .toList(),
                cause,
                by,
                now);
        if (!begun.isEmpty()) {
            Tenancy.afterCommit(() -> wake.up(workspace));
        }
        return begun;
    }

    /** Enrols people whom somebody chose; returns how many were not in it already. */
    public int beginByHand(int workspace, String name, Collection<Long> people, @Nullable Integer by) {
        return tenancy.in(workspace, () -> {
            Sequence sequence = sequences.get(workspace, name);
            if (!sequence.running()) {
                throw new BadInput("sequence", "This sequence is not running; start it first.");
            }
            Map<Long, Person> known = persons.all(workspace, people);
            if (known.size() < people.stream().distinct().count()) {
                throw new NotFound("There is no such person.");
            }
            List<Newcomer> newcomers = known.values().stream()
                    .map(Person::id)
                    .distinct()
                    .map(person -> new Newcomer(person, null, null))
                    .toList();
            return begin(workspace, sequence, newcomers, "by hand", by).size();
        });
    }

    public Enrolment get(int workspace, long id) {
        return tenancy.in(workspace, () -> rows.find(workspace, id))
                .orElseThrow(() -> new NotFound("There is no such enrolment."));
    }

    /** An enrolment that is to be changed by hand, locked; one that is over is refused. */
    private Enrolment open(int workspace, long id) {
        Enrolment enrolment = get(workspace, id);
        if (!enrolment.open()) {
            throw new BadInput(
                    "enrolment",
                    "This enrolment is over: " + enrolment.ending() + ". Enrol the person again to begin anew.");
        }
        return enrolment;
    }

    public void stopByHand(int workspace, long id) {
        tenancy.in(workspace, () -> stop(workspace, List.of(open(workspace, id)), "Stopped by hand"));
    }

    /** Ends these, in the caller's transaction, and takes back what has not gone to the server. */
    void stop(int workspace, List<Enrolment> enrolments, String why) {
        if (enrolments.isEmpty()) {
            return;
        }
        List<Long> ids = enrolments.stream().map(Enrolment::id).toList();
        rows.stop(workspace, ids, why, clock.instant());
        outbox.withdraw(workspace, rows.planned(workspace, ids), why);
    }

    void stopAll(int workspace, Collection<Long> people, String why) {
        stop(workspace, rows.open(workspace, people), why);
    }

    public void pause(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Enrolment enrolment = open(workspace, id);
            rows.state(workspace, id, "paused", "Paused by hand", enrolment.dueAt());
            outbox.withdraw(workspace, rows.planned(workspace, List.of(id)), "Paused by hand");
        });
    }

    public void resume(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Enrolment enrolment = open(workspace, id);
            Instant now = clock.instant();
            rows.state(workspace, id, "active", "", enrolment.dueAt().isBefore(now) ? now : enrolment.dueAt());
        });
        wake.up(workspace);
    }

    /** Leaves the next step out. */
    public void skip(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Enrolment enrolment = open(workspace, id);
            Sequence sequence = sequences.get(workspace, enrolment.sequence());
            SequenceSteps steps = sequence.plan().steps();
            SequenceStep next = steps.next(enrolment.nextStep(), false).orElse(null);
            Instant now = clock.instant();
            Instant due = next == null
                    ? now
                    : new SendSchedule(ZoneOffset.UTC, sequence.plan().window(), Set.of()).after(now, next.after());
            rows.progress(
                    workspace,
                    List.of(new EnrolmentRows.Progress(
                            id,
                            enrolment.nextStep(),
                            "skipped by hand",
                            sequence.version(),
                            next == null ? "" : next.id(),
                            due,
                            "")),
                    now);
        });
        wake.up(workspace);
    }

    /** Whoever has unsubscribed, bounced or complained is out of every sequence before they are told so. */
    @EventListener
    void on(RecipientsSuppressed gone) {
        Set<Long> people = new HashSet<>(gone.persons());
        List<String> keys = gone.addresses().stream()
                .filter(address -> !address.startsWith("@")) // of a whole domain each mail is refused when it would go
                .map(address -> "e:" + address)
                .toList();
        people.addAll(persons.withKeys(gone.workspace(), keys).values());
        if (!people.isEmpty()) {
            tenancy.in(gone.workspace(), () -> stopAll(gone.workspace(), people, "May not be written to"));
        }
    }
}
