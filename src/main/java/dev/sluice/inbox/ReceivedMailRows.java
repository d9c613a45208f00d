package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.inbox.ReceivedMail.ReceivedVia;
import dev.sluice.inbox.classification.ClassificationRule;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of received email. */
@Component
public class ReceivedMailRows {
    /** A line of the list: the mail and what its person is called. */
    record InboxEntry(ReceivedMail mail, @Nullable String person) {}

    private static final String COLUMNS = """
            r.id, r.door, r.at, r.from_address, r.from_name, r.subject, r.body, r.quoted, r.kind, r.rule, r.details,
            r.state, r.why, r.person_id, r.message_id""";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    ReceivedMailRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** Stores an email, in the transaction under way; empty when it was stored before. */
    Optional<Long> add(int workspace, byte[] key, ReceivedMail mail) {
        return jdbc.sql("""
                        INSERT INTO received_mail (workspace_id, key, door, at, from_address, from_name, subject, body, quoted,
                                                   kind, rule, details, state, why, person_id, message_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, key) DO NOTHING RETURNING id""")
                .params(workspace, key, mail.door().code(), Timestamp.from(mail.at()), mail.from(), mail.fromName())
                .params(
                        mail.subject(),
                        mail.text(),
                        mail.quoted(),
                        mail.kind().code(),
                        mail.rule().code())
                .params(Json.write(mail.details()), mail.state().code(), mail.why())
                .param(mail.person())
                .param(mail.message())
                .query(Long.class)
                .optional();
    }

    ReceivedMail get(int workspace, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT " + COLUMNS + " FROM received_mail r WHERE r.workspace_id = ? AND r.id = ?")
                        .params(workspace, id)
                        .query(Row.map(ReceivedMailRows::mail))
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such mail.")));
    }

    /** The same, locked until the transaction ends. */
    ReceivedMail lock(int workspace, long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM received_mail r WHERE r.workspace_id = ? AND r.id = ? FOR UPDATE")
                .params(workspace, id)
                .query(Row.map(ReceivedMailRows::mail))
                .optional()
                .orElseThrow(() -> new NotFound("There is no such mail."));
    }

    void assign(int workspace, long id, long person, String why) {
        jdbc.sql("""
                        UPDATE received_mail SET state = 'matched', why = ?, person_id = ?
                        WHERE workspace_id = ? AND id = ?""").params(why, person, workspace, id).update();
    }

    /** Stores what someone decided about it. */
    void decide(int workspace, ReceivedMail mail) {
        jdbc.sql("UPDATE received_mail SET kind = ?, details = ?::jsonb WHERE workspace_id = ? AND id = ?")
                .params(mail.kind().code(), Json.write(mail.details()), workspace, mail.id())
                .update();
    }

    /** A page of the list: those before that number, the newest first; of one state or of all. */
    List<InboxEntry> before(int workspace, @Nullable ReceivedState state, long before, int limit) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT " + COLUMNS + """
                        , coalesce(p.name, p.email, 'Person ' || r.person_id) AS person
                        FROM received_mail r
                        LEFT JOIN shared_person p ON p.workspace_id = r.workspace_id AND p.id = r.person_id
                        WHERE r.workspace_id = ? AND r.id < ? AND (? OR r.state = ?) ORDER BY r.id DESC LIMIT ?""")
                        .params(workspace, before, state == null, state == null ? "" : state.code(), limit)
                        .query(Row.map(row -> new InboxEntry(mail(row), row.optionalText("person"))))
                        .list());
    }

    /** How many mails are in which state; together they are all that came. */
    public Map<ReceivedState, Long> counts(int workspace) {
        Map<ReceivedState, Long> counts = new EnumMap<>(ReceivedState.class);
        tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT state, count(*) AS mails FROM received_mail WHERE workspace_id = ? GROUP BY state")
                        .param(workspace)
                        .query(Row.map(
                                row -> counts.put(row.constant("state", ReceivedState.class), row.longValue("mails"))))
                        .list());
        for (ReceivedState state : ReceivedState.values()) {
            counts.putIfAbsent(state, 0L);
        }
        return counts;
    }

    void separate(int workspace, long person, long separate, List<String> addresses) {
        jdbc.sql("""
                        UPDATE received_mail SET person_id = ?
                        WHERE workspace_id = ? AND person_id = ? AND lower(from_address) = ANY (?)""")
                .params(separate, workspace, person, SqlArray.text(addresses))
                .update();
    }

    void erase(int workspace, List<Long> persons, List<String> addresses) {
        jdbc.sql("DELETE FROM received_mail WHERE workspace_id = ? AND (person_id = ANY (?) OR from_address = ANY (?))")
                .params(workspace, SqlArray.bigint(persons), SqlArray.text(addresses))
                .update();
    }

    /** Clears these texts from what others wrote. */
    void clear(int workspace, List<String> texts) {
        jdbc.sql("""
                        UPDATE received_mail SET subject = erased_from(subject, :texts), body = erased_from(body, :texts),
                            quoted = erased_from(quoted, :texts), why = erased_from(why, :texts),
                            from_name = erased_from(from_name, :texts),
                            details = erased_from(details::text, :texts)::jsonb
                        WHERE workspace_id = :workspace AND EXISTS (SELECT FROM unnest(:texts::text[]) AS t(text) WHERE
                            position(lower(t.text) IN
                                lower(concat_ws(' ', subject, body, quoted, why, from_name, details::text))) > 0)""")
                .param("workspace", workspace)
                .param("texts", SqlArray.text(texts))
                .update();
    }

    private static ReceivedMail mail(Row row) {
        return new ReceivedMail(
                row.longValue("id"),
                row.constant("door", ReceivedVia.class),
                row.instant("at"),
                row.text("from_address"),
                row.text("from_name"),
                row.text("subject"),
                row.text("body"),
                row.text("quoted"),
                row.constant("kind", ReceivedKind.class),
                ClassificationRule.of(row.text("rule")),
                row.object("details"),
                row.constant("state", ReceivedState.class),
                row.text("why"),
                row.optionalLong("person_id"),
                row.optionalLong("message_id"));
    }
}
