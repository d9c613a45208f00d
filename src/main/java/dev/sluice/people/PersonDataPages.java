package dev.sluice.people;

import dev.sluice.person.Persons;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.RequiresScope;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Downloads all that is kept of a person, from their page and through the API. */
@Controller
class PersonDataPages {
    private final Persons persons;
    private final PersonDataFile file;

    PersonDataPages(Persons persons, PersonDataFile file) {
        this.persons = persons;
        this.file = file;
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping("/people/{id}/data.json")
    void page(Member member, @PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        file.send(member.workspace(), persons.get(member.workspace(), id), request, response);
    }

    @RequiresScope("people:erase")
    @GetMapping("/api/v1/people/{id}/data")
    void api(ApiCaller caller, @PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        file.send(caller.workspace(), persons.get(caller.workspace(), id), request, response);
    }
}
