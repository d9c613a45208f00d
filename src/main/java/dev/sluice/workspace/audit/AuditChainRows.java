package dev.sluice.workspace.audit;

import dev.sluice.platform.database.Row;
import dev.sluice.workspace.audit.AuditChain.AuditCheck;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the chain over the audit log; runs inside the workspace's transaction. */
@Component
class AuditChainRows {
    private final JdbcClient jdbc;

    AuditChainRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Seals some of the entries that have no seal yet; returns how many, 0 when all have one. */
    int seal(int workspace) {
        return jdbc.sql("SELECT seal_audit(?)")
                .param(workspace)
                .query(Integer.class)
                .single();
    }

    /** Deletes the oldest entries up to an instant; returns how many. */
    long trim(int workspace, Instant until) {
        return jdbc.sql("SELECT trim_audit(?, ?)")
                .params(workspace, Timestamp.from(until))
                .query(Long.class)
                .single();
    }

    /** How many sealed entries are older than an instant. */
    long olderThan(int workspace, Instant until) {
        return jdbc.sql("""
                        SELECT count(*) FROM audit_entry e
                            JOIN audit_seal s ON s.workspace_id = e.workspace_id AND s.entry_id = e.id
                        WHERE e.workspace_id = ? AND e.at < ?""")
                .params(workspace, Timestamp.from(until))
                .query(Long.class)
                .single();
    }

    /** Computes every hash again; an entry that was removed, changed or put between others breaks the chain. */
    AuditCheck check(int workspace) {
        return jdbc.sql("""
                        WITH start AS (SELECT number, hash FROM audit_start WHERE workspace_id = :workspace),
                        chain AS (
                            SELECT s.number, s.hash, s.hash IS NOT DISTINCT FROM audit_hash(
                                    coalesce(lag(s.hash) OVER (ORDER BY s.number), (SELECT hash FROM start), ''::bytea),
                                    s.number, e) AND e.id IS NOT NULL
                                AND s.number = 1 + coalesce(
                                    lag(s.number) OVER (ORDER BY s.number), (SELECT number FROM start), 0) AS sound
                            FROM audit_seal s
                                LEFT JOIN audit_entry e ON e.workspace_id = s.workspace_id AND e.id = s.entry_id
                            WHERE s.workspace_id = :workspace)
                        SELECT coalesce(min(number), 0) AS first, coalesce(max(number), 0) AS last,
                            min(number) FILTER (WHERE NOT sound) AS broken,
                            coalesce((SELECT encode(hash, 'hex') FROM chain ORDER BY number DESC LIMIT 1), '') AS hash,
                            (SELECT count(*) FROM audit_entry e WHERE e.workspace_id = :workspace AND NOT EXISTS (
                                SELECT FROM audit_seal s WHERE s.workspace_id = e.workspace_id AND s.entry_id = e.id))
                                AS unsealed
                        FROM chain""")
                .param("workspace", workspace)
                .query(Row.mapper(AuditCheck.class))
                .single();
    }
}
