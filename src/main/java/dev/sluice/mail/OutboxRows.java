package dev.sluice.mail;

import dev.sluice.person.EmailAddress;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what is planned and not yet on its way; inside the workspace's transaction. */
@Component
class OutboxRows {
    private final JdbcClient jdbc;

    OutboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Long> plan(int workspace, List<OutboundMail> drafts, List<MessageTokens.Name> names, Instant now) {
        jdbc.sql("""
                        INSERT INTO message (workspace_id, key, token, message_id, person_id, address, domain, kind,
                            template, sender_id, subject, html, body, thread, priority, offers, planned_at, due_at, state)
                        SELECT ?, d.key, d.token, d.message_id, d.person, d.address, d.domain, d.kind, d.template,
                               NULLIF(d.sender, 0), d.subject, d.html, d.body, d.thread, d.priority, d.offers, ?, d.due,
                               'ready'
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::jsonb[],
                            ?::timestamptz[])
                            AS d (key, token, message_id, person, address, domain, kind, template, sender, subject,
                                html, body, thread, priority, offers, due)
                        ORDER BY d.key
                        ON CONFLICT (workspace_id, key) DO NOTHING""")
                .params(workspace, Timestamp.from(now))
                .params(
                        MessageRows.texts(drafts, OutboundMail::key),
                        MessageRows.texts(names, MessageTokens.Name::token),
                        MessageRows.texts(names, MessageTokens.Name::messageId),
                        SqlArray.bigint(
                                drafts.stream().map(OutboundMail::person).toList()),
                        MessageRows.texts(drafts, OutboundMail::address),
                        MessageRows.texts(drafts, draft -> EmailAddress.domainOf(draft.address())),
                        MessageRows.texts(drafts, draft -> draft.kind().code()),
                        MessageRows.texts(drafts, OutboundMail::template))
                .params(
                        MessageRows.texts(drafts, draft -> String.valueOf(draft.sender() == null ? 0 : draft.sender())),
                        MessageRows.texts(drafts, OutboundMail::subject),
                        MessageRows.texts(drafts, OutboundMail::html),
                        MessageRows.texts(drafts, OutboundMail::text),
                        MessageRows.texts(drafts, draft -> String.join(" ", HeaderText.messageIds(draft.inReplyTo()))),
                        MessageRows.texts(drafts, draft -> String.valueOf(draft.priority())),
                        MessageRows.texts(drafts, draft -> Json.write(draft.offers())),
                        SqlArray.timestamptz(
                                drafts.stream().map(OutboundMail::notBefore).toList()))
                .update();
        return ids(workspace, drafts);
    }

    /** Adds a calendar message to an email that has not begun to go out. */
    void setCalendar(int workspace, String key, String calendar) {
        jdbc.sql("UPDATE message SET calendar = ? WHERE workspace_id = ? AND key = ? AND state = 'ready'")
                .params(calendar, workspace, key)
                .update();
    }

    private Map<String, Long> ids(int workspace, List<OutboundMail> drafts) {
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("SELECT key, id FROM message WHERE workspace_id = ? AND key = ANY (?)")
                .params(workspace, MessageRows.texts(drafts, OutboundMail::key))
                .query(Row.each(row -> ids.put(row.text("key"), row.longValue("id"))));
        return ids;
    }

    List<SentMessage> lockOpen(int workspace, Collection<String> keys) {
        return jdbc.sql("SELECT " + MessageRows.SENT + """
                         FROM message m WHERE m.workspace_id = ? AND m.key = ANY (?) AND m.state IN ('ready', 'claimed')
                        ORDER BY m.id FOR UPDATE""")
                .params(workspace, SqlArray.text(keys))
                .query(Row.map(MessageRows::sent))
                .list();
    }

    List<SentMessage> lockOpenMarketing(int workspace) {
        return jdbc.sql("SELECT " + MessageRows.SENT + """
                         FROM message m
                        WHERE m.workspace_id = ? AND m.state IN ('ready', 'claimed') AND m.kind = 'marketing'
                        ORDER BY m.id FOR UPDATE""")
                .param(workspace)
                .query(Row.map(MessageRows::sent))
                .list();
    }

    /** Addresses that begin with "@" stand for their domain. */
    List<SentMessage> lockOpen(int workspace, Set<String> addresses, Set<Long> persons) {
        List<String> domains = addresses.stream()
                .filter(address -> address.startsWith("@"))
                .map(address -> address.substring(1))
                .toList();
        return jdbc.sql("SELECT " + MessageRows.SENT + """
                         FROM message m
                        WHERE m.workspace_id = ? AND m.state IN ('ready', 'claimed')
                          AND (m.address = ANY (?) OR m.person_id = ANY (?) OR m.domain = ANY (?))
                        ORDER BY m.id FOR UPDATE""")
                .params(workspace, SqlArray.text(addresses), SqlArray.bigint(persons), SqlArray.text(domains))
                .query(Row.map(MessageRows::sent))
                .list();
    }

    /** Gives what went to these addresses to the person they are of. */
    void separate(int workspace, long person, long separate, Collection<String> addresses) {
        List<Long> messages = jdbc.sql("""
                        UPDATE message SET person_id = ?
                        WHERE workspace_id = ? AND person_id = ? AND lower(address) = ANY (?) RETURNING id""")
                .params(separate, workspace, person, SqlArray.text(addresses))
                .query(Row.map(row -> row.longValue("id")))
                .list();
        jdbc.sql("UPDATE mailbox_mail SET person_id = ? WHERE workspace_id = ? AND message_id = ANY (?)")
                .params(separate, workspace, SqlArray.bigint(messages))
                .update();
    }

    void erase(int workspace, Collection<Long> persons) {
        jdbc.sql("""
                        UPDATE delivery_journal v SET why = '' FROM message m
                        WHERE v.workspace_id = ? AND m.workspace_id = v.workspace_id AND m.id = v.message_id
                          AND m.person_id = ANY (?)""").params(workspace, SqlArray.bigint(persons)).update();
        jdbc.sql("""
                        UPDATE message SET address = '', domain = '', subject = '', html = '', body = '', thread = '',
                            calendar = '', why = '', person_id = 0
                        WHERE workspace_id = ? AND person_id = ANY (?)""").params(workspace, SqlArray.bigint(persons)).update();
        jdbc.sql("DELETE FROM mailbox_mail WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(persons))
                .update();
    }
}
