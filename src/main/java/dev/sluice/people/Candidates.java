package dev.sluice.people;

import dev.sluice.platform.SqlArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out whether one condition of a filter alone leaves so few people that they can simply be fetched. */
@Component
class Candidates {
    static final int FEW = 4_000;

    /** Of a name that more people have, so many are looked at: whoever types it will type more of it. */
    static final int NAMED = 1_000;

    /** Behind every text that begins so, in the order of bytes. */
    private static final String BEHIND = "\uDBFF\uDFFF";

    /** Few people; {@code cut} when a search found more than these. */
    record Few(List<Long> people, boolean cut) {}

    private final JdbcClient jdbc;

    Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Null when none of the conditions leaves few. */
    @Nullable
    Few few(PeopleFilter filter, Conditions conditions) {
        if (!filter.q().isEmpty()) {
            List<Long> found = named(filter.q(), conditions);
            boolean cut = found.size() > NAMED;
            return new Few(cut ? found.subList(0, NAMED) : found, cut);
        }
        for (String sql : conditionsWithIndex(filter, conditions)) {
            List<Long> found = jdbc.sql(sql + " LIMIT " + (FEW + 1))
                    .params(conditions.values)
                    .query((row, number) -> row.getLong(1))
                    .list();
            if (found.size() <= FEW) {
                return new Few(found, false);
            }
        }
        return null;
    }

    private static List<String> conditionsWithIndex(PeopleFilter filter, Conditions conditions) {
        List<String> all = new ArrayList<>();
        String people = "SELECT p.id FROM person p WHERE p.workspace_id = :w";
        if (filter.company() != null) {
            all.add(people + " AND p.company_id = :company");
        }
        if (!filter.form().isEmpty()) {
            all.add(people + " AND p.first_source_id = ANY (ARRAY("
                    + "SELECT id FROM source WHERE workspace_id = :w AND form_slug = :form))");
        }
        boolean byEngagement = filter.sort() == Sort.ENGAGEMENT;
        if (filter.sort() != Sort.NEWEST && !conditions.inPeriod.isEmpty()) {
            all.add(people + " AND p.merged_into IS NULL" + conditions.inPeriod);
        }
        List<Integer> stages = filter.stages();
        boolean chosen = stages != null && !filter.stageNames().isEmpty() && !stages.contains(-1);
        if (stages != null && chosen && !byEngagement) {
            all.add("SELECT s.person_id FROM standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY ("
                    + SqlNumbers.array(stages) + ")" + conditions.inLane);
        } else if (!conditions.inLane.isEmpty() && filter.run() != null && !byEngagement) {
            List<Integer> every = new ArrayList<>();
            for (int i = -1; i < filter.run().definition().stages().size(); i++) {
                every.add(i);
            }
            all.add("SELECT s.person_id FROM standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY ("
                    + SqlNumbers.array(every) + ")" + conditions.inLane);
        }
        return all;
    }

    /** Whoever has an address, a name, a last name or a company that begins so, or is known outside by exactly this. */
    private List<Long> named(String typed, Conditions conditions) {
        String q = typed.toLowerCase(Locale.ROOT);
        Map<String, Object> values = new LinkedHashMap<>(conditions.values);
        values.put("q", q);
        values.put("behind", q + BEHIND);
        values.put("mail", "e:" + q);
        values.put("mailBehind", "e:" + q + BEHIND);
        values.put("ids", SqlArray.text(List.of("u:" + typed, "x:" + typed)));
        values.put("number", number(q));
        values.put("most", NAMED + 1);
        return jdbc.sql("""
                        SELECT DISTINCT f.id
                        FROM ((SELECT coalesce(p.merged_into, p.id) AS id
                               FROM (SELECT person_id FROM identity
                                     WHERE workspace_id = :w AND key >= :mail AND key < :mailBehind LIMIT :most) i
                               JOIN person p ON p.workspace_id = :w AND p.id = i.person_id)
                              UNION ALL
                              (SELECT coalesce(p.merged_into, p.id) FROM identity i
                               JOIN person p ON p.workspace_id = :w AND p.id = i.person_id
                               WHERE i.workspace_id = :w AND i.key = ANY (:ids::text[]))
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person
                               WHERE workspace_id = :w AND name_key >= :q AND name_key < :behind LIMIT :most)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person
                               WHERE workspace_id = :w AND last_name_key >= :q AND last_name_key < :behind LIMIT :most)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = :w AND company_id = ANY (ARRAY(
                                   SELECT id FROM company
                                   WHERE workspace_id = :w AND name_key >= :q AND name_key < :behind LIMIT 100))
                               LIMIT :most)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = :w AND id = :number)) f
                        LIMIT :most""")
                .params(values)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** The number behind "Visitor 123", or 0, which nobody has. */
    private static long number(String q) {
        String digits = q.startsWith("visitor ") ? q.substring(8) : q.startsWith("person ") ? q.substring(7) : q;
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
