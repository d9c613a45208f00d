package dev.sluice.people;

import dev.sluice.person.Erasure;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Asks for the name of a person before everything about them is erased. */
@Controller
@RequiresRole(Role.MANAGER)
class PersonErasurePages {
    private final Pages pages;
    private final Persons persons;
    private final Erasure erasure;
    private final PersonErasureService service;

    PersonErasurePages(Pages pages, Persons persons, Erasure erasure, PersonErasureService service) {
        this.pages = pages;
        this.persons = persons;
        this.erasure = erasure;
        this.service = service;
    }

    @GetMapping("/people/{id}/erasure")
    View form(Member member, @PathVariable long id) {
        return form(member, id, 200, "");
    }

    @PostMapping("/people/{id}/erasure")
    View erase(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String name) {
        Person person = persons.get(member.workspace(), id);
        if (!name.strip().equalsIgnoreCase(person.title())) {
            return form(member, id, 422, "This is not what they are called here; write " + person.title() + ".");
        }
        service.erase(member, person);
        return Redirect.to("/people");
    }

    private View form(Member member, long id, int status, String error) {
        Person person = persons.get(member.workspace(), id);
        return pages.page(
                status,
                "people/erasing",
                Map.of(
                        "person", person,
                        "signals", erasure.signals(member.workspace(), person.id()),
                        "error", error));
    }
}
