package dev.sluice.outreach;

import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.EnrolmentRows;
import dev.sluice.outreach.enrolment.MailOutcomes;
import dev.sluice.outreach.enrolment.StepStats;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.outreach.sequence.SequenceRows;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.outreach.sequence.StartConditionText;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.Funnels;
import dev.sluice.statistics.Proportion;
import dev.sluice.template.Templates;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Sequences as one reads them: what is sent to whom and when, and what came of each step. */
@Controller
@RequiresRole(Role.MEMBER)
class SequencePages {
    @Configuration(proxyBeanMethods = false)
    static class OutreachNavigation {
        @Bean
        NavEntry outreachEntry() {
            return new NavEntry(50, "outreach", "Outreach", "/outreach", "outreach");
        }
    }

    private static final int SHOWN = 100;

    /** A line of the list. */
    record SequenceSummary(
            Sequence sequence, long active, long people, MailOutcomes.OutcomeFigures figures, List<String> starts) {
        Proportion replies() {
            return new Proportion(figures.replied(), figures.sent());
        }
    }

    /** Somebody in a sequence, with their name. */
    record Enrolled(Enrolment enrolment, String title) {}

    private final Pages pages;
    private final Sequences sequences;
    private final SequenceRows rows;
    private final EnrolmentRows enrolments;
    private final Templates templates;
    private final MailOutcomes touches;
    private final Funnels funnels;
    private final Persons persons;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final InstantSource clock;

    SequencePages(
            Pages pages,
            Sequences sequences,
            SequenceRows rows,
            EnrolmentRows enrolments,
            Templates templates,
            MailOutcomes touches,
            Funnels funnels,
            Persons persons,
            Tenancy tenancy,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.sequences = sequences;
        this.rows = rows;
        this.enrolments = enrolments;
        this.templates = templates;
        this.touches = touches;
        this.funnels = funnels;
        this.persons = persons;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping("/outreach")
    View list(Member member) {
        int workspace = member.workspace();
        List<SequenceSummary> lines = tenancy.read(workspace, () -> {
            Map<String, Map<String, Long>> counts = rows.counts(workspace);
            Map<String, MailOutcomes.OutcomeFigures> sums = touches.sums(workspace);
            Map<String, Long> reached = touches.reached(workspace);
            return sequences.all(workspace).stream()
                    .map(one -> line(
                            workspace,
                            one,
                            counts.getOrDefault(one.name(), Map.of()),
                            reached.getOrDefault(one.name(), 0L),
                            sums.get(one.name())))
                    .toList();
        });
        return pages.page(
                "outreach/list", Map.of("lines", lines, "may", member.role().covers(Role.MANAGER)));
    }

    private SequenceSummary line(
            int workspace,
            Sequence sequence,
            Map<String, Long> counts,
            long reached,
            MailOutcomes.@Nullable OutcomeFigures figures) {
        return new SequenceSummary(
                sequence,
                counts.getOrDefault("active", 0L) + counts.getOrDefault("paused", 0L),
                reached,
                figures == null ? MailOutcomes.OutcomeFigures.none("") : figures,
                starts(workspace, sequence.name()));
    }

    /** When the active funnels start it. */
    private List<String> starts(int workspace, String name) {
        return funnels.active(workspace).stream()
                .flatMap(run -> run.definition().followUp().stream())
                .filter(rule -> rule.sequence().equals(name))
                .map(rule -> StartConditionText.words(rule))
                .toList();
    }

    @GetMapping("/outreach/sequences/{name}")
    View show(Member member, @PathVariable String name) {
        return page(200, member, name, "", Map.of());
    }

    /** The page with what was refused and why. */
    View page(int status, Member member, String name, String fault, Map<String, ?> more) {
        int workspace = member.workspace();
        Sequence sequence = sequences.get(workspace, name);
        Map<String, Object> shown = new HashMap<>(more);
        tenancy.read(workspace, () -> {
            List<Enrolment> latest = enrolments.ofSequence(workspace, name, SHOWN);
            shown.put("latest", titled(workspace, latest));
            shown.put("figures", StepStats.of(touches.of(workspace, name)));
            shown.put("waiting", rows.waiting(workspace, name));
            shown.put("endings", rows.endings(workspace, name));
            shown.put("counts", rows.counts(workspace).getOrDefault(name, Map.of()));
            return shown;
        });
        shown.put("sequence", sequence);
        shown.put("templates", templates.all(workspace));
        shown.put("starts", starts(workspace, name));
        shown.put("may", member.role().covers(Role.MANAGER));
        shown.put("fault", fault);
        shown.putIfAbsent("said", "");
        shown.put(
                "when",
                new TimeFormat(clock.instant(), workspaces.get(workspace).timeZone()));
        return pages.page(status, "outreach/sequence", shown);
    }

    private List<Enrolled> titled(int workspace, List<Enrolment> latest) {
        Map<Long, Person> known =
                persons.all(workspace, latest.stream().map(Enrolment::person).toList());
        return latest.stream()
                .map(one -> {
                    Person person = known.get(one.person());
                    return new Enrolled(one, person == null ? "Person " + one.person() : person.title());
                })
                .toList();
    }

    /** The very people behind a figure of a step. */
    @GetMapping("/outreach/sequences/{name}/steps/{step}/people")
    View people(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "sent") String figure) {
        int workspace = member.workspace();
        Sequence sequence = sequences.get(workspace, name);
        if (sequence.plan().steps().find(step).isEmpty()) {
            throw new NotFound("There is no such step.");
        }
        if (!StepStats.WORDS.containsKey(figure)) {
            throw new BadInput("figure", "Name one of " + String.join(", ", StepStats.WORDS.keySet()) + ".");
        }
        Collection<Long> ids = tenancy.read(workspace, () -> touches.people(workspace, name, step, figure));
        List<Person> people =
                persons.all(workspace, ids).values().stream().distinct().toList();
        return pages.page(
                "outreach/people",
                Map.of("sequence", sequence, "step", step, "figure", StepStats.WORDS.get(figure), "people", people));
    }

    static Status status(String code) {
        for (Status status : Status.values()) {
            if (status.code().equals(code) && status != Status.DRAFT) {
                return status;
            }
        }
        throw new BadInput("status", "Say running or paused.");
    }
}
