package dev.sluice.consent;

import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    /** What stands against these addresses (or "@" and a domain), one statement for all; {@code hashes} by address. */
    Map<String, SuppressionPage> listed(int workspace, Set<String> addresses, Map<String, byte[]> hashes) {
        Map<String, String> byHash = new HashMap<>();
        hashes.forEach((address, hash) -> byHash.put(HexFormat.of().formatHex(hash), address));
        Map<String, SuppressionPage> listed = new HashMap<>();
        jdbc.sql("""
                        SELECT address, reason, note, NULL::bytea FROM suppressed_address
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
                .query(row -> {
                    String address = row.getString(1);
                    if (address == null) {
                        address = byHash.get(HexFormat.of().formatHex(row.getBytes(4)));
                    }
                    SuppressionPage before = listed.getOrDefault(
                            address, new SuppressionPage(new EnumMap<>(SuppressionReason.class), false));
                    if (row.getString(2).equals(UNCONFIRMED)) {
                        listed.put(address, new SuppressionPage(before.reasons(), true));
                    } else {
                        before.reasons().put(SuppressionReason.of(row.getString(2)), row.getString(3));
                        listed.put(address, before);
                    }
                });
        return listed;
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

    /** Takes an address off the list for one reason; false when it was not there. */
    boolean remove(int workspace, Collection<String> addresses, SuppressionReason reason) {
        return jdbc.sql("DELETE FROM suppressed_address WHERE workspace_id = ? AND reason = ? AND address = ANY (?)")
                        .params(workspace, reason.code(), SqlArray.text(addresses))
                        .update()
                > 0;
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

    /** Notes a mail that a stranger causes to each address, and returns those that may still get one. */
    Set<String> mayGetOneMore(int workspace, Set<String> addresses, int most, Instant now, Instant since) {
        return Set.copyOf(jdbc.sql("""
                        INSERT INTO stranger_mail AS m (workspace_id, address, at)
                        SELECT :w, a, ARRAY[:now::timestamptz] FROM unnest(:addresses::text[]) AS u(a) ORDER BY a
                        ON CONFLICT (workspace_id, address) DO UPDATE
                        SET at = ARRAY(SELECT t FROM unnest(m.at) t WHERE t > :since) || excluded.at
                        WHERE (SELECT count(*) FROM unnest(m.at) t WHERE t > :since) < :most
                        RETURNING address""")
                .param("w", workspace)
                .param("addresses", SqlArray.text(new TreeSet<>(addresses)))
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query(String.class)
                .list());
    }

    /** Forgets counts that no longer limit anything. */
    void forgetStrangers(int workspace, Instant before) {
        jdbc.sql("""
                        DELETE FROM stranger_mail
                        WHERE workspace_id = ? AND NOT EXISTS (SELECT FROM unnest(at) t WHERE t > ?)""").params(workspace, Timestamp.from(before)).update();
    }

    /** A page of the list, the newest first; {@code like} is part of an address. */
    List<SuppressionEntry> page(int workspace, String like, @Nullable SuppressionReason reason, int skip, int most) {
        return jdbc.sql("""
                        SELECT s.address, s.reason, s.note, s.at, u.name FROM suppressed_address s
                        LEFT JOIN shared_user u ON u.id = s.by_user
                        WHERE s.workspace_id = ? AND position(? IN s.address) > 0 AND (?::text IS NULL OR s.reason = ?)
                        ORDER BY s.at DESC, s.address, s.reason OFFSET ? LIMIT ?""")
                .params(workspace, like)
                .param(reason == null ? null : reason.code())
                .param(reason == null ? null : reason.code())
                .params(skip, most)
                .query((row, number) -> new SuppressionEntry(
                        row.getString(1),
                        SuppressionReason.of(row.getString(2)),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5)))
                .list();
    }

    /** How many lines there are by reason, but for the erased. */
    Map<SuppressionReason, Long> counts(int workspace) {
        Map<SuppressionReason, Long> counts = new EnumMap<>(SuppressionReason.class);
        jdbc.sql("SELECT reason, count(*) FROM suppressed_address WHERE workspace_id = ? GROUP BY reason")
                .param(workspace)
                .query(row -> {
                    counts.put(SuppressionReason.of(row.getString(1)), row.getLong(2));
                });
        return counts;
    }
}
