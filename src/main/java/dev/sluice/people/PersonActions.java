package dev.sluice.people;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.Erasure;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Merges;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.SignalKind;
import dev.sluice.signal.WebSignals;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What users do to people by hand; each becomes a signal, but for merges and erasure. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonActions {
    /** What can be logged, and the kind of signal that it is. */
    private static final Map<String, SignalKind> LOGGED = Map.of(
            "call",
            PersonSignals.CALL_LOGGED,
            "request",
            WebSignals.INFORMATION_REQUESTED,
            "note",
            PersonSignals.NOTE_ADDED);

    private final Pages pages;
    private final ManualSignals hand;
    private final Persons persons;
    private final Merges merges;
    private final Erasure erasure;
    private final Funnels funnels;
    private final PeopleSearch search;
    private final PeopleRows rows;
    private final AuditLog audit;
    private final Tenancy tenancy;

    PersonActions(
            Pages pages,
            ManualSignals hand,
            Persons persons,
            Merges merges,
            Erasure erasure,
            Funnels funnels,
            PeopleSearch search,
            PeopleRows rows,
            AuditLog audit,
            Tenancy tenancy) {
        this.pages = pages;
        this.hand = hand;
        this.persons = persons;
        this.merges = merges;
        this.erasure = erasure;
        this.funnels = funnels;
        this.search = search;
        this.rows = rows;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @GetMapping("/people/new")
    View blank() {
        return pages.page("people/new", Map.of("said", Map.of(), "faults", Map.of()));
    }

    @PostMapping("/people")
    View add(Member member, @RequestParam Map<String, String> said) {
        Map<String, Object> traits = new HashMap<>();
        for (String name : List.of("name", "phone", "role", "company", "country")) {
            String value = said.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                traits.put(name, TraitInput.text(name, value));
            }
        }
        String email = said.getOrDefault("email", "").strip();
        Map<String, String> faults = new HashMap<>();
        if (!email.isEmpty() && EmailAddress.normal(email) == null) {
            faults.put("email", "Write an e-mail address like name@example.com.");
        }
        if (email.isEmpty() && !traits.containsKey("name")) {
            faults.put("name", "Write a name or an e-mail address; one of them is enough.");
        }
        if (!faults.isEmpty()) {
            return pages.page(422, "people/new", Map.of("said", said, "faults", faults));
        }
        Person person = hand.add(
                Teller.of(member),
                email.isEmpty() ? new IdentityKeys(null, null, null, List.of()) : IdentityKeys.email(email),
                traits);
        String note = said.getOrDefault("note", "").strip();
        SignalKind kind = LOGGED.get(said.getOrDefault("how", ""));
        if (kind != null) {
            hand.tell(Teller.of(member), person, kind, "", Map.of(), remark(note));
        } else if (!note.isEmpty()) {
            hand.tell(Teller.of(member), person, PersonSignals.NOTE_ADDED, "", Map.of(), remark(note));
        }
        return to(person.id());
    }

    @PostMapping("/people/{id}/signals")
    View log(
            Member member,
            @PathVariable long id,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String remark) {
        Person person = persons.get(member.workspace(), id);
        SignalKind kind = LOGGED.get(what);
        if (kind == null) {
            throw new BadInput("what", "Choose a call, a request for information or a note.");
        }
        if (!outcome.isEmpty() && !ManualSignals.OUTCOMES.contains(outcome)) {
            throw new BadInput("outcome", "Choose one of the outcomes offered.");
        }
        if (what.equals("note") && remark.isBlank()) {
            throw new BadInput("remark", "Write the note.");
        }
        hand.tell(Teller.of(member), person, kind, what.equals("call") ? outcome : "", Map.of(), remark(remark));
        return to(id);
    }

    @PostMapping("/people/{id}/traits")
    View traits(
            Member member,
            @PathVariable long id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String value) {
        Person person = persons.get(member.workspace(), id);
        Map<String, Object> said = new HashMap<>();
        said.put(
                name.strip().toLowerCase(java.util.Locale.ROOT).replace(' ', '_'),
                value.isBlank() ? null : value.strip());
        hand.tell(Teller.of(member), person, WebSignals.IDENTIFIED, "", TraitInput.traits(said), Map.of());
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
                .filter(one -> one.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new BadInput("funnel", "There is no active funnel of this name."));
        if (run.position(stage) < 0) {
            throw new BadInput("stage", "There is no such stage in this funnel.");
        }
        Map<String, Object> data = new HashMap<>(remark(remark));
        data.put("funnel", funnel);
        hand.tell(Teller.of(member), person, PeopleSignals.STAGE_SET, stage, Map.of(), data);
        return to(id);
    }

    @GetMapping("/people/{id}/merging")
    View merging(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "with", defaultValue = "0") long other) {
        Person person = persons.get(member.workspace(), id);
        Map<String, Object> shown = new HashMap<>();
        shown.put("person", person);
        shown.put("q", q);
        shown.put("other", other == 0 ? null : persons.get(member.workspace(), other));
        PeopleFilter filter = PeopleFilter.of(
                Map.of("q", List.of(q)), Set.of(), funnels.active(member.workspace()), PeopleSort.ENGAGEMENT);
        shown.put(
                "found",
                filter.q().isEmpty()
                        ? List.of()
                        : rows
                                .rows(
                                        member.workspace(),
                                        filter.run(),
                                        search.find(member.workspace(), filter, null, 20, false)
                                                .people())
                                .stream()
                                .filter(row -> row.id() != person.id())
                                .toList());
        return pages.page("people/merging", shown);
    }

    @PostMapping("/people/{id}/merges")
    View merge(Member member, @PathVariable long id, @RequestParam long merged) {
        merges.merge(member.workspace(), id, merged, member.user());
        return to(persons.get(member.workspace(), id).id());
    }

    @PostMapping("/people/{id}/merges/{merge}/undoing")
    View undo(Member member, @PathVariable long id, @PathVariable long merge) {
        merges.undo(member.workspace(), id, merge);
        return to(id);
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping("/people/{id}/erasure")
    View erasing(Member member, @PathVariable long id) {
        return erasing(member, id, 200, "");
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/people/{id}/erasure")
    View erase(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String name) {
        Person person = persons.get(member.workspace(), id);
        if (!name.strip().equalsIgnoreCase(person.title())) {
            return erasing(member, id, 422, "This is not what they are called here; write " + person.title() + ".");
        }
        tenancy.alone(member.workspace(), () -> {
            int signals = erasure.erase(member.workspace(), person.id());
            audit.note(member, "person erased", "person " + person.id(), Map.of("signals", signals));
        });
        return Redirect.to("/people");
    }

    private View erasing(Member member, long id, int status, String fault) {
        Person person = persons.get(member.workspace(), id);
        return pages.page(
                status,
                "people/erasing",
                Map.of(
                        "person", person,
                        "signals", erasure.signals(member.workspace(), person.id()),
                        "fault", fault));
    }

    private static Map<String, Object> remark(String text) {
        return text.isBlank() ? Map.of() : Map.of("remark", TraitInput.text("remark", text.strip()));
    }

    private static View to(long person) {
        return Redirect.to("/people/" + person);
    }
}
