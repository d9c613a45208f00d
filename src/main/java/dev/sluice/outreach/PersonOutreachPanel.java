package dev.sluice.outreach;

import dev.sluice.mail.Messages;
import dev.sluice.outreach.UpcomingSteps.EnrolmentForecast;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders the panel of a person's sequences and emails. */
@Component
class PersonOutreachPanel {
    private static final int MAX_MESSAGES = 5;

    /** Announces the panel to the person's page. */
    @Configuration(proxyBeanMethods = false)
    static class OutreachPanels {
        @Bean
        PersonPanel outreachPanel() {
            return new PersonPanel(20, "Outreach", "outreach");
        }
    }

    private final Pages pages;
    private final UpcomingSteps upcoming;
    private final Sequences sequences;
    private final Messages messages;
    private final Workspaces workspaces;
    private final InstantSource clock;

    PersonOutreachPanel(
            Pages pages,
            UpcomingSteps upcoming,
            Sequences sequences,
            Messages messages,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.upcoming = upcoming;
        this.sequences = sequences;
        this.messages = messages;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    View view(int status, Member member, Person person, String error) {
        int workspace = member.workspace();
        List<EnrolmentForecast> enrolments = upcoming.of(workspace, person.id());
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("running", enrolments);
        model.put("choices", choices(workspace, enrolments));
        model.put(
                "sent",
                messages.findByPerson(workspace, person.id()).stream()
                        .limit(MAX_MESSAGES)
                        .toList());
        model.put("fault", error);
        model.put(
                "when",
                new TimeFormat(clock.instant(), workspaces.get(workspace).timeZone()));
        return pages.page(status, "outreach/person", model);
    }

    /** The running sequences that the person is not in. */
    private List<Sequence> choices(int workspace, List<EnrolmentForecast> enrolments) {
        return sequences.all(workspace).stream()
                .filter(Sequence::running)
                .filter(sequence -> enrolments.stream()
                        .map(EnrolmentForecast::enrolment)
                        .noneMatch(enrolment ->
                                enrolment.open() && enrolment.sequence().equals(sequence.name())))
                .sorted(Comparator.comparing(sequence -> sequence.plan().title()))
                .toList();
    }
}
