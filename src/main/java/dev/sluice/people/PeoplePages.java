package dev.sluice.people;

import dev.sluice.people.PeopleModel.PeopleColumn;
import dev.sluice.people.search.PeopleFilter;
import dev.sluice.people.search.PeopleFilterReader;
import dev.sluice.people.search.PeopleList;
import dev.sluice.people.search.PeopleList.FoundPeople;
import dev.sluice.people.search.PeopleRows;
import dev.sluice.people.search.PeopleSort;
import dev.sluice.person.PersonWork;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of people, and the suggestions of the search field. */
@Controller
@RequiresRole(Role.MEMBER)
class PeoplePages {
    static final int PAGE = 80;
    private static final int SUGGESTIONS = 8;

    private final Pages pages;
    private final Funnels funnels;
    private final PeopleList list;
    private final PeopleRows rows;
    private final TimeFormats times;
    private final PersonWork work;

    PeoplePages(Pages pages, Funnels funnels, PeopleList list, PeopleRows rows, TimeFormats times, PersonWork work) {
        this.work = work;
        this.pages = pages;
        this.funnels = funnels;
        this.list = list;
        this.rows = rows;
        this.times = times;
    }

    @Bean
    static NavEntry peopleEntry() {
        return new NavEntry(20, "people", "People", "/people", "people");
    }

    @GetMapping("/people")
    View list(
            Member member,
            @RequestParam MultiValueMap<String, String> params,
            @CookieValue(name = "people-columns", defaultValue = "") String columns) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        PeopleFilter filter = PeopleFilterReader.read(params, Set.of("after"), active, PeopleSort.ENGAGEMENT);
        String after = params.getFirst("after");
        boolean first = after == null || after.isBlank();
        FoundPeople found = list.page(member.workspace(), filter, first ? null : after, PAGE, true);
        PeopleModel model = new PeopleModel(
                filter,
                active,
                rows.choices(member.workspace(), filter.run()),
                found,
                PeopleColumn.of(columns),
                first,
                work.ofPeople(
                        member.workspace(),
                        found.rows().stream().map(PeopleRows.PersonRow::id).toList()),
                times.now(member.workspace()),
                params);
        return pages.page("people/list", Map.of("page", model));
    }

    @GetMapping("/people/suggest")
    View suggest(Member member, @RequestParam(defaultValue = "") String q) {
        return pages.page("people/suggest", Map.of("rows", list.named(member.workspace(), q, SUGGESTIONS)));
    }
}
