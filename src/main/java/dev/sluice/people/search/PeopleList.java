package dev.sluice.people.search;

import dev.sluice.people.search.PeopleRows.PersonRow;
import dev.sluice.standing.Funnels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the people of a filter and reads what lists show of them. */
@Component
public class PeopleList {
    /** The people found, as lists show them; {@code next} is null at the end; {@code cut} when only some were looked at. */
    public record FoundPeople(
            List<PersonRow> rows, @Nullable String next, PeopleSearch.@Nullable Count count, boolean cut) {}

    private final PeopleSearch search;
    private final PeopleRows rows;
    private final Funnels funnels;

    PeopleList(PeopleSearch search, PeopleRows rows, Funnels funnels) {
        this.search = search;
        this.rows = rows;
        this.funnels = funnels;
    }

    /** A page of people, with their number where {@code counted}. */
    public FoundPeople page(int workspace, PeopleFilter filter, @Nullable String after, int limit, boolean counted) {
        PeopleSearch.SearchPage found = search.find(workspace, filter, after, limit, counted);
        return new FoundPeople(
                rows.rows(workspace, filter.run(), found.people()), found.next(), found.count(), found.cut());
    }

    /** The people who are typed like this, the most engaged first; none for a blank text. */
    public List<PersonRow> named(int workspace, String text, int limit) {
        PeopleFilter filter = filter(workspace, Map.of("q", List.of(text)));
        return filter.q().isEmpty()
                ? List.of()
                : page(workspace, filter, null, limit, false).rows();
    }

    /** The people of a company, the most engaged first. */
    public List<PersonRow> ofCompany(int workspace, long company, int limit) {
        PeopleFilter filter =
                filter(workspace, Map.of("company", List.of(Long.toString(company)), "stage", List.of("any")));
        return page(workspace, filter, null, limit, false).rows();
    }

    private PeopleFilter filter(int workspace, Map<String, List<String>> params) {
        return PeopleFilterReader.read(params, Set.of(), funnels.active(workspace), PeopleSort.ENGAGEMENT);
    }
}
