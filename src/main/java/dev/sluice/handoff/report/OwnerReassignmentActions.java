package dev.sluice.handoff.report;

import dev.sluice.handoff.OwnerReassignment;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Forbidden;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Reassigning all leads of an owner. */
@Controller
@RequiresRole(Role.MEMBER)
class OwnerReassignmentActions {
    private final OwnerReassignment reassignment;
    private final Members members;

    OwnerReassignmentActions(OwnerReassignment reassignment, Members members) {
        this.reassignment = reassignment;
        this.members = members;
    }

    /** Members reassign their own leads, managers those of everyone: to a colleague, or for 0 by the routing rules. */
    @PostMapping("/hand-off/users/{user}/leads")
    View reassign(Member member, @PathVariable int user, @RequestParam(defaultValue = "0") int to) {
        Member owner = members.find(member.workspace(), user)
                .orElseThrow(() -> new NotFound("There is no such user in this workspace."));
        if (user != member.user() && !member.role().covers(Role.MANAGER)) {
            throw new Forbidden("Ask a manager to give away the leads of a colleague.");
        }
        if (to != 0 && (to == user || members.find(member.workspace(), to).isEmpty())) {
            throw new BadInput("to", "Choose a colleague, or the routing rules.");
        }
        reassignment.reassign(member, owner, to == 0 ? null : to);
        return Redirect.to("/hand-off#loads");
    }
}
