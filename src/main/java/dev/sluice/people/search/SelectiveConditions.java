package dev.sluice.people.search;

import dev.sluice.person.PersonLookup;
import dev.sluice.platform.database.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out whether one condition of a filter alone leaves so few people that they can simply be fetched. */
@Component
public class SelectiveConditions {
    static final int FEW = 4_000;

    /** Of a name that more people have, so many are looked at: the user will type more of it. */
    public static final int NAMED = 1_000;

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
            List<Long> found = lookup.matching(workspace, filter.q(), NAMED + 1);
            boolean cut = found.size() > NAMED;
            return new Few(cut ? found.subList(0, NAMED) : found, cut);
        }
        for (String sql : SelectiveConditionsSql.of(filter, conditions)) {
            List<Long> found = jdbc.sql(sql + " LIMIT " + (FEW + 1))
                    .params(conditions.values)
                    .query(Row.map(row -> row.longValue("id")))
                    .list();
            if (found.size() <= FEW) {
                return new Few(found, false);
            }
        }
        return null;
    }
}
