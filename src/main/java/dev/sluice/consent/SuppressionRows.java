package dev.sluice.consent;

import dev.sluice.person.EmailAddress;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the suppression list; inside the workspace's transaction. */
@Component
class SuppressionRows {
    /** One line of the list; an erased address is its hash. */
    record SuppressionEntry(
            String address,
            SuppressionReason reason,
            String note,
            Instant at,
            @Nullable String by) {}

    /** What is known against an address: reasons by the note that came with each, and a consent not confirmed. */
    record SuppressionPage(Map<SuppressionReason, String> reasons, boolean unconfirmed) {}

    private static final String UNCONFIRMED = "unconfirmed";

    private final JdbcClient jdbc;

    SuppressionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is on the list against these addresses (or "@" and a domain), one statement for all; {@code hashes} by address. */
    Map<String, SuppressionPage> listed(int workspace, Set<String> addresses, Map<String, byte[]> hashes) {
        Map<String, String> byHash = new HashMap<>();
        hashes.forEach((address, hash) -> byHash.put(HexFormat.of().formatHex(hash), address));
        Map<String, SuppressionPage> listed = new HashMap<>();
        jdbc.sql("""
                        SELECT address, reason, note, NULL::bytea AS hash FROM suppressed_address
                        WHERE workspace_id = :w AND address = ANY (:addresses)
                        UNION ALL
                        SELECT address, :unconfirmed, '', NULL FROM opt_in
                        WHERE workspace_id = :w AND address = ANY (:addresses) AND confirmed_at IS NULL
                        UNION ALL
                        SELECT NULL, 'erased', '', hash FROM shared_erased_address
                        WHERE workspace_id = :w AND hash = ANY (:hashes)""")
                .param("w", workspace)
                .param("addresses", SqlArray.text(addresses))
                .param("unconfirmed", UNCONFIRMED)
                .param("hashes", SqlArray.bytea(hashes.values().toArray(byte[][]::new)))
                .query(Row.each(row -> {
                    String address = row.optionalText("address");
                    if (address == null) {
                        address = byHash.get(HexFormat.of().formatHex(row.bytes("hash")));
                    }
                    SuppressionPage before = listed.getOrDefault(
                            address, new SuppressionPage(new EnumMap<>(SuppressionReason.class), false));
                    if (row.text("reason").equals(UNCONFIRMED)) {
                        listed.put(address, new SuppressionPage(before.reasons(), true));
                    } else {
                        before.reasons().put(SuppressionReason.of(row.text("reason")), row.text("note"));
                        listed.put(address, before);
                    }
                }));
        return listed;
    }

    /** The entry of the list that stops an address for a reason, its own or that of its domain. */
    Optional<SuppressionEntry> deciding(int workspace, String address, SuppressionReason reason) {
        return jdbc.sql("""
                        SELECT address, reason, note, at, NULL::text AS by FROM suppressed_address
                        WHERE workspace_id = ? AND address IN (?, ?) AND reason = ? ORDER BY at LIMIT 1""")
                .params(workspace, address, "@" + EmailAddress.domainOf(address), reason.code())
                .query(Row.mapper(SuppressionEntry.class))
                .optional();
    }

    /** Adds what is not there yet; returns the addresses that were new for this reason. */
    Set<String> add(
            int workspace,
            Collection<String> addresses,
            SuppressionReason reason,
            String note,
            Instant at,
            @Nullable Integer by) {
        return new TreeSet<>(jdbc.sql("""
                        INSERT INTO suppressed_address (workspace_id, address, reason, note, at, by_user)
                        SELECT ?, a, ?, ?, ?, ?::int FROM unnest(?::text[]) AS u(a)
                        ON CONFLICT DO NOTHING RETURNING address""")
                .params(workspace, reason.code(), note, Timestamp.from(at))
                .param(by)
                .param(SqlArray.text(new TreeSet<>(addresses)))
                .query(String.class)
                .list());
    }

