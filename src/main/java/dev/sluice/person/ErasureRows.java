package dev.sluice.person;

import dev.sluice.person.Erasure.ErasedAddress;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes erased addresses and what an erasure removes last; the rest is {@link PersonDeletion}'s. */
@Component
class ErasureRows {
    private final JdbcClient jdbc;

    ErasureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the hashes that belong to erased addresses. */
    Set<ByteBuffer> erased(int workspace, Collection<byte[]> hashes) {
        return jdbc
                .sql("SELECT hash FROM erased_address WHERE workspace_id = ? AND hash = ANY (?)")
                .params(workspace, SqlArray.bytea(hashes.toArray(byte[][]::new)))
                .query(Row.map(row -> ByteBuffer.wrap(row.bytes("hash"))))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** The positions of those of the hashes whose addresses were erased at that instant or after it. */
    List<Integer> erasedSince(int workspace, List<byte[]> hashes, Instant since) {
        return jdbc.sql("""
                        SELECT a.position - 1 AS position FROM unnest(?::bytea[]) WITH ORDINALITY AS a(hash, position)
                        JOIN erased_address s ON s.workspace_id = ? AND s.hash = a.hash AND s.at >= ?""")
                .param(SqlArray.bytea(hashes.toArray(byte[][]::new)))
                .param(workspace)
                .param(Timestamp.from(since))
                .query(Row.map(row -> row.intValue("position")))
                .list();
    }

    long count(int workspace) {
        return jdbc.sql("SELECT count(*) FROM erased_address WHERE workspace_id = ?")
                .param(workspace)
                .query(Long.class)
                .single();
    }

    List<ErasedAddress> addresses(int workspace) {
        return jdbc.sql(
                        "SELECT encode(hash, 'hex') AS hash, at FROM erased_address WHERE workspace_id = ? ORDER BY at, hash")
                .param(workspace)
                .query(Row.mapper(ErasedAddress.class))
                .list();
    }

    void insert(int workspace, byte[] hash, Instant at) {
        jdbc.sql("""
                        INSERT INTO erased_address (workspace_id, hash, reason, at) VALUES (?, ?, 'erased', ?)
                        ON CONFLICT (workspace_id, hash) DO UPDATE SET at = excluded.at, reason = excluded.reason""").params(workspace, hash, Timestamp.from(at)).update();
    }

    byte @Nullable [] secret(int workspace) {
        return jdbc.sql("SELECT secret FROM erasure_key WHERE workspace_id = ?")
                .param(workspace)
                .query(byte[].class)
                .optional()
                .orElse(null);
    }

    /** The workspace's secret, which is {@code fresh} from now on if it has none. */
    byte[] secret(int workspace, byte[] fresh) {
        jdbc.sql("INSERT INTO erasure_key (workspace_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, fresh)
                .update();
        byte[] secret = secret(workspace);
        return secret == null ? fresh : secret;
    }

    List<String> names(int workspace, List<Long> people) {
        return jdbc.sql("""
                        SELECT DISTINCT name FROM person WHERE workspace_id = ? AND id = ANY (?) AND name IS NOT NULL""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.map(row -> row.text("name")))
                .list();
    }

    /** The values of the keys of these people, of every kind. */
    List<String> identities(int workspace, List<Long> people) {
        return jdbc.sql("SELECT substr(key, 3) AS value FROM identity WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.map(row -> row.text("value")))
                .list();
    }

    List<String> emails(int workspace, List<Long> people) {
        return jdbc.sql("""
                        SELECT substr(key, 3) AS value FROM identity
                        WHERE workspace_id = ? AND person_id = ANY (?) AND key LIKE 'e:%'""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.map(row -> row.text("value")))
                .list();
    }

    /** Deletes what names these people beside their signals; their own rows go later. */
    void deleteIdentities(int workspace, List<Long> people) {
        SqlArray ids = SqlArray.bigint(people);
        jdbc.sql("DELETE FROM identity WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, ids)
                .update();
        jdbc.sql("DELETE FROM person_word WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, ids)
                .update();
        jdbc.sql("DELETE FROM consent WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, ids)
                .update();
        jdbc.sql("DELETE FROM merge WHERE workspace_id = ? AND (survivor = ANY (?) OR merged = ANY (?))")
                .params(workspace, ids, ids)
                .update();
    }

    /** Deletes the people, and their companies that no one else works for, because those would identify them. */
    void deletePeople(int workspace, List<Long> people) {
        List<Long> companies = jdbc.sql("""
                        DELETE FROM person WHERE workspace_id = ? AND id = ANY (?) RETURNING coalesce(company_id, 0) AS company_id""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.map(row -> row.longValue("company_id")))
                .list();
        jdbc.sql("""
                        DELETE FROM company c WHERE c.workspace_id = ? AND c.id = ANY (?) AND NOT EXISTS
                            (SELECT FROM person p WHERE p.workspace_id = ? AND p.company_id = c.id)""").params(workspace, SqlArray.bigint(companies), workspace).update();
    }
}
