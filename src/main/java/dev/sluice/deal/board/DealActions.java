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
import dev.sluice.funnel.Pipeline;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Conflict;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What users do to deals; each becomes a signal. */
@Controller
@RequiresRole(Role.MEMBER)
class DealActions {
    private static final int LONGEST = 2_000;

    private final Deals deals;
    private final DealDetail detail;
    private final DealPages pages;
    private final ActivePipelines ways;
    private final Persons persons;

    DealActions(Deals deals, DealDetail detail, DealPages pages, ActivePipelines ways, Persons persons) {
        this.deals = deals;
        this.detail = detail;
        this.pages = pages;
        this.ways = ways;
        this.persons = persons;
    }

    @PostMapping("/people/{id}/deals")
    View open(Member member, @PathVariable long id, @RequestParam Map<String, String> said) {
        long person = persons.get(member.workspace(), id).id();
        Map<String, Object> data = DealInput.form(said);
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
        detail.card(member.workspace(), id);
        return tried(request, member, id, said, () -> {
            Map<String, Object> data = DealInput.form(said);
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
        return tried(request, member, id, Map.of("note", note), () -> {
            if (note.isBlank() || note.length() > LONGEST) {
                throw new BadInput("note", "Write a note of at most " + LONGEST + " characters.");
            }
            return new DealCommand(DealSignals.NOTE.name(), "", Map.of("remark", note.strip()), null);
        });
    }

    /** Somebody by address, with the part they have; {@code none} takes them off. */
    @PostMapping("/deals/{id}/people")
    View people(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "0") long person,
            @RequestParam(defaultValue = "") String role,
            HttpServletRequest request) {
        detail.card(member.workspace(), id);
        return tried(request, member, id, Map.of("email", email), () -> {
            Map<String, Object> part = new HashMap<>();
            part.put(
                    "person",
                    person == 0
                            ? known(member, email)
                            : persons.get(member.workspace(), person).id());
            part.put("role", role.equals("none") ? null : role(role));
            return new DealCommand(DealSignals.CHANGED.name(), "", Map.of("people", List.of(part)), null);
        });
    }

    private long known(Member member, String email) {
        String normal = EmailAddress.normal(email);
        if (normal == null) {
            throw new BadInput("email", "Write an e-mail address like name@example.com.");
        }
        return persons.withKey(member.workspace(), "e:" + normal)
                .orElseThrow(() -> new BadInput("email", "Nobody is known by this address yet; add the person first."))
                .id();
    }

    private static String role(String role) {
        if (Arrays.stream(Pipeline.BuyingRole.values())
                .noneMatch(part -> part.word().equals(role))) {
            throw new BadInput("role", "Choose which part the person has in the deal.");
        }
        return role;
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
        return tried(request, member, id, Map.of(), "#playbook", () -> {
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
        return tried(request, member, id, Map.of("objection", objection), () -> {
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
        detail.card(member.workspace(), id);
        return tried(request, member, id, said, () -> {
            Map<String, Object> data = DealInput.form(said);
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

    /** Moves a deal to a stage, to won or lost, or back into the open; says what it lacks where it cannot go yet. */
    @PostMapping("/deals/{id}/moves")
    View move(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> said,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletRequest request) {
        DealSummary before = detail.card(member.workspace(), id);
        FormView.onError(
                request,
                errors -> inPlace
                        ? pages.moving(member, id, 422, to, said, errors.fields())
                        : pages.page(member, id, 422, said, errors.fields()));
        try {
            Map<String, Object> data = DealInput.form(said);
            part(member, said, data);
            ended(to, said, data, before);
            deals.change(Teller.of(member), id, DealCommand.to(to, data, version == 0 ? null : (Integer) version));
        } catch (Conflict changed) {
            return inPlace
                    ? pages.moved(member, id, 409, before, String.valueOf(changed.getMessage()))
                    : pages.page(member, id, 409, said, Map.of("deal", String.valueOf(changed.getMessage())));
        }
        return inPlace
                ? pages.moved(member, id, 200, before, before.title() + ": " + DisplayFormat.stage(to))
                : Redirect.to("/deals/" + id);
    }

    private void part(Member member, Map<String, String> said, Map<String, Object> data) {
        List<Map<String, Object>> people = new ArrayList<>();
        for (Pipeline.BuyingRole part : Pipeline.BuyingRole.values()) {
            String who = said.getOrDefault(part.word(), "");
            if (!who.isBlank()) {
                long person = who.matches("[0-9]{1,18}")
                        ? persons.get(member.workspace(), Long.parseLong(who)).id()
                        : known(member, who);
                people.add(Map.of("person", person, "role", part.word()));
            }
        }
        if (!people.isEmpty()) {
            data.put("people", people);
        }
    }

    private static void ended(String to, Map<String, String> said, Map<String, Object> data, DealSummary before) {
        if (to.isEmpty()) {
            throw new BadInput("to", "Choose where the deal goes.");
        }
        String reason = said.getOrDefault("reason", "").strip();
        if (to.equals("lost") && reason.isEmpty()) {
            throw new BadInput("reason", "Choose why the deal was lost.");
        }
        if (!reason.isEmpty()) {
            data.put("reason", reason);
        }
        if (to.equals("won") && DealFieldParser.amount(data.getOrDefault("amount", before.amount())) == null) {
            throw new BadInput("amount", "Write for how much the deal was won.");
        }
        String remark = said.getOrDefault("remark", "").strip();
        if (!remark.isEmpty()) {
            data.put("remark", remark);
        }
    }

    /** Something to tell of a deal, or the refusal of it. */
    private interface Telling {
        DealCommand change();
    }

    private View tried(HttpServletRequest request, Member member, long id, Map<String, String> said, Telling telling) {
        return tried(request, member, id, said, "", telling);
    }

    /** @param place where on the page to go on */
    private View tried(
            HttpServletRequest request,
            Member member,
            long id,
            Map<String, String> said,
            String place,
            Telling telling) {
        FormView.onError(request, errors -> pages.page(member, id, 422, said, errors.fields()));
        try {
            deals.change(Teller.of(member), id, telling.change());
        } catch (Conflict changed) {
            return pages.page(member, id, 409, said, Map.of("deal", String.valueOf(changed.getMessage())));
        } catch (NotFound gone) {
            throw new NotFound("There is no such deal or person.");
        }
        return Redirect.to("/deals/" + id + place);
    }
}
