package dev.sluice.person;

import dev.sluice.person.Consents.ConsentEntry;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.Signal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the statements of people about their consent. */
@Component
class ConsentRows {
    /** A consent that a person gave or withdrew. */
    record ConsentStatement(
            long person,
            String purpose,
            boolean given,
            boolean declined,
            Instant at,
            @Nullable String wording) {
        ConsentEntry consent() {
            return new ConsentEntry(purpose, given, declined, at, wording);
        }
    }

    /** Takes the statements of requested people, who may have been merged into a head. */
    interface StatementReader {
        void read(long requested, long head, ConsentStatement statement);
    }

    private static final String DEFAULT_PURPOSE = "marketing";

    private final JdbcClient jdbc;

    ConsentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(int workspace, Signal signal) {
        jdbc.sql("""
                        INSERT INTO consent (workspace_id, person_id, purpose, given, declined, at, signal_id, wording)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        workspace,
                        signal.record(),
                        purpose(signal),
                        PersonSignals.CONSENT_GIVEN.is(signal.kind()),
                        PersonSignals.CONSENT_DECLINED.is(signal.kind()),
                        Timestamp.from(signal.at()),
                        signal.id())
                .param(PersonColumns.text(signal.data(), "wording"))
                .update();
    }

    /** An unsubscription is from marketing, whatever email it answers. */
    private static String purpose(Signal signal) {
        return signal.subject().isBlank() || PersonSignals.UNSUBSCRIBED.is(signal.kind())
                ? DEFAULT_PURPOSE
                : signal.subject();
    }

    /** The statements of these people and of the records of the same persons about a purpose, the oldest first. */
    void byPerson(int workspace, Collection<Long> people, String purpose, StatementReader reader) {
        jdbc.sql("""
                        WITH requested AS (SELECT id AS requested, coalesce(merged_into, id) AS head FROM person
                                       WHERE workspace_id = :w AND id = ANY (:people)),
                        member AS (SELECT requested, head, head AS id FROM requested
                                   UNION ALL
                                   SELECT a.requested, a.head, p.id FROM requested a
                                   JOIN person p ON p.workspace_id = :w AND p.merged_into = a.head)
                        SELECT m.requested, m.head, c.person_id AS person, c.purpose, c.given, c.declined, c.at,
                               c.wording
                        FROM member m JOIN consent c ON c.workspace_id = :w AND c.person_id = m.id
                        WHERE c.purpose = :purpose ORDER BY c.at, c.given DESC, c.signal_id""")
                .param("w", workspace)
                .param("people", SqlArray.bigint(people))
                .param("purpose", purpose)
                .query(Row.each(row -> reader.read(
                        row.longValue("requested"), row.longValue("head"), row.as(ConsentStatement.class))));
    }

    /** The statements of these records, the oldest first. */
    List<ConsentStatement> ofPeople(int workspace, List<Long> group) {
        return jdbc.sql("""
                        SELECT person_id AS person, purpose, given, declined, at, wording FROM consent
                        WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY at, given DESC, signal_id""")
                .params(workspace, SqlArray.bigint(group))
                .query(Row.mapper(ConsentStatement.class))
                .list();
    }

    /** When each record was merged into this person. */
    Map<Long, Instant> joined(int workspace, long person) {
        Map<Long, Instant> joined = new HashMap<>();
        jdbc.sql("SELECT at, merged_group FROM merge WHERE workspace_id = ? AND survivor = ? AND undone_at IS NULL")
                .params(workspace, person)
                .query(Row.each(row -> {
                    Instant at = row.instant("at");
                    row.longs("merged_group")
                            .forEach(member -> joined.merge(
                                    member, at, (first, second) -> first.isAfter(second) ? first : second));
                }));
        return joined;
    }
}
