package dev.sluice.outreach.editor;

import dev.sluice.outreach.outcome.MailOutcomes;
import dev.sluice.outreach.outcome.MailOutcomes.FigureEmail;
import dev.sluice.outreach.outcome.MailOutcomes.FigureEmails;
import dev.sluice.outreach.outcome.StepStats;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** A sequence with its steps and figures, and the people behind a figure. */
@Controller
@RequiresRole(Role.MEMBER)
class SequencePages {
    private final Pages pages;
    private final SequencePage page;
    private final Sequences sequences;
    private final MailOutcomes outcomes;
    private final Persons persons;

    SequencePages(Pages pages, SequencePage page, Sequences sequences, MailOutcomes outcomes, Persons persons) {
        this.pages = pages;
        this.page = page;
        this.sequences = sequences;
        this.outcomes = outcomes;
        this.persons = persons;
    }

    @GetMapping("/outreach/sequences/{name}")
    View show(Member member, @PathVariable String name) {
        return page.show(member, name);
    }

    /** The people behind a figure of a step. */
    @GetMapping("/outreach/sequences/{name}/steps/{step}/people")
    View people(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "sent") String figure,
            @RequestParam(defaultValue = "") String after) {
        int workspace = member.workspace();
        Sequence sequence = sequences.get(workspace, name);
        if (sequence.plan().steps().find(step).isEmpty()) {
            throw new NotFound("There is no such step.");
        }
        if (!StepStats.TEXTS.containsKey(figure)) {
            throw new BadInput("figure", "Name one of " + String.join(", ", StepStats.TEXTS.keySet()) + ".");
        }
        FigureEmails emails = outcomes.emails(workspace, name, step, figure, after);
        List<Long> ids = emails.page().items().stream()
                .map(FigureEmail::person)
                .distinct()
                .toList();
        String next = emails.page().next();
        return pages.page(
                "outreach/editor/people",
                Map.of(
                        "sequence",
                        sequence,
                        "step",
                        step,
                        "figure",
                        StepStats.TEXTS.get(figure),
                        "emails",
                        emails,
                        "people",
                        persons.all(workspace, ids),
                        "next",
                        next == null ? "" : "?figure=" + figure + "&after=" + next));
    }
}
