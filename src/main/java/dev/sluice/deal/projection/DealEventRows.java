package dev.sluice.deal.projection;

import dev.sluice.deal.DealEvent;
import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.Signal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the projection, but for what it writes of a folded deal. */
@Component
class DealEventRows {
    /** As much of a deal as it takes to tell which one a signal is about. */
    record KnownDeal(long id, String key, int funnel, long person, boolean open, Instant openedAt, Set<Long> people) {}

    private final JdbcClient jdbc;

    DealEventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals that these signals name, and the open ones of their people. */
    List<KnownDeal> known(int workspace, List<Signal> signals) {
        Set<String> keys = new HashSet<>();
        Set<Long> numbers = new HashSet<>();
        for (Signal signal : signals) {
            switch (signal.data().get("deal")) {
                case String key -> keys.add(key.strip());
                case Number number -> numbers.add(number.longValue());
                case null, default -> {}
            }
        }
        return jdbc.sql("""
                        SELECT d.id, d.key, d.funnel_id, d.person_id, d.state = 'open', d.opened_at,
                               (SELECT array_agg(x.person_id) FROM deal_person x
                                WHERE x.workspace_id = d.workspace_id AND x.deal_id = d.id)
                        FROM deal d
                        WHERE d.workspace_id = ? AND d.id IN (
                            SELECT id FROM deal WHERE workspace_id = ? AND key = ANY (?)
                            UNION SELECT unnest(?::bigint[])
                            UNION SELECT id FROM deal WHERE workspace_id = ? AND person_id = ANY (?) AND state = 'open')""")
                .params(workspace, workspace, SqlArray.text(keys), SqlArray.bigint(numbers), workspace)
                .param(SqlArray.bigint(signals.stream().map(Signal::person).collect(Collectors.toSet())))
                .query((row, number) -> new KnownDeal(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getTimestamp(6).toInstant(),
                        row.getArray(7) == null
                                ? Set.of()
                                : Set.of((Long[]) row.getArray(7).getArray())))
                .list();
    }

    /** Sources where anybody can send who reads a web page of ours. */
    Set<Integer> publicSources(int workspace) {
        return new HashSet<>(jdbc.sql("""
                        SELECT id FROM shared_source
                        WHERE workspace_id = ? AND (kind = 'script' OR (kind = 'api' AND name = 'Tracking API'))""").param(workspace).query(Integer.class).list());
    }

    /** Makes those that are new and locks all of these keys; gives their numbers. */
    Map<String, Long> lock(int workspace, Map<String, DealMatcher.DealMatch> made, Collection<String> keys) {
        if (!made.isEmpty()) {
            jdbc.sql("""
                            INSERT INTO deal (workspace_id, key, funnel_id, person_id)
                            SELECT ?, u.key, u.funnel, u.person FROM unnest(?::text[], ?::int[], ?::bigint[]) AS u(key, funnel, person)
                            ORDER BY u.key ON CONFLICT DO NOTHING""")
                    .params(
                            workspace,
                            SqlArray.text(made.keySet()),
                            SqlArray.integer(made.values().stream()
                                    .mapToInt(DealMatcher.DealMatch::funnel)
                                    .toArray()),
                            SqlArray.bigint(made.values().stream()
                                    .map(DealMatcher.DealMatch::person)
                                    .toList()))
                    .update();
        }
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("SELECT key, id FROM deal WHERE workspace_id = ? AND key = ANY (?) ORDER BY id FOR UPDATE")
                .params(workspace, SqlArray.text(keys))
                .query(row -> {
                    ids.put(row.getString(1), row.getLong(2));
                });
        return ids;
    }

    void lock(int workspace, Set<Long> deals) {
        jdbc.sql("SELECT id FROM deal WHERE workspace_id = ? AND id = ANY (?) ORDER BY id FOR UPDATE")
                .params(workspace, SqlArray.bigint(deals))
                .query((row, number) -> row.getLong(1))
                .list();
    }

    void append(int workspace, Map<Long, List<DealEvent>> news) {
        List<Long> deals = new ArrayList<>();
        List<DealEvent> events = new ArrayList<>();
        news.forEach((deal, list) -> list.forEach(event -> {
            deals.add(deal);
            events.add(event);
        }));
        jdbc.sql("""
                        INSERT INTO deal_event (workspace_id, deal_id, at, signal_id, person_id, kind, subject, data, run)
                        SELECT ?, u.deal, to_timestamp(u.at::float8 / 1e6), u.signal::uuid, u.person, u.kind, u.subject,
                               u.data::jsonb, u.run
                        FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::int[])
                            AS u(deal, at, signal, person, kind, subject, data, run)
                        ON CONFLICT DO NOTHING""")
                .params(
                        workspace,
                        SqlArray.bigint(deals),
                        SqlArray.bigint(events.stream()
                                .map(event -> Time.micros(event.at()))
                                .toList()),
                        SqlArray.text(events.stream()
                                .map(event -> event.signal().toString())
                                .toList()),
                        SqlArray.bigint(events.stream().map(DealEvent::person).toList()),
                        SqlArray.text(events.stream().map(DealEvent::kind).toList()),
                        SqlArray.text(events.stream().map(DealEvent::subject).toList()),
                        SqlArray.text(events.stream()
                                .map(event -> Json.write(event.data()))
                                .toList()),
                        SqlArray.integer(
                                events.stream().mapToInt(DealEvent::run).toArray()))
                .update();
    }

    Map<Long, List<DealEvent>> logs(int workspace, Collection<Long> deals) {
        Map<Long, List<DealEvent>> logs = new TreeMap<>();
        jdbc.sql("""
                        SELECT deal_id, at, signal_id, person_id, kind, subject, data::text, run,
                               CASE WHEN judged THEN coalesce(held, '{}') END
                        FROM deal_event WHERE workspace_id = ? AND deal_id = ANY (?)""").params(workspace, SqlArray.bigint(deals)).query(row -> {
            logs.computeIfAbsent(row.getLong(1), deal -> new ArrayList<>()).add(event(row));
        });
        return logs;
    }

    private static DealEvent event(ResultSet row) throws SQLException {
        return new DealEvent(
                row.getTimestamp(2).toInstant(),
                row.getObject(3, UUID.class),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                Json.object(row.getString(7)),
                row.getInt(8),
                row.getArray(9) == null
                        ? null
                        : Arrays.asList((String[]) row.getArray(9).getArray()));
    }

    /** Deals whose owner or SDR is a name that a member has by now. */
    List<Long> ownedByNewMembers(int workspace) {
        return jdbc.sql("""
                        SELECT DISTINCT d.id FROM deal d JOIN shared_member m ON m.workspace_id = d.workspace_id
                            AND lower(m.name) IN (lower(nullif(d.owner, '')), lower(nullif(d.sdr, '')))
                            AND (SELECT count(*) FROM shared_member n
                                 WHERE n.workspace_id = m.workspace_id AND lower(n.name) = lower(m.name)) = 1
                        WHERE d.workspace_id = ? ORDER BY id""")
                .param(workspace)
                .query(Row.map(row -> row.longValue("id")))
                .list();
    }

    List<Long> namingAnyOf(int workspace, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT deal_id FROM deal_person WHERE workspace_id = ? AND person_id = ANY (?)
                        UNION SELECT id FROM deal WHERE workspace_id = ? AND person_id = ANY (?)""")
                .params(workspace, SqlArray.bigint(people), workspace, SqlArray.bigint(people))
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
