package dev.sluice.link;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of signed messages. */
@Component
class LinkRows {
    /** A message with what its links lead to, in their order. */
    record LinkMessage(
            long message,
            long person,
            String template,
            String domain,
            List<Links.LinkDestination> targets,
            Instant signedAt) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    LinkRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** Stores what the links of these messages lead to, before anybody can follow them. */
    void sign(int workspace, List<Links.ToSign> messages, Map<Long, List<Links.LinkDestination>> targets, Instant now) {
        List<Links.ToSign> ordered = messages.stream()
                .sorted(Comparator.comparingLong(Links.ToSign::message))
                .toList();
        tenancy.in(
                workspace,
                () -> jdbc.sql("""
                        INSERT INTO link_message (workspace_id, message_id, person_id, template, domain, targets,
                                                  signed_at)
                        SELECT ?, u.message, u.person, u.template, coalesce(split_part(p.email, '@', 2), ''),
                               u.targets::jsonb, ?
                        FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) AS u(message, person, template, targets)
                        LEFT JOIN shared_person p ON p.workspace_id = ? AND p.id = u.person
                        ON CONFLICT (workspace_id, message_id) DO UPDATE
                        SET targets = excluded.targets, signed_at = excluded.signed_at""")
                        .params(workspace, Timestamp.from(now))
                        .param(SqlArray.bigint(
                                ordered.stream().map(Links.ToSign::message).toList()))
                        .param(SqlArray.bigint(
                                ordered.stream().map(Links.ToSign::person).toList()))
                        .param(SqlArray.text(
                                ordered.stream().map(Links.ToSign::template).toList()))
                        .param(SqlArray.text(ordered.stream()
                                .map(message -> json(Objects.requireNonNull(targets.get(message.message()))))
                                .toList()))
                        .param(workspace)
                        .update());
    }

    Optional<LinkMessage> message(int workspace, long message) {
        return Optional.ofNullable(tenancy.read(
                workspace, () -> messages(workspace, Set.of(message)).get(message)));
    }

    /** These messages by their number. */
    Map<Long, LinkMessage> messages(int workspace, Collection<Long> messages) {
        Map<Long, LinkMessage> found = new HashMap<>();
        jdbc.sql("""
                        SELECT message_id, person_id, template, domain, targets::text, signed_at FROM link_message
                        WHERE workspace_id = ? AND message_id = ANY (?)""").params(workspace, SqlArray.bigint(messages)).query(Row.each(row -> {
            LinkMessage message = new LinkMessage(
                    row.longValue("message_id"),
                    row.longValue("person_id"),
                    row.text("template"),
                    row.text("domain"),
                    targets(row.text("targets")),
                    row.instant("signed_at"));
            found.put(message.message(), message);
        }));
        return found;
    }

    static List<Links.LinkDestination> targets(String json) {
        return Json.array(json).stream()
                .map(one -> (Map<?, ?>) one)
                .map(one -> new Links.LinkDestination(String.valueOf(one.get("url")), String.valueOf(one.get("offer"))))
                .toList();
    }

    private static String json(List<Links.LinkDestination> targets) {
        return Json.write(targets.stream()
                .map(target -> Map.of("url", target.url(), "offer", target.offer()))
                .toList());
    }
}
