package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealFieldParser;
import dev.sluice.deal.DealFieldParser.Objection;
import dev.sluice.deal.DealSignals;
import dev.sluice.deal.DealSummary;
import dev.sluice.deal.Deals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Forms of a deal's page; each becomes a signal. */
@Controller
@RequiresRole(Role.MEMBER)
class DealActions {
    private static final int MAX_NOTE = 2_000;

    private final Deals deals;
    private final DealDetail detail;
    private final DealEdits edits;
    private final ActivePipelines ways;
    private final Persons persons;
    private final Workspaces workspaces;

    DealActions(
            Deals deals,
            DealDetail detail,
            DealEdits edits,
            ActivePipelines ways,
            Persons persons,
            Workspaces workspaces) {
        this.deals = deals;
        this.detail = detail;
        this.edits = edits;
        this.ways = ways;
        this.persons = persons;
        this.workspaces = workspaces;
    }

    @PostMapping("/people/{id}/deals")
    View open(Member member, @PathVariable long id, @RequestParam Map<String, String> said) {
        long person = persons.get(member.workspace(), id).id();
        Map<String, Object> data =
                DealInput.form(said, null, workspaces.get(member.workspace()).currency());
        data.values().removeIf(value -> value.equals("") || value.equals(List.of()));
        data.putIfAbsent("owner", member.user());
        ActivePipeline way = ways.of(member.workspace()).stream()
                .filter(one -> one.code().equals(said.getOrDefault("pipeline", one.code())))
                .findFirst()
                .orElseThrow(() -> new BadInput("pipeline", "Choose a pipeline of a funnel that decides."));
        data.put("funnel", way.run().definition().name());
        long deal = deals.open(Teller.of(member), person, way.pipeline().id(), null, data);
        return Redirect.to("/deals/" + deal);
    }

    @PostMapping("/deals/{id}/fields")
    View fields(
            Member member,
            @PathVariable long id,
            @RequestParam Map<String, String> said,
            @RequestParam(defaultValue = "0") int version,
            HttpServletRequest request) {
        DealSummary deal = detail.card(member.workspace(), id);
        return edits.apply(request, member, id, said, () -> {
            Map<String, Object> data = DealInput.form(said, deal);
            String reason = said.getOrDefault("reason", "").strip();
            if (!reason.isEmpty()) {
                data.put("reason", reason);
            }
            if (data.isEmpty()) {
                throw new BadInput("reason", "Choose why the deal was lost.");
            }
            return new DealCommand(DealSignals.CHANGED.name(), "", data, version);
        });
    }

    @PostMapping("/deals/{id}/notes")
    View note(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "0") int version,
            HttpServletRequest request) {
        detail.card(member.workspace(), id);
        return edits.apply(request, member, id, Map.of("note", note), () -> {
            if (note.isBlank() || note.length() > MAX_NOTE) {
                throw new BadInput("note", "Write a note of at most " + MAX_NOTE + " characters.");
            }
            return new DealCommand(DealSignals.NOTE.name(), "", Map.of("remark", note.strip()), null);
        });
    }

    /** Ticks an item of the checklist of the stage where the deal is, or takes the tick back. */
    @PostMapping("/deals/{id}/checklist")
    View tick(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "true") boolean done,
            HttpServletRequest request) {
        DealSummary card = detail.card(member.workspace(), id);
        boolean listed = ActivePipelines.of(ways.of(member.workspace()), card.funnel(), card.pipeline())
                .map(way -> way.pipeline().stage(card.stage()))
                .filter(stage -> card.open() && stage.playbook().checklist().contains(item))
                .isPresent();
        return edits.apply(request, member, id, Map.of(), "#playbook", () -> {
            if (!listed) {
                throw new BadInput("item", "Tick an item of the stage where the deal is now.");
            }
            return new DealCommand((done ? DealEvent.DONE : DealEvent.UNDONE).name(), item, Map.of(), null);
        });
    }

    /** A new objection, or the answer to the one of that place in the list. */
    @PostMapping("/deals/{id}/objections")
    View objection(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int place,
            @RequestParam(defaultValue = "") String objection,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "0") int version,
            HttpServletRequest request) {
        detail.card(member.workspace(), id);
        List<Objection> all =
                new ArrayList<>(detail.more(member.workspace(), id).objections());
        return edits.apply(request, member, id, Map.of("objection", objection), () -> {
            if (place >= 0 && place < all.size()) {
                all.set(place, new Objection(all.get(place).objection(), answer.strip()));
            } else if (objection.isBlank()) {
                throw new BadInput("objection", "Write what speaks against it, in their words.");
            } else {
                all.add(new Objection(objection.strip(), answer.strip()));
            }
            return new DealCommand(DealSignals.CHANGED.name(), "", Map.of("objections", all), version);
        });
    }

    /** A stalled deal is kept: why, and what happens next by when. */
    @PostMapping("/deals/{id}/keeping")
    View keep(
            Member member, @PathVariable long id, @RequestParam Map<String, String> said, HttpServletRequest request) {
        DealSummary deal = detail.card(member.workspace(), id);
        return edits.apply(request, member, id, said, () -> {
            Map<String, Object> data = DealInput.form(said, deal);
            String reason = said.getOrDefault("reason", "").strip();
            if (reason.isEmpty()) {
                throw new BadInput("reason", "Write why this deal is worth keeping.");
            }
            if (DealFieldParser.text(data.get("next_step")).isEmpty()
                    || DealFieldParser.day(data.get("next_step_at")) == null) {
                throw new BadInput("next_step", "Write the next step and the day by which it is done.");
            }
            return new DealCommand(DealSignals.KEPT.name(), reason, data, null);
        });
    }
}
