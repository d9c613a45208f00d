package dev.sluice.outreach.editor;

import dev.sluice.mail.MailSettings;
import dev.sluice.outreach.outcome.MailOutcomes;
import dev.sluice.outreach.outcome.OutcomeFigures;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceCounts;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.statistics.Proportion;
import dev.sluice.template.Slug;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of sequences, and the form below it that adds one. */
@Controller
@RequiresRole(Role.MEMBER)
class SequenceListPages {
    /** Puts outreach into the navigation. */
    @Configuration(proxyBeanMethods = false)
    static class OutreachNavigation {
        @Bean
        NavEntry outreachEntry() {
            return new NavEntry(50, "outreach", "Outreach", "/outreach", "outreach");
        }
    }

    /** A sequence with its sums. */
    record SequenceSummary(Sequence sequence, long active, long people, OutcomeFigures figures, List<String> starts) {
        Proportion replies() {
            return new Proportion(figures.replied(), figures.sent());
        }
    }

    private final Pages pages;
    private final Sequences sequences;
    private final SequenceCounts counts;
    private final SequenceStarts starts;
    private final MailOutcomes outcomes;
    private final AuditLog audit;
    private final MailSettings settings;

    SequenceListPages(
            Pages pages,
            Sequences sequences,
            SequenceCounts counts,
            SequenceStarts starts,
            MailOutcomes outcomes,
            AuditLog audit,
            MailSettings settings) {
        this.pages = pages;
        this.sequences = sequences;
        this.counts = counts;
        this.starts = starts;
        this.outcomes = outcomes;
        this.audit = audit;
        this.settings = settings;
    }

    @GetMapping("/outreach")
    View list(Member member) {
        int workspace = member.workspace();
        Map<String, Map<String, Long>> byState = counts.byState(workspace);
        Map<String, OutcomeFigures> sums = outcomes.sums(workspace);
        Map<String, Long> reached = outcomes.reached(workspace);
        List<SequenceSummary> lines = sequences.all(workspace).stream()
                .map(sequence -> {
                    Map<String, Long> states = byState.getOrDefault(sequence.name(), Map.of());
                    return new SequenceSummary(
                            sequence,
                            states.getOrDefault("active", 0L) + states.getOrDefault("paused", 0L),
                            reached.getOrDefault(sequence.name(), 0L),
                            sums.getOrDefault(sequence.name(), OutcomeFigures.none("")),
                            starts.of(workspace, sequence.name()));
                })
                .toList();
        return pages.page(
                "outreach/editor/list",
                Map.of(
                        "lines",
                        lines,
                        "may",
                        member.role().covers(Role.MANAGER),
                        "noServer",
                        settings.reachesNoOne(workspace)));
    }

    @PostMapping("/outreach/sequences")
    @RequiresRole(Role.MANAGER)
    View add(Member member, @RequestParam(defaultValue = "") String title) {
        String name = Slug.of(title);
        SequenceDefinition plan = SequenceDefinition.read(Map.of("title", title, "steps", List.of()));
        if (name.isEmpty()) {
            throw new BadInput("title", "Give the sequence a title with letters or digits in it.");
        }
        Sequence added = sequences.add(member.workspace(), name, plan, member.user());
        audit.note(member, "sequence made", added.name(), Map.of("title", title.strip()));
        return Redirect.to(SequencePage.PATH + added.name());
    }
}
