package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealChange;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealFilter;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSignals;
import dev.sluice.deal.DealSummary;
import dev.sluice.deal.Deals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Moves many deals at once, or gives them to another owner. */
@Controller
@RequiresRole(Role.MEMBER)
class DealBulkActions {
    private static final int MAX_DEALS = 1_000;

    private final Deals deals;
    private final DealDetail detail;
    private final DealSearch search;
    private final ActivePipelines ways;
    private final Members members;
    private final DealListView list;

    DealBulkActions(
            Deals deals,
            DealDetail detail,
            DealSearch search,
            ActivePipelines ways,
            Members members,
            DealListView list) {
        this.deals = deals;
        this.detail = detail;
        this.search = search;
        this.ways = ways;
        this.members = members;
        this.list = list;
    }

    /** Moves the chosen deals of the list; each that cannot go yet stays, and is named with what it lacks. */
    @PostMapping("/deals/moves")
    View moveAll(
            Member member,
            @RequestParam(name = "deal", defaultValue = "") List<Long> chosen,
            @RequestParam(defaultValue = "") String to,
            @RequestParam Map<String, String> query) {
        if (to.isBlank() || to.equals("won") || to.equals("lost")) {
            throw new BadInput("to", "Choose deals and the stage to which they go.");
        }
        return all(member, chosen, query, " moved to " + DisplayFormat.stage(to) + ".", card -> move(member, card, to));
    }

    /** Gives the chosen deals to another owner. */
    @PostMapping("/deals/owners")
    View reassign(
            Member member,
            @RequestParam(name = "deal", defaultValue = "") List<Long> chosen,
            @RequestParam(name = "to_owner", defaultValue = "") String to,
            @RequestParam Map<String, String> query) {
        Member owner = members.all(member.workspace()).stream()
                .filter(one -> Integer.toString(one.user()).equals(to))
                .findFirst()
                .orElseThrow(() -> new BadInput("to_owner", "Choose deals and the member to whom they go."));
        return all(member, chosen, query, " given to " + owner.name() + ".", card -> {
            DealCommand command =
                    new DealCommand(DealSignals.CHANGED.name(), "", Map.of("owner", owner.user()), card.version());
            return reason(deals.change(Teller.of(member), card.id(), command));
        });
    }

    /** Changes each of the deals, and shows the list with what was changed and why each of the others was not. */
    private View all(
            Member member,
            List<Long> chosen,
            Map<String, String> query,
            String outcome,
            Function<DealSummary, @Nullable String> change) {
        Map<String, String> remaining = new HashMap<>(query);
        List.of("deal", "to", "to_owner", "all").forEach(remaining::remove);
        List<DealSummary> cards = query.containsKey("all")
                ? search.after(member.workspace(), member.user(), DealFilter.of(remaining), 0, MAX_DEALS + 1)
                : chosen.stream()
                        .map(deal -> detail.card(member.workspace(), deal))
                        .toList();
        if (cards.isEmpty()) {
            throw new BadInput("deal", "Choose at least one deal.");
        }
        if (cards.size() > MAX_DEALS) {
            throw new BadInput(
                    "deal",
                    "Choose at most " + DisplayFormat.count(MAX_DEALS) + " deals; a filter makes the list shorter.");
        }
        List<String> messages = new ArrayList<>();
        int changed = 0;
        for (DealSummary card : cards) {
            String reason = change.apply(card);
            if (reason == null) {
                changed++;
            } else {
                messages.add(card.title() + " stays: " + reason);
            }
        }
        messages.addFirst(DisplayFormat.count(changed, "deal") + outcome);
        return list.of(member, remaining, 0, messages);
    }

    /** Why a deal stays; null when it moved. */
    private @Nullable String move(Member member, DealSummary card, String to) {
        boolean hasStage = ActivePipelines.of(ways.of(member.workspace()), card.funnel(), card.pipeline())
                .filter(way -> way.pipeline().position(to) >= 0)
                .isPresent();
        return hasStage
                ? reason(deals.change(Teller.of(member), card.id(), DealCommand.to(to, Map.of(), card.version())))
                : "its pipeline has no stage " + DisplayFormat.stage(to) + ".";
    }

    /** Why a change was not applied; null when it was. */
    private static @Nullable String reason(DealChange change) {
        return switch (change) {
            case DealChange.Applied _ -> null;
            case DealChange.Blocked blocked -> sentences(blocked.errors());
            case DealChange.DealConflict _ -> DealChange.DealConflict.MESSAGE;
            case DealChange.DealNotFound _ -> throw new NotFound("There is no such deal.");
        };
    }

    private static String sentences(List<BadInput.FieldError> errors) {
        return errors.stream().map(BadInput.FieldError::sentence).collect(Collectors.joining(" "));
    }
}
