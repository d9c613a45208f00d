package dev.sluice.people;

import dev.sluice.people.PersonResponses.PersonResponse;
import dev.sluice.people.search.PeopleFilter;
import dev.sluice.people.search.PeopleFilterReader;
import dev.sluice.people.search.PeopleList;
import dev.sluice.people.search.PeopleList.FoundPeople;
import dev.sluice.people.search.PeopleSort;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.QueryParameters;
import dev.sluice.signal.kind.WebSignals;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Funnels funnels;
    private final PeopleList list;
    private final Persons persons;
    private final ManualSignals signals;
    private final PersonErasureService erasure;
    private final PersonResponses responses;

    PeopleApi(
            Funnels funnels,
            PeopleList list,
            Persons persons,
            ManualSignals signals,
            PersonErasureService erasure,
            PersonResponses responses) {
        this.funnels = funnels;
        this.list = list;
        this.persons = persons;
        this.signals = signals;
        this.erasure = erasure;
        this.responses = responses;
    }

    /**
     * Lists people. Filters: q, funnel, stage (ids, none, any), outcome, source, form, fit, engagement, flag, from,
     * to, company; sort is engagement, newest or name; limit is 1 to 200; after is next of the page before.
     */
    @RequiresScope("people:read")
    @GetMapping
    @QueryParameters({
        "q",
        "funnel",
        "stage",
        "outcome",
        "source",
        "form",
        "fit",
        "engagement",
        "flag",
        "from",
        "to",
        "company",
        "reached",
        "since",
        "until",
        "sort",
        "after",
        "limit"
    })
    Page<PersonSummary> list(ApiCaller caller, @RequestParam MultiValueMap<String, String> params) {
        List<DefinitionRun> active = funnels.active(caller.workspace());
        PeopleFilter filter = PeopleFilterReader.read(params, Set.of("after", "limit"), active, PeopleSort.NEWEST);
        int limit = PersonInput.limit(params.getFirst("limit"));
        FoundPeople found = list.page(caller.workspace(), filter, params.getFirst("after"), limit, false);
        return new Page<>(
                found.rows().stream()
                        .map(row -> PersonSummary.of(row, filter.run()))
                        .toList(),
                found.next());
    }

    @RequiresScope("people:read")
    @GetMapping("/{id}")
    PersonResponse person(ApiCaller caller, @PathVariable long id) {
        return responses.full(caller.workspace(), persons.get(caller.workspace(), id));
    }

    /** Adds a person, or sets more traits of the one whom the e-mail or an id identifies already. */
    @RequiresScope("people:write")
    @PostMapping
    ResponseEntity<PersonResponse> add(ApiCaller caller, @RequestBody Map<String, Object> body) {
        PersonInput input = PersonInput.of(body);
        Person person = signals.add(Teller.of(caller), input.keys(), input.traits());
        return ResponseEntity.created(URI.create("/api/v1/people/" + person.id()))
                .body(responses.full(caller.workspace(), person));
    }

    /** Sets traits of a person; a null removes the trait. */
    @RequiresScope("people:write")
    @PatchMapping("/{id}")
    PersonResponse change(ApiCaller caller, @PathVariable long id, @RequestBody Map<String, Object> body) {
        Person person = persons.get(caller.workspace(), id);
        Map<String, Object> traits = TraitInput.traits(body.get("traits"));
        if (traits.isEmpty()) {
            throw new BadInput("traits", "Send an object of traits to change.");
        }
        signals.tell(Teller.of(caller), person, WebSignals.IDENTIFIED, "", traits, Map.of());
        return responses.full(caller.workspace(), persons.get(caller.workspace(), id));
    }

    /** Erases the person; it cannot be undone. */
    @RequiresScope("people:erase")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> erase(ApiCaller caller, @PathVariable long id) {
        erasure.erase(caller, persons.get(caller.workspace(), id));
        return ResponseEntity.noContent().build();
    }
}
