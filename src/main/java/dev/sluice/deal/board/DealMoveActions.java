package dev.sluice.deal.board;

import dev.sluice.deal.DealChange;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealFieldParser;
import dev.sluice.deal.DealSummary;
import dev.sluice.deal.Deals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.funnel.Pipeline;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Moves a deal, from its page or from the board. */
@Controller
@RequiresRole(Role.MEMBER)
class DealMoveActions {
    private final Deals deals;
    private final DealDetail detail;
    private final DealViews views;
    private final ContactLookup contacts;

    DealMoveActions(Deals deals, DealDetail detail, DealViews views, ContactLookup contacts) {
        this.deals = deals;
        this.detail = detail;
        this.views = views;
        this.contacts = contacts;
    }

    /** Moves a deal to a stage, to won or lost, or open again; names what is missing where it cannot move yet. */
    @PostMapping("/deals/{id}/moves")
    View move(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletRequest request) {
        DealSummary before = detail.card(member.workspace(), id);
        FormView.onError(
                request,
                errors -> inPlace
                        ? views.moving(member, id, 422, to, form, errors.fields())
                        : views.page(member, id, 422, form, errors.fields()));
        Map<String, Object> data = DealInput.form(form, before);
        contacts(member, form, data);
        closed(to, form, data, before);
        DealChange change =
                deals.change(Teller.of(member), id, DealCommand.to(to, data, version == 0 ? null : (Integer) version));
        if (change instanceof DealChange.DealConflict) {
            String sentence = DealChange.DealConflict.MESSAGE;
            return inPlace
                    ? views.moved(member, id, 409, before, sentence)
                    : views.page(member, id, 409, form, Map.of("deal", sentence));
        }
        change.orThrow();
        return inPlace
                ? views.moved(member, id, 200, before, before.title() + ": " + DisplayFormat.stage(to))
                : Redirect.to("/deals/" + id);
    }

    private void contacts(Member member, Map<String, String> form, Map<String, Object> data) {
        List<Map<String, Object>> people = new ArrayList<>();
        for (Pipeline.BuyingRole role : Pipeline.BuyingRole.values()) {
            String person = form.getOrDefault(role.word(), "");
            if (!person.isBlank()) {
                long id = contacts.byNumberOrEmail(member.workspace(), person);
                people.add(Map.of("person", id, "role", role.word()));
            }
        }
        if (!people.isEmpty()) {
            data.put("people", people);
        }
    }

    private static void closed(String to, Map<String, String> form, Map<String, Object> data, DealSummary before) {
        if (to.isEmpty()) {
            throw new BadInput("to", "Choose where the deal goes.");
        }
        String reason = form.getOrDefault("reason", "").strip();
        if (to.equals("lost") && reason.isEmpty()) {
            throw new BadInput("reason", "Choose why the deal was lost.");
        }
        if (!reason.isEmpty()) {
            data.put("reason", reason);
        }
        if (to.equals("won") && DealFieldParser.amount(data.getOrDefault("amount", before.amount())) == null) {
            throw new BadInput("amount", "Write for how much the deal was won.");
        }
        String remark = form.getOrDefault("remark", "").strip();
        if (!remark.isEmpty()) {
            data.put("remark", remark);
        }
    }
}
