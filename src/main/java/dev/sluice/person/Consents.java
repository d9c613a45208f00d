package dev.sluice.person;

import dev.sluice.person.ConsentRows.ConsentStatement;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The consent of people, by purpose. Where two records are merged into one person, the stricter of their statements
 * applies until the person makes another.
 */
@Component
public class Consents {
    /**
     * The state of a purpose: the statement that decides, since when, and its wording where it is known.
     *
     * @param declined whether the person was asked and did not give it, rather than withdrew it
     */
    public record ConsentEntry(
            String purpose,
            boolean given,
            boolean declined,
            Instant at,
            @Nullable String wording) {}

    private static final Set<String> KINDS = Set.of(
            PersonSignals.CONSENT_GIVEN.name(),
            PersonSignals.CONSENT_DECLINED.name(),
            PersonSignals.CONSENT_WITHDRAWN.name(),
            PersonSignals.UNSUBSCRIBED.name());

    private final ConsentRows rows;
    private final Tenancy tenancy;
    private final Persons persons;

    Consents(ConsentRows rows, Tenancy tenancy, Persons persons) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.persons = persons;
    }

    @EventListener
    @Order(RecipientOrder.CONSENTS)
    void on(SignalsRecorded recorded) {
        recorded.signals().stream()
                .filter(signal -> KINDS.contains(signal.kind()))
                .forEach(signal -> rows.insert(recorded.workspace(), signal));
    }

    /** The state of each purpose that the person ever gave or withdrew consent for. */
    public List<ConsentEntry> of(int workspace, long person) {
        return tenancy.read(workspace, () -> {
            List<Long> group = persons.group(workspace, person);
            Map<String, List<ConsentStatement>> byPurpose = new TreeMap<>();
            Map<Long, Instant> joined = rows.joined(workspace, person);
            for (ConsentStatement statement : rows.ofPeople(workspace, group)) {
                byPurpose
                        .computeIfAbsent(statement.purpose(), purpose -> new ArrayList<>())
                        .add(statement);
            }
            return byPurpose.values().stream()
                    .map(statements -> strictest(latest(joined, statements)))
                    .toList();
        });
    }

    /** The state of one purpose for many people at once; people without any statement about it are left out. */
    public Map<Long, ConsentEntry> standing(int workspace, Collection<Long> people, String purpose) {
        return tenancy.read(workspace, () -> {
            Map<Long, List<ConsentStatement>> byRequested = new HashMap<>();
            Map<Long, Long> heads = new HashMap<>();
            rows.byPerson(workspace, people, purpose, (requested, head, statement) -> {
                heads.put(requested, head);
                byRequested
                        .computeIfAbsent(requested, person -> new ArrayList<>())
                        .add(statement);
            });
            Map<Long, ConsentEntry> standing = HashMap.newHashMap(byRequested.size());
            byRequested.forEach((requested, statements) -> {
                boolean single = statements.stream()
                                .map(ConsentStatement::person)
                                .distinct()
                                .count()
                        == 1;
                long head = heads.getOrDefault(requested, requested);
                standing.put(
                        requested, strictest(latest(single ? Map.of() : rows.joined(workspace, head), statements)));
            });
            return standing;
        });
    }

    /** The statement that counts for each member of a group, of all statements in the order of time. */
    private static Map<Long, ConsentStatement> latest(Map<Long, Instant> joined, List<ConsentStatement> inOrder) {
        Map<Long, ConsentStatement> standing = new HashMap<>();
        for (ConsentStatement statement : inOrder) {
            if (statement.declined()) {
                standing.putIfAbsent(statement.person(), statement); // takes nothing back
                continue;
            }
            standing.replaceAll((member, before) -> samePerson(joined, member, statement) ? statement : before);
            standing.put(statement.person(), statement);
        }
        return standing;
    }

    /** Whether the member and the speaker were one person already at that time. */
    private static boolean samePerson(Map<Long, Instant> joined, long member, ConsentStatement statement) {
        Instant memberSince = joined.getOrDefault(member, Instant.MIN);
        Instant speakerSince = joined.getOrDefault(statement.person(), Instant.MIN);
        return !statement.at().isBefore(memberSince) && !statement.at().isBefore(speakerSince);
    }

    private static ConsentEntry strictest(Map<Long, ConsentStatement> standing) {
        return standing.values().stream()
                .reduce((first, second) -> first.given() != second.given()
                        ? (first.given() ? second : first)
                        : first.at().isAfter(second.at()) ? first : second)
                .orElseThrow()
                .consent();
    }
}
