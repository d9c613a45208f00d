package dev.sluice.people;

import dev.sluice.person.PersonLookup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out whether one condition of a filter alone leaves so few people that they can simply be fetched. */
@Component
class SelectiveConditions {
    static final int FEW = 4_000;

    /** Of a name that more people have, so many are looked at: whoever types it will type more of it. */
    static final int NAMED = 1_000;

    /** Few people; {@code cut} when a search found more than these. */
    record Few(List<Long> people, boolean cut) {}

    private final JdbcClient jdbc;
    private final PersonLookup lookup;

    SelectiveConditions(JdbcClient jdbc, PersonLookup lookup) {
        this.jdbc = jdbc;
        this.lookup = lookup;
    }

    /** Null when none of the conditions leaves few. */
    @Nullable
    Few few(int workspace, PeopleFilter filter, PeopleFilterSql conditions) {
        if (!filter.q().isEmpty()) {
            List<Long> found = lookup.startingWith(workspace, filter.q(), NAMED + 1);
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

    private static List<String> conditionsWithIndex(PeopleFilter filter, PeopleFilterSql conditions) {
        List<String> all = new ArrayList<>();
        String people = "SELECT p.id FROM shared_person p WHERE p.workspace_id = :w";
        if (filter.company() != null) {
            all.add(people + " AND p.company_id = :company");
        }
        if (!filter.form().isEmpty()) {
            all.add(people + " AND p.first_source_id = ANY (ARRAY("
                    + "SELECT id FROM shared_source WHERE workspace_id = :w AND form_slug = :form))");
        }
        boolean byEngagement = filter.sort() == PeopleSort.ENGAGEMENT;
        if (filter.sort() != PeopleSort.NEWEST && !conditions.inPeriod.isEmpty()) {
            all.add(people + " AND p.merged_into IS NULL" + conditions.inPeriod);
        }
        List<Integer> stages = filter.stages();
        boolean chosen = stages != null && !filter.stageNames().isEmpty() && !stages.contains(-1);
        if (stages != null && chosen && !byEngagement) {
            all.add(
                    "SELECT s.person_id FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY ("
                            + SqlNumbers.array(stages) + ")" + conditions.inLane);
        } else if (!conditions.inLane.isEmpty() && filter.run() != null && !byEngagement) {
            List<Integer> every = new ArrayList<>();
            for (int i = -1; i < filter.run().definition().stages().size(); i++) {
                every.add(i);
            }
            all.add(
                    "SELECT s.person_id FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY ("
                            + SqlNumbers.array(every) + ")" + conditions.inLane);
        }
        return all;
    }
}
