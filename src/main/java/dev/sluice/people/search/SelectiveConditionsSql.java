package dev.sluice.people.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The conditions of a filter that an index alone answers, each as a statement that gives the people whom it leaves. */
final class SelectiveConditionsSql {
    private SelectiveConditionsSql() {}

    static List<String> of(PeopleFilter filter, PeopleFilterSql conditions) {
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
            all.add(inStages(stages, conditions));
        } else if (!conditions.inLane.isEmpty() && filter.run() != null && !byEngagement) {
            int count = filter.run().definition().stages().size();
            all.add(inStages(IntStream.range(-1, count).boxed().toList(), conditions));
        }
        return all;
    }

    private static String inStages(List<Integer> stages, PeopleFilterSql conditions) {
        return "SELECT s.person_id AS id FROM shared_standing s WHERE s.workspace_id = :w AND s.run = :run AND s.stage = ANY ("
                + SqlNumbers.array(stages) + ")" + conditions.inLane;
    }
}
