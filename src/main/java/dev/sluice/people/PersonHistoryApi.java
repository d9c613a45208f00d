package dev.sluice.people;

import dev.sluice.people.timeline.TimelineSignal;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import dev.sluice.platform.Time;
import dev.sluice.platform.web.Page;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to a person and where it put them, for programs. */
@RestController
@RequestMapping("/api/v1/people/{id}")
class PersonHistoryApi {
    private final Persons persons;
    private final Timeline timeline;
    private final Standings standings;
    private final InstantSource clock;

    PersonHistoryApi(Persons persons, Timeline timeline, Standings standings, InstantSource clock) {
        this.persons = persons;
        this.timeline = timeline;
        this.standings = standings;
        this.clock = clock;
    }

    @RequiresScope("people:read")
    @GetMapping("/timeline")
    Page<TimelineSignal> timeline(
            ApiCaller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String limit) {
        Person person = persons.get(caller.workspace(), id);
        Page<Timeline.TimelineItem> page = timeline.page(
                caller.workspace(),
                person.id(),
                kind == null ? List.of() : List.of(kind),
                after,
                PersonInput.limit(limit));
        return new Page<>(page.items().stream().map(TimelineSignal::of).toList(), page.next());
    }

    /** The person's place in each active funnel, with every line of the scores and every condition of the gates ahead. */
    @RequiresScope("people:read")
    @GetMapping("/standing")
    List<StandingResponse> standing(ApiCaller caller, @PathVariable long id) {
        Person person = persons.get(caller.workspace(), id);
        long now = Time.micros(clock.instant());
        return standings.of(caller.workspace(), person.id()).stream()
                .map(placed -> StandingResponse.of(placed, now))
                .toList();
    }
}
