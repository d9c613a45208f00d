package dev.sluice.people;

import dev.sluice.people.timeline.TimelineFilter;
import dev.sluice.people.timeline.TimelineView;
import dev.sluice.person.Erasure;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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

/** The page of a person: head, timeline and the panels beside it. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonPages {
    private final Pages pages;
    private final Persons persons;
    private final PersonStandings standings;
    private final TimelineView timeline;
    private final Erasure erasure;
    private final TimeFormats times;
    private final List<PersonPanel> panels;

    PersonPages(
            Pages pages,
            Persons persons,
            PersonStandings standings,
            TimelineView timeline,
            Erasure erasure,
            TimeFormats times,
            List<PersonPanel> panels) {
        this.pages = pages;
        this.persons = persons;
        this.standings = standings;
        this.timeline = timeline;
        this.erasure = erasure;
        this.times = times;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(PersonPanel::order))
                .toList();
    }

    @GetMapping("/people/{id}")
    View person(Member member, @PathVariable long id, @RequestParam(defaultValue = "all") String show) {
        Person person = persons.get(member.workspace(), id);
        if (person.id() != id) {
            return Redirect.to("/people/" + person.id());
        }
        TimelineFilter filter = TimelineFilter.of(show);
        TimeFormat when = times.now(member.workspace());
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("standings", standings.of(member.workspace(), id));
        model.put("funnels", standings.funnels(member.workspace()));
        model.put("panels", panels);
        model.put("work", standings.work(member.workspace(), id));
        model.put("filter", filter);
        model.put("suppressed", erasure.suppressed(member.workspace(), person.email()));
        model.put("page", timeline.page(member.workspace(), id, filter, null, when));
        model.put("when", when);
        return pages.page("people/person", model);
    }

    @GetMapping("/people/{id}/timeline")
    View timeline(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String day) {
        Person person = persons.get(member.workspace(), id);
        TimelineFilter filter = TimelineFilter.of(show);
        TimeFormat when = times.now(member.workspace());
        Map<String, Object> model = new HashMap<>();
        model.put("person", person.id());
        model.put("filter", filter);
        model.put("page", timeline.page(member.workspace(), person.id(), filter, after.isEmpty() ? null : after, when));
        model.put("when", when);
        model.put("above", day(day));
        return pages.page("people/timeline/timeline", model);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