    /**
     * Takes an address off the list for one reason; false when it was not there. Who wants mail again has also answered
     * whether they wanted none.
     */
    boolean remove(int workspace, Collection<String> addresses, SuppressionReason reason) {
        Set<SuppressionReason> reasons =
                reason == SuppressionReason.UNSUBSCRIBED ? Set.of(reason, SuppressionReason.UNDECIDED) : Set.of(reason);
        return jdbc.sql(
                                "DELETE FROM suppressed_address WHERE workspace_id = ? AND reason = ANY (?) AND address = ANY (?)")
                        .params(workspace)
                        .param(SqlArray.text(
                                reasons.stream().map(SuppressionReason::code).toList()))
                        .param(SqlArray.text(addresses))
                        .update()
                > 0;
    }

    /** Clears these texts from notes about others. */
    void clearNotes(int workspace, Collection<String> texts) {
        jdbc.sql("""
                        UPDATE suppressed_address SET note = erased_from(note, :texts)
                        WHERE workspace_id = :workspace AND EXISTS (SELECT FROM unnest(:texts::text[]) AS t(text)
                            WHERE position(lower(t.text) IN lower(note)) > 0)""")
                .param("workspace", workspace)
                .param("texts", SqlArray.text(texts))
                .update();
    }

    /** Forgets erased addresses altogether. */
    void forget(int workspace, Collection<String> addresses, Collection<Long> persons) {
        jdbc.sql("DELETE FROM suppressed_address WHERE workspace_id = ? AND address = ANY (?)")
                .params(workspace, SqlArray.text(addresses))
                .update();
        jdbc.sql("DELETE FROM stranger_mail WHERE workspace_id = ? AND address = ANY (?)")
                .params(workspace, SqlArray.text(addresses))
                .update();
        jdbc.sql("DELETE FROM opt_in WHERE workspace_id = ? AND (person_id = ANY (?) OR address = ANY (?))")
                .params(workspace, SqlArray.bigint(persons), SqlArray.text(addresses))
                .update();
    }

    /** These people with everybody merged into them, or into whom they were merged. */
    Set<Long> groups(int workspace, Collection<Long> persons) {
        return Set.copyOf(jdbc.sql("""
                        WITH head AS (SELECT coalesce(merged_into, id) AS id FROM shared_person
                                      WHERE workspace_id = :w AND id = ANY (:persons))
                        SELECT id FROM head
                        UNION
                        SELECT p.id FROM head JOIN shared_person p ON p.workspace_id = :w AND p.merged_into = head.id""")
                .param("w", workspace)
                .param("persons", SqlArray.bigint(persons))
                .query(Long.class)
                .list());
    }

    /** A page of the list, the newest first; {@code like} is part of an address. */
    List<SuppressionEntry> page(int workspace, String like, @Nullable SuppressionReason reason, int skip, int limit) {
        return jdbc.sql("""
                        SELECT s.address, s.reason, s.note, s.at, u.name AS by FROM suppressed_address s
                        LEFT JOIN shared_user u ON u.id = s.by_user
                        WHERE s.workspace_id = ? AND position(? IN s.address) > 0 AND (?::text IS NULL OR s.reason = ?)
                        ORDER BY s.at DESC, s.address, s.reason OFFSET ? LIMIT ?""")
                .params(workspace, like)
                .param(reason == null ? null : reason.code())
                .param(reason == null ? null : reason.code())
                .params(skip, limit)
                .query(Row.mapper(SuppressionEntry.class))
                .list();
    }

    /** How many lines there are by reason, but for the erased. */
    Map<SuppressionReason, Long> counts(int workspace) {
        Map<SuppressionReason, Long> counts = new EnumMap<>(SuppressionReason.class);
        jdbc.sql("SELECT reason, count(*) AS lines FROM suppressed_address WHERE workspace_id = ? GROUP BY reason")
                .param(workspace)
                .query(Row.each(
                        row -> counts.put(row.constant("reason", SuppressionReason.class), row.longValue("lines"))));
        return counts;
    }
}
