package dev.sluice.handoff;

import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Giving a lead to a colleague from Today. */
@Controller
@RequiresRole(Role.MEMBER)
class ReassignActions {
    private final LeadAssignmentRows leads;
    private final LeadReassignments reassignments;
    private final Members members;
    private final Persons persons;
    private final Funnels funnels;
    private final Tenancy tenancy;

    ReassignActions(
            LeadAssignmentRows leads,
            LeadReassignments reassignments,
            Members members,
            Persons persons,
            Funnels funnels,
            Tenancy tenancy) {
        this.leads = leads;
        this.reassignments = reassignments;
        this.members = members;
        this.persons = persons;
        this.funnels = funnels;
        this.tenancy = tenancy;
    }

    @PostMapping("/today/{person}/hand-on")
    View reassign(Member member, @PathVariable("person") long id, @RequestParam(defaultValue = "0") int to) {
        Person person = persons.get(member.workspace(), id);
        if (members.find(member.workspace(), to).isEmpty()) {
            throw new BadInput("to", "Choose a colleague of this workspace.");
        }
        tenancy.in(member.workspace(), () -> {
            for (LeadAssignment lead : leads.of(member.workspace(), person.id())) {
                DefinitionRun run = run(member.workspace(), lead.funnel());
                reassignments.toColleague(member.workspace(), run, lead, to, member.user());
            }
        });
        return Redirect.to("/today");
    }

    private DefinitionRun run(int workspace, int funnel) {
        return funnels.active(workspace).stream()
                .filter(run -> run.funnel() == funnel)
                .findFirst()
                .orElseThrow(() -> new BadInput("funnel", "No version of this funnel decides."));
    }
}
