package dev.sluice.people;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.Erasure;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.WebSignals;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People for programs: the same filters as the list on the screen, pages by cursor. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {
    private static final int USUAL = 80;
    private static final int MOST = 200;

    private final Persons persons;
    private final Erasure erasure;
    private final Timeline timeline;
    private final Standings standings;
    private final Funnels funnels;
    private final PeopleSearch search;
    private final PeopleRows rows;
    private final ManualSignals hand;
    private final AuditLog audit;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final PersonResponses answers;

    PeopleApi(
            Persons persons,
            Erasure erasure,
            Timeline timeline,
            Standings standings,
            Funnels funnels,
            PeopleSearch search,
            PeopleRows rows,
            ManualSignals hand,
            AuditLog audit,
            Tenancy tenancy,
            InstantSource clock,
            PersonResponses answers) {
        this.persons = persons;
        this.erasure = erasure;
        this.timeline = timeline;
        this.standings = standings;
        this.funnels = funnels;
        this.search = search;
        this.rows = rows;
        this.hand = hand;
        this.audit = audit;
        this.tenancy = tenancy;
        this.clock = clock;
        this.answers = answers;
    }

    /**
     * Lists people. Filters: q, funnel, stage (ids, none, any), outcome, source, form, fit, engagement, flag, from,
     * to, company; sort is engagement, newest or name; limit is 1 to 200; after is next of the page before.
     */
    @RequiresScope("people:read")
    @GetMapping
    Page<PersonResponses.ScoreLine> list(ApiCaller caller, @RequestParam MultiValueMap<String, String> said) {
        List<DefinitionRun> active = funnels.active(caller.workspace());
        PeopleFilter filter = PeopleFilter.of(said, Set.of("after", "limit"), active, PeopleSort.NEWEST);
        PeopleSearch.SearchPage found =
                search.find(caller.workspace(), filter, said.getFirst("after"), limit(said.getFirst("limit")), false);
        return new Page<>(
                rows.rows(caller.workspace(), filter.run(), found.people()).stream()
                        .map(row -> PersonResponses.ScoreLine.of(row, filter.run()))
                        .toList(),
                found.next());
    }

    @RequiresScope("people:read")
    @GetMapping("/{id}")
    PersonResponses.PersonResponse person(ApiCaller caller, @PathVariable long id) {
        return answers.whole(caller.workspace(), persons.get(caller.workspace(), id));
    }

    /** Adds a person, or tells more about the one whom the e-mail or an id names already. */
    @RequiresScope("people:write")
    @PostMapping
    ResponseEntity<PersonResponses.PersonResponse> add(ApiCaller caller, @RequestBody Map<String, Object> body) {
        String email = TraitInput.text(body, "email");
        if (email != null && EmailAddress.normal(email) == null) {
            throw new BadInput("email", "Send an e-mail address like name@example.com.");
        }
        String user = TraitInput.text(body, "user_id");
        if (user != null && user.length() > NewSignal.LONGEST_ID) {
            throw new BadInput("user_id", "An id is a text of at most " + NewSignal.LONGEST_ID + " characters.");
        }
        List<String> external = external(body.get("external_ids"));
        Map<String, Object> traits = TraitInput.traits(body.get("traits"));
        if (email == null && user == null && external.isEmpty() && traits.isEmpty()) {
            throw new BadInput("email", "Say who it is by email, user_id or external_ids, or send traits.");
        }
        Person person =
                hand.add(ManualSignals.Teller.of(caller), new IdentityKeys(email, user, null, external), traits);
        return ResponseEntity.created(URI.create("/api/v1/people/" + person.id()))
                .body(answers.whole(caller.workspace(), person));
    }

    /** Tells traits of a person; a null takes the trait away. */
    @RequiresScope("people:write")
    @PatchMapping("/{id}")
    PersonResponses.PersonResponse change(
            ApiCaller caller, @PathVariable long id, @RequestBody Map<String, Object> body) {
        Person person = persons.get(caller.workspace(), id);
        Map<String, Object> traits = TraitInput.traits(body.get("traits"));
        if (traits.isEmpty()) {
            throw new BadInput("traits", "Send an object of traits to change.");
        }
        hand.tell(ManualSignals.Teller.of(caller), person, WebSignals.IDENTIFIED, "", traits, Map.of());
        return answers.whole(caller.workspace(), persons.get(caller.workspace(), id));
    }

    @RequiresScope("people:read")
    @GetMapping("/{id}/timeline")
    Page<PersonResponses.TraitValue> timeline(
            ApiCaller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String limit) {
        Person person = persons.get(caller.workspace(), id);
        Page<Timeline.TimelineItem> page = timeline.page(
                caller.workspace(), person.id(), kind == null ? List.of() : List.of(kind), after, limit(limit));
        return new Page<>(
                page.items().stream().map(PersonResponses.TraitValue::of).toList(), page.next());
    }

    /** Where the person stands in each active funnel, with every line of the scores and every criterion of the gates ahead. */
    @RequiresScope("people:read")
    @GetMapping("/{id}/standing")
    List<PersonResponses.Stand> standing(ApiCaller caller, @PathVariable long id) {
        Person person = persons.get(caller.workspace(), id);
        long now = Time.micros(clock.instant());
        return standings.of(caller.workspace(), person.id()).stream()
                .map(placed -> PersonResponses.Stand.of(placed, now))
                .toList();
    }

    /** Erases the person; it cannot be undone. */
    @RequiresScope("people:write")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> erase(ApiCaller caller, @PathVariable long id) {
        Person person = persons.get(caller.workspace(), id);
        tenancy.alone(caller.workspace(), () -> {
            int signals = erasure.erase(caller.workspace(), person.id());
            audit.note(caller, "person erased", "person " + person.id(), Map.of("signals", signals));
        });
        return ResponseEntity.noContent().build();
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new BadInput("limit", "Send a number from 1 to " + MOST + ".");
    }

    private static List<String> external(@Nullable Object said) {
        if (said == null) {
            return List.of();
        }
        if (!(said instanceof List<?> list) || list.size() > 20) {
            throw new BadInput("external_ids", "Send a list of at most 20 texts like \"hubspot:123\".");
        }
        List<String> external = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof String text) || text.isBlank() || text.length() > NewSignal.LONGEST_ID) {
                throw new BadInput(
                        "external_ids", "An external id is a text of 1 to " + NewSignal.LONGEST_ID + " characters.");
            }
            external.add(TraitInput.text("external_ids", text.strip()));
        }
        return external;
    }
}
