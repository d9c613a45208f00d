package dev.sluice.meeting;

import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders the panel of a person's meetings, the open ones before the past. */
@Component
class MeetingPanel {
    /** Announces the panel to the person's page. */
    @Configuration(proxyBeanMethods = false)
    static class MeetingPanels {
        @Bean
        PersonPanel meetingPersonPanel() {
            return new PersonPanel(15, "Meetings", "meetings");
        }
    }

    private final Pages pages;
    private final Meetings meetings;
    private final Workspaces workspaces;
    private final InstantSource clock;

    MeetingPanel(Pages pages, Meetings meetings, Workspaces workspaces, InstantSource clock) {
        this.pages = pages;
        this.meetings = meetings;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    View view(int status, Member member, Person person, String error) {
        Map<Boolean, List<Meeting>> byOpen = meetings.of(member.workspace(), person.id()).stream()
                .collect(Collectors.partitioningBy(meeting -> meeting.state() == Meeting.MeetingState.BOOKED));
        TimeFormat when = new TimeFormat(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
        return pages.page(
                status,
                "meeting/panel",
                Map.of(
                        "person",
                        person,
                        "open",
                        byOpen.getOrDefault(true, List.of()),
                        "past",
                        byOpen.getOrDefault(false, List.of()),
                        "fault",
                        error,
                        "when",
                        when));
    }
}
