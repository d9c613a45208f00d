package dev.sluice.outreach.editor;

import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.outreach.outcome.MailOutcomes;
import dev.sluice.outreach.outcome.StepStats;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceCounts;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.database.Tenancy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Loads the figures and the people of one sequence for its page. */
@Component
class SequenceView {
    private static final int MAX_PEOPLE = 100;

    private final SequenceCounts counts;
    private final MailOutcomes outcomes;
    private final Enrolments enrolments;
    private final Persons persons;
    private final Tenancy tenancy;

    SequenceView(
            SequenceCounts counts, MailOutcomes outcomes, Enrolments enrolments, Persons persons, Tenancy tenancy) {
        this.counts = counts;
        this.outcomes = outcomes;
        this.enrolments = enrolments;
        this.persons = persons;
        this.tenancy = tenancy;
    }

    /** A person in a sequence, with their name. */
    record EnrolledPerson(Enrolment enrolment, String title) {}

    Map<String, Object> model(int workspace, Sequence sequence) {
        String name = sequence.name();
        return tenancy.read(workspace, () -> {
            Map<String, Object> model = new HashMap<>();
            model.put("sequence", sequence);
            model.put("latest", titled(workspace, enrolments.findBySequence(workspace, name, MAX_PEOPLE)));
            model.put("figures", StepStats.of(outcomes.of(workspace, name)));
            model.put("waiting", counts.waiting(workspace, name));
            model.put("endings", counts.endings(workspace, name));
            model.put("counts", counts.byState(workspace).getOrDefault(name, Map.of()));
            return model;
        });
    }

    private List<EnrolledPerson> titled(int workspace, List<Enrolment> latest) {
        Map<Long, Person> people =
                persons.all(workspace, latest.stream().map(Enrolment::person).toList());
        return latest.stream()
                .map(enrolment -> {
                    Person person = people.get(enrolment.person());
                    return new EnrolledPerson(
                            enrolment, person == null ? "Person " + enrolment.person() : person.title());
                })
                .toList();
    }
}
