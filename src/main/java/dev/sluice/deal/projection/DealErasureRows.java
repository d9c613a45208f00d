package dev.sluice.deal.projection;

import dev.sluice.deal.DealSignals;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.database.SqlArray;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes whoever is erased out of deals. What was sold, for how much, when and by whom stays: it is the firm's own book.
 * Of the log of a deal that was theirs only what is no text remains, of other logs what does not name them; and what
 * each entry did is settled, for nobody can ask their history again.
 */
@Component
class DealErasureRows {
    /** Events whose subject is what someone wrote. */
    private static final List<String> WRITTEN = List.of(DealSignals.KEPT.name(), DealSignals.NOTE.name());

    /** What is kept of an entry of a deal that was theirs. */
    private static final List<String> NO_TEXT = List.of(
            "funnel",
            "pipeline",
            "stage",
            "amount",
            "currency",
            "expected_close",
            "next_step_at",
            "owner",
            "sdr",
            "products",
            "competitors",
            "people",
            "reason",
            "by",
            "rule",
            "import",
            "row");

    private static final int SHORTEST = 3;

    private final JdbcClient jdbc;

    DealErasureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals in which they took any part. */
    Set<Long> deals(int workspace, List<Long> people) {
        SqlArray them = SqlArray.bigint(people);
        return new TreeSet<>(jdbc.sql("""
                        SELECT deal_id FROM deal_person WHERE workspace_id = ? AND person_id = ANY (?)
                        UNION SELECT id FROM deal WHERE workspace_id = ? AND person_id = ANY (?)
                        UNION SELECT deal_id FROM deal_event WHERE workspace_id = ? AND person_id = ANY (?)""")
                .params(workspace, them, workspace, them, workspace, them)
                .query((row, number) -> row.getLong(1))
                .list());
    }

    /** These deals, which are locked, want to be folded anew afterwards. */
    void erase(PersonErased erased, Set<Long> deals) {
        SqlArray them = SqlArray.bigint(erased.persons());
        String names = names(erased);
        for (String table : List.of("deal_person", "deal_last_contact")) {
            jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ? AND person_id = ANY (?)")
                    .params(erased.workspace(), them)
                    .update();
        }
        leavePeople(erased, deals);
        leaveTexts(erased.workspace(), deals, them, names);
        jdbc.sql("""
                        UPDATE deal SET key = 'erased:' || id
                        WHERE workspace_id = ? AND id = ANY (?) AND key ~* ?""").params(erased.workspace(), SqlArray.bigint(deals), names).update();
    }

    /** A regular expression of PostgreSQL that finds what they were called, as whole words. */
    private static String names(PersonErased erased) {
        String any = Stream.of(erased.names(), erased.addresses(), erased.identities())
                .flatMap(List::stream)
                .filter(name -> name.length() >= SHORTEST)
                .distinct()
                .map(name -> name.replaceAll("([^\\p{L}\\p{N}])", "\\\\$1"))
                .collect(Collectors.joining("|"));
        return any.isEmpty() ? "$." : "(?<![[:alnum:]])(?:" + any + ")(?![[:alnum:]])";
    }

    private void leavePeople(PersonErased erased, Set<Long> deals) {
        jdbc.sql("""
                        UPDATE deal_event SET data = jsonb_set(data, '{people}', (
                            SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(data -> 'people') one
                            WHERE NOT coalesce(one ->> 'person' = ANY (?), false) AND NOT coalesce(lower(one ->> 'email') = ANY (?), false)))
                        WHERE workspace_id = ? AND deal_id = ANY (?) AND jsonb_typeof(data -> 'people') = 'array'""")
                .params(
                        SqlArray.text(
                                erased.persons().stream().map(String::valueOf).toList()),
                        SqlArray.text(erased.addresses()),
                        erased.workspace(),
                        SqlArray.bigint(deals))
                .update();
    }

    /** Whoever of those that are left decides, or else is longest known, has the deal from now on. */
    private void leaveTexts(int workspace, Set<Long> deals, SqlArray them, String names) {
        jdbc.sql("""
                        UPDATE deal_event e SET
                            judged = true,
                            subject = CASE WHEN (whole AND e.kind = ANY (?)) OR e.subject ~* ? THEN '' ELSE e.subject END,
                            data = (SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM jsonb_each(e.data) t
                                    WHERE (NOT whole OR t.key = ANY (?)) AND (t.key = 'people' OR t.value::text !~* ?)),
                            person_id = CASE WHEN e.person_id = ANY (?) THEN coalesce(next.person_id, 0) ELSE e.person_id END
                        FROM deal_event o
                        JOIN deal d ON d.workspace_id = ? AND d.id = o.deal_id
                        LEFT JOIN LATERAL (
                            SELECT person_id FROM deal_person x WHERE x.workspace_id = ? AND x.deal_id = d.id
                            ORDER BY x.role <> 'decision_maker', x.role = '', x.person_id LIMIT 1) next ON true
                        CROSS JOIN LATERAL (SELECT d.person_id = ANY (?) OR o.person_id = ANY (?)) AS of_theirs (whole)
                        WHERE o.workspace_id = ? AND o.deal_id = ANY (?)
                          AND e.workspace_id = ? AND e.deal_id = o.deal_id AND e.at = o.at AND e.signal_id = o.signal_id""")
                .params(
                        SqlArray.text(WRITTEN),
                        names,
                        SqlArray.text(NO_TEXT),
                        names,
                        them,
                        workspace,
                        workspace,
                        them,
                        them)
                .params(workspace, SqlArray.bigint(deals), workspace)
                .update();
    }
}
