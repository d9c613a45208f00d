package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.person.Erasure;
import dev.sluice.person.Merges;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.Time;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The page of a person: who they are, everything that happened, and the panels beside it. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonPages {
    /** What the head of the page says of a standing; the scores as of now. */
    record PersonStanding(
            DefinitionRun run,
            Definition.@Nullable Stage stage,
            String outcome,
            @Nullable String reason,
            int fit,
            double engagement) {
        static PersonStanding of(Standings.StagePlacement placed, long now) {
            String stage = placed.standing().stage();
            return new PersonStanding(
                    placed.run(),
                    stage == null ? null : placed.run().definition().stage(stage),
                    placed.standing().outcome().name().toLowerCase(java.util.Locale.ROOT),
                    placed.standing().reason(),
                    placed.standing().fit(),
                    placed.standing().engagement(now));
        }
    }

    private final Pages pages;
    private final Persons persons;
    private final Standings standings;
    private final Funnels funnels;
    private final TimelineView history;
    private final Merges merges;
    private final Erasure erasure;
    private final Workspaces workspaces;
    private final List<PersonPanel> panels;
    private final InstantSource clock;

    PersonPages(
            Pages pages,
            Persons persons,
            Standings standings,
            Funnels funnels,
            TimelineView history,
            Merges merges,
            Erasure erasure,
            Workspaces workspaces,
            List<PersonPanel> panels,
            InstantSource clock) {
        this.pages = pages;
        this.persons = persons;
        this.standings = standings;
        this.funnels = funnels;
        this.history = history;
        this.merges = merges;
        this.erasure = erasure;
        this.workspaces = workspaces;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(PersonPanel::order))
                .toList();
        this.clock = clock;
    }

    @GetMapping("/people/{id}")
    View person(Member member, @PathVariable long id, @RequestParam(defaultValue = "all") String show) {
        Person person = persons.get(member.workspace(), id);
        if (person.id() != id) {
            return Redirect.to("/people/" + person.id());
        }
        long now = Time.micros(clock.instant());
        TimelineText.TimelineFilter group = group(show);
        TimeFormat when = when(member);
        return pages.page(
                "people/person",
                Map.of(
                        "person",
                        person,
                        "places",
                        standings.of(member.workspace(), id).stream()
                                .map(placed -> PersonStanding.of(placed, now))
                                .toList(),
                        "funnels",
                        funnels.active(member.workspace()),
                        "panels",
                        panels,
                        "group",
                        group,
                        "suppressed",
                        erasure.suppressed(member.workspace(), person.email()),
                        "stretch",
                        history.stretch(member.workspace(), id, group, null, when),
                        "when",
                        when));
    }

    @GetMapping("/people/{id}/timeline")
    View timeline(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String day) {
        Person person = persons.get(member.workspace(), id);
        TimelineText.TimelineFilter group = group(show);
        TimeFormat when = when(member);
        Map<String, Object> shown = new HashMap<>();
        shown.put("person", person.id());
        shown.put("group", group);
        shown.put(
                "stretch",
                history.stretch(member.workspace(), person.id(), group, after.isEmpty() ? null : after, when));
        shown.put("when", when);
        shown.put("above", day(day));
        return pages.page("people/timeline", shown);
    }

    @GetMapping("/people/{id}/standing")
    View standing(Member member, @PathVariable long id) {
        Person person = persons.get(member.workspace(), id);
        return pages.page(
                "people/standing",
                Map.of(
                        "placed", standings.of(member.workspace(), person.id()),
                        "person", person.id(),
                        "now", Time.micros(clock.instant()),
                        "when", when(member)));
    }

    @GetMapping("/people/{id}/facts")
    View facts(Member member, @PathVariable long id) {
        Person person = persons.get(member.workspace(), id);
        return pages.page(
                "people/facts",
                Map.of(
                        "person", person,
                        "facts", persons.facts(member.workspace(), person.id()),
                        "when", when(member)));
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
                        "when", when(member)));
    }

    private TimeFormat when(Member member) {
        return new TimeFormat(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
    }

    private static TimelineText.TimelineFilter group(String code) {
        return Arrays.stream(TimelineText.TimelineFilter.values())
                .filter(group -> group.code().equals(code))
                .findFirst()
                .orElse(TimelineText.TimelineFilter.ALL);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }
}
