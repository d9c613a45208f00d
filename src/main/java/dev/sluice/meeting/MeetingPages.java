package dev.sluice.meeting;

import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.FormView;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The meetings on a person's page: shown, booked, moved and ended. */
@Controller
@RequiresRole(Role.MEMBER)
class MeetingPages {
    private final MeetingPanel panel;
    private final Meetings meetings;
    private final Persons persons;
    private final Workspaces workspaces;

    MeetingPages(MeetingPanel panel, Meetings meetings, Persons persons, Workspaces workspaces) {
        this.panel = panel;
        this.meetings = meetings;
        this.persons = persons;
        this.workspaces = workspaces;
    }

    @GetMapping("/people/{id}/meetings")
    View show(Member member, @PathVariable long id) {
        return panel.view(200, member, persons.get(member.workspace(), id), "");
    }

    @PostMapping("/people/{id}/meetings")
    View book(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String minutes,
            @RequestParam(defaultValue = "") String place,
            HttpServletRequest request) {
        Person person = person(member, id, request);
        MeetingDetails details =
                MeetingDetails.of(kind.toLowerCase(Locale.ROOT), instant(member, at), minutes(minutes), place);
        meetings.book(member, person, details, title(details));
        return panel.view(200, member, person, "");
    }

    @PostMapping("/meetings/{id}/time")
    View move(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String at,
            HttpServletRequest request) {
        Meeting meeting = meetings.get(member.workspace(), id);
        Person person = person(member, meeting.person(), request);
        Instant from = instant(member, at);
        meetings.move(member, meeting, from, from.plus(Duration.between(meeting.startsAt(), meeting.endsAt())));
        return panel.view(200, member, person, "");
    }

    @PostMapping("/meetings/{id}/state")
    View end(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String state,
            HttpServletRequest request) {
        Meeting meeting = meetings.get(member.workspace(), id);
        Person person = person(member, meeting.person(), request);
        meetings.end(member, meeting, MeetingState.read(state));
        return panel.view(200, member, person, "");
    }

    /** The person, whose panel shows what is wrong with the input from here on. */
    private Person person(Member member, long id, HttpServletRequest request) {
        Person person = persons.get(member.workspace(), id);
        FormView.onError(request, errors -> panel.view(422, member, person, errors.first()));
        return person;
    }

    /** "Discovery": what the invitation calls it. */
    static String title(MeetingDetails details) {
        return Character.toUpperCase(details.kind().charAt(0)) + details.kind().substring(1);
    }

    private Instant instant(Member member, String at) {
        try {
            return LocalDateTime.parse(at)
                    .atZone(workspaces.get(member.workspace()).timeZone())
                    .toInstant();
        } catch (DateTimeParseException _) {
            throw new BadInput("at", "Choose the day and the time at which it begins.");
        }
    }

    private static int minutes(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw new BadInput("minutes", "Say in minutes how long it lasts.");
        }
    }
}
