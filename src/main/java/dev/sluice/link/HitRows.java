package dev.sluice.link;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of opens and clicks; inside the workspace's transaction. */
@Component
class HitRows {
    /** One open or click; {@code visitor} is the browser's anonymous id where it brought one. */
    record LinkHit(
            long id,
            long message,
            long person,
            String domain,
            @Nullable Integer target,
            Instant at,
            String declared,
            String agent,
            @Nullable String visitor,
            boolean asked) {
        ClickClassifier.Hit hit() {
            return new ClickClassifier.Hit(target, at, declared, asked || visitor != null);
        }
    }

    /** How many hits of one message are stored; a flood changes nothing after that. */
    private static final int MAX_OF_A_MESSAGE = 200;

    /**
     * An open ({@code target} null) or click as it comes in.
     *
     * @param declared what the request gave away, or ""
     * @param asked whether the browser says that its user asked for the page
     */
    record NewHit(
            @Nullable Integer target,
            String declared,
            String agent,
            @Nullable String visitor,
            boolean asked) {}

    private static final String COLUMNS =
            "id, message_id, person_id, domain, target, at, declared, agent, visitor, asked";

    private final JdbcClient jdbc;

    HitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a hit until it can be graded; false when the message has had too many or its person was erased. */
    boolean add(int workspace, LinkRows.LinkMessage message, NewHit hit, Instant at, Instant due) {
        return jdbc.sql("""
                        INSERT INTO link_hit (workspace_id, message_id, person_id, domain, target, at, due_at, declared,
                                              agent, visitor, asked)
                        SELECT :w, :message, :person, :domain, :target::int, :at, :due, :declared, :agent,
                               :visitor::text, :asked
                        WHERE (SELECT count(*) FROM link_hit WHERE workspace_id = :w AND message_id = :message) < :most
                          AND EXISTS (SELECT FROM link_message WHERE workspace_id = :w AND message_id = :message)""")
                        .param("w", workspace)
                        .param("message", message.message())
                        .param("person", message.person())
                        .param("domain", message.domain())
                        .param("target", hit.target())
                        .param("at", Timestamp.from(at))
                        .param("due", Timestamp.from(due))
                        .param("declared", hit.declared())
                        .param("agent", hit.agent())
                        .param("visitor", hit.visitor())
                        .param("asked", hit.asked())
                        .param("most", MAX_OF_A_MESSAGE)
                        .update()
                == 1;
    }

    /** Hits whose waiting is over, taken for this transaction. */
    List<LinkHit> due(int workspace, Instant now, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM link_hit WHERE workspace_id = ? AND due_at <= ?
                        ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""")
                .params(workspace, Timestamp.from(now), limit)
                .query(Row.map(HitRows::hit))
                .list();
    }

    /** Every hit on these messages. */
    Map<Long, List<LinkHit>> ofMessages(int workspace, Collection<Long> messages) {
        Map<Long, List<LinkHit>> hits = new HashMap<>();
        jdbc.sql("SELECT " + COLUMNS + " FROM link_hit WHERE workspace_id = ? AND message_id = ANY (?)")
                .params(workspace, SqlArray.bigint(messages))
                .query(Row.map(HitRows::hit))
                .list()
                .forEach(row -> hits.computeIfAbsent(row.message(), message -> new ArrayList<>())
                        .add(row));
        return hits;
    }

    /** Of how many other recipients in the domain a hit came within that span of each of these, by their id. */
    Map<Long, Integer> neighbours(int workspace, List<LinkHit> rows, Duration span) {
        Map<Long, Integer> neighbours = new HashMap<>();
        jdbc.sql("""
                        SELECT u.id, n.others
                        FROM unnest(:ids::bigint[], :persons::bigint[], :domains::text[], :ats::timestamptz[])
                            AS u(id, person, domain, at)
                        CROSS JOIN LATERAL (
                            SELECT count(DISTINCT h.person_id)::int AS others FROM link_hit h
                            WHERE h.workspace_id = :w AND h.domain = u.domain AND h.person_id <> u.person
                              AND h.at BETWEEN u.at - make_interval(secs => :span)
                                           AND u.at + make_interval(secs => :span)) n
                        WHERE n.others > 0""")
                .param("ids", SqlArray.bigint(rows.stream().map(LinkHit::id).toList()))
                .param(
                        "persons",
                        SqlArray.bigint(rows.stream().map(LinkHit::person).toList()))
                .param(
                        "domains",
                        SqlArray.text(rows.stream().map(LinkHit::domain).toList()))
                .param(
                        "ats",
                        SqlArray.timestamptz(rows.stream().map(LinkHit::at).toList()))
                .param("span", (double) span.toSeconds())
                .param("w", workspace)
                .query(Row.each(row -> neighbours.put(row.longValue("id"), row.intValue("others"))));
        return neighbours;
    }

    /** Notes what was found; a hit is graded once. */
    void grade(int workspace, Map<Long, ClickClassifier.Grade> grades) {
        List<Long> ids = grades.keySet().stream().sorted().toList();
        jdbc.sql("""
                        UPDATE link_hit h SET due_at = NULL, grade = u.grade, rule = u.rule
                        FROM unnest(?::bigint[], ?::float8[], ?::text[]) AS u(id, grade, rule)
                        WHERE h.workspace_id = ? AND h.id = ANY (?) AND h.id = u.id""")
                .params(
                        SqlArray.bigint(ids),
                        SqlArray.float8(ids.stream()
                                .mapToDouble(id -> grade(grades, id).human())
                                .toArray()),
                        SqlArray.text(
                                ids.stream().map(id -> grade(grades, id).rule()).toList()),
                        workspace,
                        SqlArray.bigint(ids))
                .update();
    }

    void erase(int workspace, Collection<Long> persons) {
        for (String table : List.of("link_hit", "link_message")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(persons))
                    .update();
        }
    }

    private static ClickClassifier.Grade grade(Map<Long, ClickClassifier.Grade> grades, long id) {
        return java.util.Objects.requireNonNull(grades.get(id));
    }

    private static LinkHit hit(Row row) {
        return new LinkHit(
                row.longValue("id"),
                row.longValue("message_id"),
                row.longValue("person_id"),
                row.text("domain"),
                row.optionalInt("target"),
                row.instant("at"),
                row.text("declared"),
                row.text("agent"),
                row.optionalText("visitor"),
                row.bool("asked"));
    }
}
