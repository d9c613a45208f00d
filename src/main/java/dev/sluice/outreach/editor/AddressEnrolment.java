package dev.sluice.outreach.editor;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.outreach.enrolment.Enrolments.Enrolled;
import dev.sluice.outreach.enrolment.ManualEnrolments;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Enrols people by their email addresses. */
@Component
class AddressEnrolment {
    private static final int MAX_ADDRESSES = 5_000;
    private static final int LISTED = 5;

    private final Persons persons;
    private final ManualEnrolments enrolments;
    private final AuditLog audit;

    AddressEnrolment(Persons persons, ManualEnrolments enrolments, AuditLog audit) {
        this.persons = persons;
        this.enrolments = enrolments;
        this.audit = audit;
    }

    /** Enrols the people with these addresses, one a line; returns how many began and which addresses are unknown. */
    String enrol(Member member, String sequence, String addresses) {
        List<String> lines = addresses
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty() || lines.size() > MAX_ADDRESSES) {
            throw new BadInput("addresses", "Write 1 to 5,000 e-mail addresses, one a line.");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        lines.forEach(line -> keys.put(line, "e:" + EmailAddress.normal(line)));
        Map<String, Long> byKey = persons.withKeys(member.workspace(), keys.values());
        List<Long> people = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        keys.forEach((line, key) -> {
            Long person = byKey.get(key);
            if (person == null) {
                unknown.add(line);
            } else {
                people.add(person);
            }
        });
        Enrolled enrolled = enrolments.start(member.workspace(), sequence, people, member.user());
        int started = enrolled.begun().size();
        audit.note(member, "enrolled " + started + " people", sequence, Map.of("people", started));
        return started + " of " + lines.size() + " began. "
                + refused(enrolled.refused().values()) + text(unknown);
    }

    /** Why some did not begin or wait, each reason with its number. */
    private static String refused(Collection<SuppressionReason> reasons) {
        Map<SuppressionReason, Long> counts =
                reasons.stream().collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder();
        counts.forEach((reason, count) -> text.append(count)
                .append(reason == SuppressionReason.NO_CONSENT ? " waiting: " : " may not be emailed: ")
                .append(reason.sentence())
                .append(". "));
        return text.toString();
    }

    private static String text(List<String> unknown) {
        if (unknown.isEmpty()) {
            return "";
        }
        String listed = String.join(", ", unknown.stream().limit(LISTED).toList());
        String more = unknown.size() > LISTED ? " and " + (unknown.size() - LISTED) + " more" : "";
        return "Nobody here has the address " + listed + more + ".";
    }
}
