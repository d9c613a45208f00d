package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.people.search.PeopleFilter;
import dev.sluice.people.search.PeopleList.FoundPeople;
import dev.sluice.people.search.PeopleRows;
import dev.sluice.people.search.PeopleRows.PersonRow;
import dev.sluice.people.search.PeopleSearch.Count;
import dev.sluice.people.search.SelectiveConditions;
import dev.sluice.person.PersonWork.WorkFacts;
import dev.sluice.platform.TimeFormat;
import dev.sluice.standing.DefinitionRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that the page of the list of people shows. */
public record PeopleModel(
        PeopleFilter filter,
        List<DefinitionRun> funnels,
        PeopleRows.FilterChoices choices,
        FoundPeople found,
        Set<PeopleColumn> columns,
        boolean first,
        Map<Long, WorkFacts> work,
        TimeFormat when,
        Map<String, List<String>> params) {

    /** What a column of the list can show. */
    public enum PeopleColumn {
        STAGE("Stage"),
        FIT("Fit"),
        ENGAGEMENT("Engagement"),
        OWNER("Owner"),
        NEXT("Next action"),
        COMPANY("Company"),
        ROLE("Role"),
        SOURCE("Source"),
        CREATED("First seen"),
        LAST("Last activity");

        private static final Set<PeopleColumn> DEFAULT = Set.of(STAGE, ENGAGEMENT, OWNER, NEXT, COMPANY, SOURCE, LAST);

        final String label;

        PeopleColumn(String label) {
            this.label = label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The columns whose codes a cookie has between dots, or those of a list that no one has changed. */
        static Set<PeopleColumn> of(String cookie) {
            List<String> codes = List.of(cookie.split("\\."));
            Set<PeopleColumn> chosen = Arrays.stream(values())
                    .filter(column -> codes.contains(column.code()))
                    .collect(Collectors.toSet());
            return chosen.isEmpty() ? DEFAULT : chosen;
        }
    }

    List<PersonRow> rows() {
        return found.rows();
    }

    @Nullable
    String next() {
        return found.next();
    }

    /** The address of this list with another value for one parameter; a blank value removes it. */
    public String with(String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(params);
        all.remove("after");
        all.remove(name);
        if (!value.isEmpty()) {
            all.put(name, List.of(value));
        }
        String query = all.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(text -> !text.isBlank())
                        .map(text -> entry.getKey() + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/people" : "/people?" + query;
    }

    public Definition.@Nullable Stage stage(int position) {
        DefinitionRun run = filter.run();
        return run == null
                        || position < 0
                        || position >= run.definition().stages().size()
                ? null
                : run.definition().stages().get(position);
    }

    /** The number of people found, such as "10,000+ people"; "" where none was counted. */
    public String counted() {
        Count count = found.count();
        if (count == null) {
            return "";
        }
        return String.format(Locale.ROOT, "%,d", count.number())
                + (count.atLeast() ? "+" : "")
                + (count.number() == 1 && !count.atLeast() ? " person" : " people");
    }

    /** How many of the people found by a name were looked at; 0 when all of them were. */
    public int lookedAt() {
        return found.cut() ? SelectiveConditions.NAMED : 0;
    }

    /** Who works on a listed person, and what comes next. */
    WorkFacts work(long person) {
        return work.getOrDefault(person, WorkFacts.NONE);
    }

    boolean shows(PeopleColumn column) {
        return columns.contains(column);
    }

    StandingOutcome[] outcomes() {
        return StandingOutcome.values();
    }
}
