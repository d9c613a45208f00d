package dev.sluice.meeting;

import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** A person's meetings, on their page: booked, moved, and how they went. */
@Controller
@RequiresRole(Role.MEMBER)
class MeetingPages {
    @Configuration(proxyBeanMethods = false)
    static class MeetingPanels {
        @Bean
        PersonPanel meetingPanel() {
            return new PersonPanel(15, "Meetings", "meetings");
        }
    }

    private final Meetings meetings;
    private final Persons persons;
    private final Pages pages;
    private final Workspaces workspaces;
    private final InstantSource clock;

    MeetingPages(Meetings meetings, Persons persons, Pages pages, Workspaces workspaces, InstantSource clock) {
        this.meetings = meetings;
        this.persons = persons;
        this.pages = pages;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping("/people/{id}/meetings")
    View panel(Member member, @PathVariable long id) {
        return panel(200, member, persons.get(member.workspace(), id), "");
    }

    @PostMapping("/people/{id}/meetings")
    View book(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String minutes,
            @RequestParam(defaultValue = "") String place) {
        Person person = persons.get(member.workspace(), id);
        return after(
                member,
                person,
                () -> meetings.book(
                        Teller.of(member),
                        person,
                        MeetingDetails.of(
                                kind.toLowerCase(Locale.ROOT), instant(member, at), minutes(minutes), place)));
    }

    @PostMapping("/meetings/{meeting}/time")
    View move(Member member, @PathVariable long meeting, @RequestParam(defaultValue = "") String at) {
        Meeting one = meetings.get(member.workspace(), meeting);
        return after(member, persons.get(member.workspace(), one.person()), () -> {
            Instant from = instant(member, at);
            Instant to = from.plus(Duration.between(one.startsAt(), one.endsAt()));
            meetings.move(Teller.of(member), one, from, to);
        });
    }

    @PostMapping("/meetings/{meeting}/state")
    View end(Member member, @PathVariable long meeting, @RequestParam(defaultValue = "") String state) {
        Meeting one = meetings.get(member.workspace(), meeting);
        return after(
                member,
                persons.get(member.workspace(), one.person()),
                () -> meetings.end(Teller.of(member), one, state(state)));
    }

    /** The state of that name; the field's error for any other. */
    static MeetingState state(String name) {
        for (MeetingState state : MeetingState.values()) {
            if (state.code().equals(name)) {
                return state;
            }
        }
        throw new BadInput("state", "Say held, missed or cancelled.");
    }

    private Instant instant(Member member, String at) {
        try {
            return LocalDateTime.parse(at)
                    .atZone(workspaces.get(member.workspace()).timeZone())
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new BadInput("at", "Choose the day and the time at which it begins.");
        }
    }

    private static int minutes(String said) {
        try {
            return Integer.parseInt(said.strip());
        } catch (NumberFormatException unreadable) {
            throw new BadInput("minutes", "Say in minutes how long it lasts.");
        }
    }

    private View after(Member member, Person person, Runnable action) {
        try {
            action.run();
            return panel(200, member, person, "");
        } catch (BadInput fault) {
            return panel(422, member, person, String.valueOf(fault.getMessage()));
        }
    }

    private View panel(int status, Member member, Person person, String fault) {
        Instant now = clock.instant();
        List<Meeting> all = meetings.of(member.workspace(), person.id());
        TimeFormat when = new TimeFormat(now, workspaces.get(member.workspace()).timeZone());
        return pages.page(
                status,
                "meeting/panel",
                Map.of(
                        "person",
                        person,
                        "open",
                        all.stream()
                                .filter(one -> one.state() == MeetingState.BOOKED)
                                .toList(),
                        "past",
                        all.stream()
                                .filter(one -> one.state() != MeetingState.BOOKED)
                                .toList(),
                        "fault",
                        fault,
                        "when",
                        when));
    }
}
