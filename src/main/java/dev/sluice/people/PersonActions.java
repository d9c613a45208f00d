package dev.sluice.people;

import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Redirect;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.WebSignals;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What users record about a person by hand: contacts, traits and stages. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonActions {
    private final ManualSignals signals;
    private final Persons persons;
    private final Funnels funnels;
    private final PersonStandings standings;

    PersonActions(ManualSignals signals, Persons persons, Funnels funnels, PersonStandings standings) {
        this.standings = standings;
        this.signals = signals;
        this.persons = persons;
        this.funnels = funnels;
    }

    @PostMapping("/people/{id}/signals")
    View log(
            Member member,
            @PathVariable long id,
            @RequestParam("what") String contact,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String remark) {
        Person person = persons.get(member.workspace(), id);
        SignalKind kind = LoggedContact.kind(contact);
        if (kind == null) {
            throw new BadInput("what", "Choose a call, a request for information or a note.");
        }
        if (!outcome.isEmpty() && !ManualSignals.OUTCOMES.contains(outcome)) {
            throw new BadInput("outcome", "Choose one of the outcomes offered.");
        }
        if (contact.equals("note") && remark.isBlank()) {
            throw new BadInput("remark", "Write the note.");
        }
        String subject = contact.equals("call") ? outcome : "";
        signals.tell(Teller.of(member), person, kind, subject, Map.of(), LoggedContact.remark(remark));
        return to(id);
    }

    @PostMapping("/people/{id}/traits")
    View traits(
            Member member,
            @PathVariable long id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String value) {
        Person person = persons.get(member.workspace(), id);
        Map<String, Object> input = new HashMap<>();
        String written = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        String trait = DeclaredTraits.canonical(written);
        TraitInput.askCountry("value", trait, value);
        input.put(trait, value.isBlank() ? null : value.strip());
        signals.tell(Teller.of(member), person, WebSignals.IDENTIFIED, "", TraitInput.traits(input), Map.of());
        return to(id);
    }

    @PostMapping("/people/{id}/stage")
    View stage(
            Member member,
            @PathVariable long id,
            @RequestParam String funnel,
            @RequestParam String stage,
            @RequestParam(defaultValue = "") String remark) {
        Person person = persons.get(member.workspace(), id);
        DefinitionRun run = funnels.active(member.workspace()).stream()
                .filter(active -> active.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new BadInput("funnel", "There is no active funnel of this name."));
        if (run.position(stage) < 0) {
            throw new BadInput("stage", "There is no such stage in this funnel.");
        }
        Map<String, Object> data = new HashMap<>(LoggedContact.remark(remark));
        data.put("funnel", funnel);
        signals.tell(Teller.of(member), person, PeopleSignals.STAGE_SET, stage, Map.of(), data);
        standings.awaitStage(member.workspace(), person.id(), funnel, stage);
        return to(id);
    }

    private static View to(long person) {
        return Redirect.to("/people/" + person);
    }
}
