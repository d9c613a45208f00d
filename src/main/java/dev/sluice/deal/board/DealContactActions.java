package dev.sluice.deal.board;

import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealSignals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.funnel.Pipeline;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Adds people to a deal, changes their buying roles, and removes them. */
@Controller
@RequiresRole(Role.MEMBER)
class DealContactActions {
    private final DealEdits edits;
    private final DealDetail detail;
    private final ContactLookup contacts;
    private final Persons persons;

    DealContactActions(DealEdits edits, DealDetail detail, ContactLookup contacts, Persons persons) {
        this.edits = edits;
        this.detail = detail;
        this.contacts = contacts;
        this.persons = persons;
    }

    /** Someone by email address, with their buying role; {@code none} removes them. */
    @PostMapping("/deals/{id}/people")
    View people(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "0") long person,
            @RequestParam(defaultValue = "") String role,
            HttpServletRequest request) {
        detail.card(member.workspace(), id);
        return edits.apply(request, member, id, Map.of("email", email), () -> {
            Map<String, Object> contact = new HashMap<>();
            contact.put(
                    "person",
                    person == 0
                            ? contacts.byEmail(member.workspace(), email)
                            : persons.get(member.workspace(), person).id());
            contact.put("role", role.equals("none") ? null : role(role));
            return new DealCommand(DealSignals.CHANGED.name(), "", Map.of("people", List.of(contact)), null);
        });
    }

    private static String role(String role) {
        if (Arrays.stream(Pipeline.BuyingRole.values())
                .noneMatch(part -> part.word().equals(role))) {
            throw new BadInput("role", "Choose which part the person has in the deal.");
        }
        return role;
    }
}
