package dev.sluice.handoff.report;

import dev.sluice.handoff.AssignmentHistory;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The hand-off panel of a person: past assignments, and where routing would send the person now. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonHandoffPages {
    @Configuration(proxyBeanMethods = false)
    static class HandoffPanel {
        @Bean
        PersonPanel handoffPanel() {
            return new PersonPanel(15, "Hand-off", "hand-off");
        }
    }

    private final Pages pages;
    private final Persons persons;
    private final AssignmentHistory history;
    private final RoutingPreview preview;
    private final TimeFormats times;

    PersonHandoffPages(
            Pages pages, Persons persons, AssignmentHistory history, RoutingPreview preview, TimeFormats times) {
        this.pages = pages;
        this.persons = persons;
        this.history = history;
        this.preview = preview;
        this.times = times;
    }

    @GetMapping("/people/{id}/hand-off")
    View history(Member member, @PathVariable long id) {
        long person = persons.get(member.workspace(), id).id();
        return pages.page(
                "handoff/report/given",
                Map.of(
                        "person", person,
                        "given", history.of(member.workspace(), person),
                        "when", times.now(member.workspace())));
    }

    /** Where a person would go if they were handed off now, and why. */
    @GetMapping("/people/{id}/route")
    View route(Member member, @PathVariable long id) {
        long person = persons.get(member.workspace(), id).id();
        return pages.page("handoff/report/route", Map.of("routes", preview.of(member.workspace(), person)));
    }
}
