package dev.sluice.people;

import dev.sluice.people.search.PeopleList;
import dev.sluice.person.Merges;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Merging another record into a person, and undoing it. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonMergePages {
    private static final int LIMIT = 20;

    private final Pages pages;
    private final Persons persons;
    private final Merges merges;
    private final PeopleList list;

    PersonMergePages(Pages pages, Persons persons, Merges merges, PeopleList list) {
        this.pages = pages;
        this.persons = persons;
        this.merges = merges;
        this.list = list;
    }

    @GetMapping("/people/{id}/merging")
    View merging(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "with", defaultValue = "0") long other) {
        Person person = persons.get(member.workspace(), id);
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("q", q);
        model.put("other", other == 0 ? null : persons.get(member.workspace(), other));
        model.put(
                "found",
                list.named(member.workspace(), q, LIMIT).stream()
                        .filter(row -> row.id() != person.id())
                        .toList());
        return pages.page("people/merging", model);
    }

    @PostMapping("/people/{id}/merges")
    View merge(Member member, @PathVariable long id, @RequestParam long merged) {
        merges.merge(member.workspace(), id, merged, member.user());
        return Redirect.to("/people/" + persons.get(member.workspace(), id).id());
    }

    @PostMapping("/people/{id}/merges/{merge}/undoing")
    View undo(Member member, @PathVariable long id, @PathVariable long merge) {
        merges.undo(member.workspace(), id, merge, member.user());
        return Redirect.to("/people/" + id);
    }
}
