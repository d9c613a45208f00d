package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.person.Persons;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of people. */
@Controller
class PeoplePages {
    static final int PAGE = 80;

    /** What a column of the list can show. */
    enum PeopleColumn {
        STAGE("Stage"),
        FIT("Fit"),
        ENGAGEMENT("Engagement"),
        COMPANY("Company"),
        ROLE("Role"),
        SOURCE("Source"),
        CREATED("First seen"),
        LAST("Last activity");

        final String label;

        PeopleColumn(String label) {
            this.label = label;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All that the page shows. */
    record PeopleModel(
            PeopleFilter filter,
            List<DefinitionRun> funnels,
            PeopleRows.FilterChoices choices,
            List<PeopleRows.PersonRow> rows,
            Set<PeopleColumn> columns,
            PeopleSearch.@Nullable Count count,
            @Nullable String next,
            boolean first,
            TimeFormat when,
            Map<String, List<String>> said) {

        /** The address of this list with one parameter said otherwise; blank takes it away. */
        String with(String name, String value) {
            Map<String, List<String>> all = new LinkedHashMap<>(said);
            all.remove("after");
            all.remove(name);
            if (!value.isEmpty()) {
                all.put(name, List.of(value));
            }
            String query = all.entrySet().stream()
                    .flatMap(entry -> entry.getValue().stream()
                            .filter(one -> !one.isBlank())
                            .map(one -> entry.getKey() + "=" + URLEncoder.encode(one, StandardCharsets.UTF_8)))
                    .collect(Collectors.joining("&"));
            return query.isEmpty() ? "/people" : "/people?" + query;
        }

        Definition.@Nullable Stage stage(int position) {
            DefinitionRun run = filter.run();
            return run == null
                            || position < 0
                            || position >= run.definition().stages().size()
                    ? null
                    : run.definition().stages().get(position);
        }

        String counted() {
            if (count == null) {
                return "";
            }
            return String.format(java.util.Locale.ROOT, "%,d", count.number())
                    + (count.atLeast() ? "+" : "")
                    + (count.number() == 1 && !count.atLeast() ? " person" : " people");
        }

        /** How many of those whom a name finds were looked at; 0 when all of them were. */
        int lookedAt() {
            return filter.q().isEmpty() || count == null || !count.atLeast() ? 0 : SelectiveConditions.NAMED;
        }

        boolean shows(PeopleColumn column) {
            return columns.contains(column);
        }

        StandingOutcome[] outcomes() {
            return StandingOutcome.values();
        }
    }

    private final Pages pages;
    private final Funnels funnels;
    private final PeopleSearch search;
    private final PeopleRows rows;
    private final Workspaces workspaces;
    private final InstantSource clock;

    PeoplePages(
            Pages pages,
            Funnels funnels,
            PeopleSearch search,
            PeopleRows rows,
            Workspaces workspaces,
            Persons persons,
            InstantSource clock) {
        this.pages = pages;
        this.funnels = funnels;
        this.search = search;
        this.rows = rows;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Bean
    static NavEntry peopleEntry() {
        return new NavEntry(20, "people", "People", "/people", "people");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/people")
    View list(
            Member member,
            @RequestParam MultiValueMap<String, String> said,
            @CookieValue(name = "people-columns", defaultValue = "") String columns) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        PeopleFilter filter = PeopleFilter.of(said, Set.of("after"), active, PeopleSort.ENGAGEMENT);
        String after = said.getFirst("after");
        boolean first = after == null || after.isBlank();
        PeopleSearch.SearchPage found = search.find(member.workspace(), filter, first ? null : after, PAGE, true);
        return pages.page(
                "people/list",
                Map.of(
                        "page",
                        new PeopleModel(
                                filter,
                                active,
                                rows.choices(member.workspace(), filter.run()),
                                rows.rows(member.workspace(), filter.run(), found.people()),
                                columns(columns),
                                found.count(),
                                found.next(),
                                first,
                                when(member.workspace()),
                                said)));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/people/suggest")
    View suggest(Member member, @RequestParam(defaultValue = "") String q) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        PeopleFilter filter = PeopleFilter.of(Map.of("q", List.of(q)), Set.of(), active, PeopleSort.ENGAGEMENT);
        List<PeopleRows.PersonRow> found = filter.q().isEmpty()
                ? List.of()
                : rows.rows(
                        member.workspace(),
                        filter.run(),
                        search.find(member.workspace(), filter, null, 8, false).people());
        return pages.page("people/suggest", Map.of("rows", found));
    }

    private TimeFormat when(int workspace) {
        return new TimeFormat(clock.instant(), workspaces.get(workspace).timeZone());
    }

    private static Set<PeopleColumn> columns(String cookie) {
        Set<PeopleColumn> chosen = Arrays.stream(PeopleColumn.values())
                .filter(column -> List.of(cookie.split("\\.")).contains(column.code()))
                .collect(Collectors.toSet());
        return chosen.isEmpty()
                ? Set.of(
                        PeopleColumn.STAGE,
                        PeopleColumn.FIT,
                        PeopleColumn.ENGAGEMENT,
                        PeopleColumn.COMPANY,
                        PeopleColumn.SOURCE,
                        PeopleColumn.LAST)
                : chosen;
    }
}
