package dev.sluice.deal.board;

import dev.sluice.deal.DealChange;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealSummary;
import dev.sluice.deal.Deals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Moves many deals at once. */
@Controller
@RequiresRole(Role.MEMBER)
class DealBulkActions {
    private static final int MAX_DEALS = 100;

    private final Deals deals;
    private final DealDetail detail;
    private final DealListView list;

    DealBulkActions(Deals deals, DealDetail detail, DealListView list) {
        this.deals = deals;
        this.detail = detail;
        this.list = list;
    }

    /** Moves the chosen deals of the list; each that cannot go yet stays, and is named with what it lacks. */
    @PostMapping("/deals/moves")
    View moveAll(
            Member member,
            @RequestParam(name = "deal", defaultValue = "") List<Long> chosen,
            @RequestParam(defaultValue = "") String to,
            @RequestParam Map<String, String> query) {
        List<Long> all = chosen.stream().limit(MAX_DEALS).toList();
        List<DealSummary> cards =
                all.stream().map(deal -> detail.card(member.workspace(), deal)).toList();
        if (cards.isEmpty() || to.isBlank() || to.equals("won") || to.equals("lost")) {
            throw new BadInput("to", "Choose deals and the stage to which they go.");
        }
        List<String> messages = new ArrayList<>();
        int moved = 0;
        for (DealSummary card : cards) {
            String reason = move(member, card, to);
            if (reason == null) {
                moved++;
            } else {
                messages.add(card.title() + " stays: " + reason);
            }
        }
        messages.addFirst(DisplayFormat.count(moved, "deal") + " moved to " + DisplayFormat.stage(to) + ".");
        Map<String, String> remaining = new HashMap<>(query);
        List.of("deal", "to").forEach(remaining::remove);
        return list.of(member, remaining, 0, messages);
    }

    /** Why a deal stays; null when it moved. */
    private @Nullable String move(Member member, DealSummary card, String to) {
        try {
            return switch (deals.change(Teller.of(member), card.id(), DealCommand.to(to, Map.of(), card.version()))) {
                case DealChange.Applied _ -> null;
                case DealChange.Blocked blocked -> sentences(blocked.errors());
                case DealChange.DealConflict _ -> DealChange.DealConflict.MESSAGE;
                case DealChange.DealNotFound _ -> throw new NotFound("There is no such deal.");
            };
        } catch (BadInput otherPipeline) {
            return sentences(otherPipeline.faults());
        }
    }

    private static String sentences(List<BadInput.FieldError> errors) {
        return errors.stream().map(BadInput.FieldError::sentence).collect(Collectors.joining(" "));
    }
}
