package dev.sluice.people;

import dev.sluice.person.Merges;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.Time;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The panels of a person's page that this module contributes: standing, traits and identities. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonPanelPages {
    private final Pages pages;
    private final Persons persons;
    private final Standings standings;
    private final Merges merges;
    private final TimeFormats times;
    private final InstantSource clock;

    PersonPanelPages(
            Pages pages, Persons persons, Standings standings, Merges merges, TimeFormats times, InstantSource clock) {
        this.pages = pages;
        this.persons = persons;
        this.standings = standings;
        this.merges = merges;
        this.times = times;
        this.clock = clock;
    }

    @GetMapping("/people/{id}/standing")
    View standing(Member member, @PathVariable long id) {
        Person person = persons.get(member.workspace(), id);
        List<Standings.StagePlacement> placed = standings.of(member.workspace(), person.id());
        return pages.page(
                "people/standing",
                Map.of(
                        "placed", placed,
                        "header", PersonStandings.of(placed, Time.micros(clock.instant())),
                        "person", person.id(),
                        "now", Time.micros(clock.instant()),
                        "when", times.now(member.workspace())));
    }

    @GetMapping("/people/{id}/facts")
    View traits(Member member, @PathVariable long id) {
        Person person = persons.get(member.workspace(), id);
        return pages.page(
                "people/facts",
                Map.of(
                        "person", person,
                        "facts", persons.facts(member.workspace(), person.id()),
                        "when", times.now(member.workspace())));
    }

    @GetMapping("/people/{id}/identities")
    View identities(Member member, @PathVariable long id) {
        Person person = persons.get(member.workspace(), id);
        return pages.page(
                "people/identities",
                Map.of(
                        "person", person,
                        "identities", persons.identities(member.workspace(), person.id()),
                        "merges", merges.history(member.workspace(), person.id()),
                        "when", times.now(member.workspace())));
    }
}
