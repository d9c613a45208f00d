package dev.sluice.handoff.today;

import dev.sluice.handoff.AssignmentHistory;
import dev.sluice.handoff.Handoffs;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The lead beside Today's list, with everything needed to work it. */
@Controller
@RequiresRole(Role.MEMBER)
class LeadPages {
    private final Pages pages;
    private final Persons persons;
    private final Handoffs handoffs;
    private final AssignmentHistory history;
    private final LeadActivity activity;
    private final Members members;
    private final TimeFormats times;

    LeadPages(
            Pages pages,
            Persons persons,
            Handoffs handoffs,
            AssignmentHistory history,
            LeadActivity activity,
            Members members,
            TimeFormats times) {
        this.pages = pages;
        this.persons = persons;
        this.handoffs = handoffs;
        this.history = history;
        this.activity = activity;
        this.members = members;
        this.times = times;
    }

    @GetMapping("/today/{person}")
    View lead(Member member, @PathVariable("person") long id) {
        int workspace = member.workspace();
        Person person = persons.get(workspace, id);
        return pages.page(
                "handoff/today/lead",
                Map.of(
                        "person", person,
                        "leads", handoffs.of(workspace, person.id()),
                        "tasks", handoffs.openTasks(workspace, person.id()),
                        "given", history.of(workspace, person.id()),
                        "messages", activity.messages(workspace, person.id()),
                        "facts", persons.facts(workspace, person.id()),
                        "reps", members.all(workspace),
                        "when", times.now(workspace)));
    }
}
