package dev.sluice.person;

import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people agreed to, by purpose. Where two records turn out to be one person the stricter word of the two
 * stands, until the person speaks again.
 */
@Component
public class Consents {
    /** What stands for a purpose, since when, and the words that were agreed to where they are known. */
    public record ConsentEntry(
            String purpose,
            boolean given,
            Instant at,
            @Nullable String wording) {}

    private record ConsentStatement(
            long person,
            String purpose,
            boolean given,
            Instant at,
            @Nullable String wording) {
        ConsentEntry consent() {
            return new ConsentEntry(purpose, given, at, wording);
        }
    }

    private static final String USUAL_PURPOSE = "marketing";
    private static final Set<String> KINDS = Set.of(
            PersonSignals.CONSENT_GIVEN.name(),
            PersonSignals.CONSENT_WITHDRAWN.name(),
            PersonSignals.UNSUBSCRIBED.name());

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Persons persons;

    Consents(JdbcClient jdbc, Tenancy tenancy, Persons persons) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.persons = persons;
    }

    @EventListener
    @Order(RecipientOrder.CONSENTS)
    void on(SignalsRecorded recorded) {
        List<Signal> said = recorded.signals().stream()
                .filter(signal -> KINDS.contains(signal.kind()))
                .toList();
        for (Signal signal : said) {
            jdbc.sql("""
                            INSERT INTO consent (workspace_id, person_id, purpose, given, at, signal_id, wording)
                            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                    .params(
                            recorded.workspace(),
                            signal.person(),
                            signal.subject().isBlank() ? USUAL_PURPOSE : signal.subject(),
                            PersonSignals.CONSENT_GIVEN.is(signal.kind()),
                            Timestamp.from(signal.at()),
                            signal.id())
                    .param(PersonColumns.text(signal.data(), "wording"))
                    .update();
        }
    }

    /** What stands for each purpose the person ever said something about. */
    public List<ConsentEntry> of(int workspace, long person) {
        return tenancy.read(workspace, () -> {
            List<Long> group = persons.group(workspace, person);
            Map<String, List<ConsentStatement>> byPurpose = new TreeMap<>();
            Map<Long, Instant> joined = joined(workspace, person);
            for (ConsentStatement said : said(workspace, group)) {
                byPurpose
                        .computeIfAbsent(said.purpose(), purpose -> new ArrayList<>())
                        .add(said);
            }
            return byPurpose.values().stream()
                    .map(said -> strictest(latest(joined, said)))
                    .toList();
        });
    }

    /** What stands for one purpose, of many people at once; whoever said nothing about it is left out. */
    public Map<Long, ConsentEntry> standing(int workspace, Collection<Long> people, String purpose) {
        return tenancy.read(workspace, () -> {
            Map<Long, List<ConsentStatement>> byAsked = new HashMap<>();
            Map<Long, Long> heads = new HashMap<>();
            jdbc.sql("""
                            WITH asked AS (SELECT id AS asked, coalesce(merged_into, id) AS head FROM person
                                           WHERE workspace_id = :w AND id = ANY (:people)),
                            member AS (SELECT asked, head, head AS id FROM asked
                                       UNION ALL
                                       SELECT a.asked, a.head, p.id FROM asked a
                                       JOIN person p ON p.workspace_id = :w AND p.merged_into = a.head)
                            SELECT m.asked, m.head, c.person_id, c.purpose, c.given, c.at, c.wording
                            FROM member m JOIN consent c ON c.workspace_id = :w AND c.person_id = m.id
                            WHERE c.purpose = :purpose ORDER BY c.at, c.given DESC, c.signal_id""")
                    .param("w", workspace)
                    .param("people", SqlArray.bigint(people))
                    .param("purpose", purpose)
                    .query(row -> {
                        heads.put(row.getLong(1), row.getLong(2));
                        byAsked.computeIfAbsent(row.getLong(1), asked -> new ArrayList<>())
                                .add(new ConsentStatement(
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getBoolean(5),
                                        row.getTimestamp(6).toInstant(),
                                        row.getString(7)));
                    });
            Map<Long, ConsentEntry> standing = HashMap.newHashMap(byAsked.size());
            byAsked.forEach((asked, said) -> {
                boolean alone =
                        said.stream().map(ConsentStatement::person).distinct().count() == 1;
                long head = heads.getOrDefault(asked, asked);
                standing.put(asked, strictest(latest(alone ? Map.of() : joined(workspace, head), said)));
            });
            return standing;
        });
    }

    /** What each member of a group last said, in the order in which it was said. */
    private static Map<Long, ConsentStatement> latest(Map<Long, Instant> joined, List<ConsentStatement> inOrder) {
        Map<Long, ConsentStatement> standing = new HashMap<>();
        for (ConsentStatement said : inOrder) {
            standing.replaceAll((member, before) -> oneBy(joined, member, said) ? said : before);
            standing.put(said.person(), said);
        }
        return standing;
    }

    /** Whether the member was the same person as the speaker already when this was said. */
    private static boolean oneBy(Map<Long, Instant> joined, long member, ConsentStatement said) {
        Instant theirs = joined.getOrDefault(member, Instant.MIN);
        Instant speakers = joined.getOrDefault(said.person(), Instant.MIN);
        return !said.at().isBefore(theirs) && !said.at().isBefore(speakers);
    }

    private static ConsentEntry strictest(Map<Long, ConsentStatement> standing) {
        return standing.values().stream()
                .reduce((one, other) -> one.given() != other.given()
                        ? (one.given() ? other : one)
                        : one.at().isAfter(other.at()) ? one : other)
                .orElseThrow()
                .consent();
    }

    private List<ConsentStatement> said(int workspace, List<Long> group) {
        return jdbc.sql("""
                        SELECT person_id, purpose, given, at, wording FROM consent
                        WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY at, given DESC, signal_id""")
                .params(workspace, SqlArray.bigint(group))
                .query((row, number) -> new ConsentStatement(
                        row.getLong(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5)))
                .list();
    }

    private Map<Long, Instant> joined(int workspace, long person) {
        Map<Long, Instant> joined = new HashMap<>();
        jdbc.sql("SELECT at, merged_group FROM merge WHERE workspace_id = ? AND survivor = ? AND undone_at IS NULL")
                .params(workspace, person)
                .query(row -> {
                    Instant at = row.getTimestamp(1).toInstant();
                    Arrays.asList((Long[]) row.getArray(2).getArray())
                            .forEach(member ->
                                    joined.merge(member, at, (one, other) -> one.isAfter(other) ? one : other));
                });
        return joined;
    }
}
