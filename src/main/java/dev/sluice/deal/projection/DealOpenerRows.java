package dev.sluice.deal.projection;

import dev.sluice.deal.DealSignals;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of opening deals. */
@Component
class DealOpenerRows {
    /**
     * The newest deal of a person in a pipeline, an open one before others.
     *
     * @param untold nothing tells of its opening, only of what came later
     */
    record Last(long id, Instant openedAt, @Nullable Instant closedAt, boolean untold) {}

    private final JdbcClient jdbc;

    DealOpenerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, Last> last(int workspace, int funnel, String pipeline, Collection<Long> people) {
        Map<Long, Last> last = new HashMap<>();
        jdbc.sql("""
                        SELECT DISTINCT ON (d.person_id) d.person_id, d.id, d.opened_at, d.closed_at, NOT EXISTS (
                            SELECT FROM deal_event e WHERE e.workspace_id = d.workspace_id AND e.deal_id = d.id
                              AND e.kind = ?)
                        FROM deal d
                        WHERE d.workspace_id = ? AND d.person_id = ANY (?) AND d.funnel_id = ? AND d.pipeline = ?
                        ORDER BY d.person_id, d.closed_at DESC NULLS FIRST, d.id""")
                .params(DealSignals.OPENED.name(), workspace, SqlArray.bigint(people), funnel, pipeline)
                .query(row -> {
                    Timestamp closed = row.getTimestamp(4);
                    last.put(
                            row.getLong(1),
                            new Last(
                                    row.getLong(2),
                                    row.getTimestamp(3).toInstant(),
                                    closed == null ? null : closed.toInstant(),
                                    row.getBoolean(5)));
                });
        return last;
    }

    /** The owners of these people's deals, of open ones first and then of the newest. */
    Map<Long, Integer> owners(int workspace, Collection<Long> people) {
        Map<Long, Integer> owners = new HashMap<>();
        jdbc.sql("""
                        SELECT DISTINCT ON (p.person_id) p.person_id, d.owner_id
                        FROM deal_person p JOIN deal d ON d.workspace_id = p.workspace_id AND d.id = p.deal_id
                        WHERE p.workspace_id = ? AND p.person_id = ANY (?) AND d.owner_id IS NOT NULL
                        ORDER BY p.person_id, d.state <> 'open', d.id DESC""")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> owners.put(row.longValue("person_id"), row.intValue("owner_id"))));
        return owners;
    }
}
