package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.enrolment.Enrolments.Enrolled;
import dev.sluice.outreach.enrolment.Enrolments.Newcomer;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceStep;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes enrolments as users and programs ask: starts, pauses, resumes, skips and stops them. */
@Component
public class ManualEnrolments {
    private final EnrolmentRows rows;
    private final EnrolmentStepRows steps;
    private final Enrolments enrolments;
    private final Sequences sequences;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ManualEnrolments(
            EnrolmentRows rows,
            EnrolmentStepRows steps,
            Enrolments enrolments,
            Sequences sequences,
            Persons persons,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.steps = steps;
        this.enrolments = enrolments;
        this.sequences = sequences;
        this.persons = persons;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Enrols these people, as far as they are not in the sequence and may be emailed. */
    public Enrolled start(int workspace, String name, Collection<Long> people, @Nullable Integer by) {
        return tenancy.in(workspace, () -> {
            Sequence sequence = sequences.get(workspace, name);
            if (!sequence.running()) {
                throw new BadInput("sequence", "This sequence is not running; start it first.");
            }
            Map<Long, Person> found = persons.all(workspace, people);
            if (found.size() < people.stream().distinct().count()) {
                throw new NotFound("There is no such person.");
            }
            List<Newcomer> newcomers = found.values().stream()
                    .map(Person::id)
                    .distinct()
                    .map(person -> new Newcomer(person, null, null))
                    .toList();
            return enrolments.start(workspace, sequence, newcomers, "by hand", by);
        });
    }

    public Enrolment get(int workspace, long id) {
        return tenancy.in(workspace, () -> rows.find(workspace, id))
                .orElseThrow(() -> new NotFound("There is no such enrolment."));
    }

    /** An enrolment that is to be changed, locked; one that is over is refused. */
    private Enrolment open(int workspace, long id) {
        Enrolment enrolment = get(workspace, id);
        if (!enrolment.open()) {
            throw new BadInput(
                    "enrolment",
                    "This enrolment is over: " + enrolment.ending() + ". Enrol the person again to begin anew.");
        }
        return enrolment;
    }

    public void stop(int workspace, long id) {
        tenancy.in(workspace, () -> enrolments.stop(workspace, List.of(open(workspace, id)), "Stopped by hand"));
    }

    public void pause(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Enrolment enrolment = open(workspace, id);
            rows.state(workspace, id, "paused", "Paused by hand", enrolment.dueAt());
            enrolments.withdraw(workspace, List.of(id), "Paused by hand");
        });
    }

    public void resume(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Enrolment enrolment = open(workspace, id);
            Instant now = clock.instant();
            rows.state(workspace, id, "active", "", enrolment.dueAt().isBefore(now) ? now : enrolment.dueAt());
            enrolments.wakeUp(workspace);
        });
    }

    /** Leaves the next step out. */
    public void skip(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Enrolment enrolment = open(workspace, id);
            Sequence sequence = sequences.get(workspace, enrolment.sequence());
            SequenceStep next =
                    sequence.plan().steps().next(enrolment.nextStep(), false).orElse(null);
            Instant now = clock.instant();
            SendSchedule schedule =
                    new SendSchedule(ZoneOffset.UTC, sequence.plan().window(), Set.of());
            StepProgress skipped = new StepProgress(
                    id,
                    enrolment.nextStep(),
                    "skipped by hand",
                    sequence.version(),
                    next == null ? "" : next.id(),
                    next == null ? now : schedule.after(now, next.after()),
                    "");
            steps.write(workspace, List.of(skipped), now);
            enrolments.wakeUp(workspace);
        });
    }
}
