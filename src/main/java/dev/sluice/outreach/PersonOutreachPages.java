package dev.sluice.outreach;

import dev.sluice.mail.Messages;
import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.EnrolmentRows;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.outreach.sequence.VariantAssignment;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What a person will be sent and when, with the means to stop, skip or change it, and mail from person to person. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonOutreachPages {
    @Configuration(proxyBeanMethods = false)
    static class OutreachPanels {
        @Bean
        PersonPanel outreachPanel() {
            return new PersonPanel(20, "Outreach", "outreach");
        }
    }

    /** A step that is still to come; its time is as things stand now. */
    record UpcomingMail(String what, Instant at) {}

    /** An enrolment with what is still to come of it. */
    record Running(Enrolment enrolment, String title, List<UpcomingMail> coming) {}

    private final Pages pages;
    private final Persons persons;
    private final EnrolmentRows rows;
    private final Enrolments enrolments;
    private final Sequences sequences;
    private final Templates templates;
    private final Recipients readers;
    private final OneToOneMail letters;
    private final Messages messages;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final InstantSource clock;

    PersonOutreachPages(
            Pages pages,
            Persons persons,
            EnrolmentRows rows,
            Enrolments enrolments,
            Sequences sequences,
            Templates templates,
            Recipients readers,
            OneToOneMail letters,
            Messages messages,
            Tenancy tenancy,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.persons = persons;
        this.rows = rows;
        this.enrolments = enrolments;
        this.sequences = sequences;
        this.templates = templates;
        this.readers = readers;
        this.letters = letters;
        this.messages = messages;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping("/people/{id}/outreach")
    View panel(Member member, @PathVariable long id) {
        return panel(200, member, persons.get(member.workspace(), id), "");
    }

    private View panel(int status, Member member, Person person, String fault) {
        int workspace = member.workspace();
        Map<String, Object> shown = new HashMap<>();
        Map<String, Sequence> byName = new HashMap<>();
        sequences.all(workspace).forEach(sequence -> byName.put(sequence.name(), sequence));
        Recipient reader = readers.of(workspace, List.of(person.id())).get(person.id());
        List<Template> all = templates.all(workspace);
        List<Running> running = tenancy.read(workspace, () -> rows.ofPerson(workspace, person.id())).stream()
                .map(one -> running(one, byName.get(one.sequence()), reader, all))
                .toList();
        shown.put("person", person);
        shown.put("running", running);
        shown.put(
                "choices",
                byName.values().stream()
                        .filter(Sequence::running)
                        .filter(sequence -> running.stream()
                                .noneMatch(one -> one.enrolment().open()
                                        && one.enrolment().sequence().equals(sequence.name())))
                        .sorted((one, other) ->
                                one.plan().title().compareTo(other.plan().title()))
                        .toList());
        shown.put(
                "sent",
                messages.findByPerson(workspace, person.id()).stream().limit(5).toList());
        shown.put("fault", fault);
        shown.put(
                "when",
                new TimeFormat(clock.instant(), workspaces.get(workspace).timeZone()));
        return pages.page(status, "outreach/person", shown);
    }

    private static Running running(
            Enrolment one, @Nullable Sequence sequence, @Nullable Recipient reader, List<Template> templates) {
        if (sequence == null || reader == null || !one.open()) {
            return new Running(
                    one, sequence == null ? one.sequence() : sequence.plan().title(), List.of());
        }
        SequenceSteps steps = sequence.plan().steps();
        SendSchedule pace = new SendSchedule(reader.zone(), sequence.plan().window(), Set.of());
        List<UpcomingMail> coming = new ArrayList<>();
        SequenceStep step = steps.find(one.nextStep()).orElse(null);
        Instant at = one.dueAt();
        while (step != null && coming.size() < 6) {
            boolean open = step instanceof SequenceStep.EmailStep || step instanceof SequenceStep.TaskStep;
            at = open ? pace.within(at) : at;
            coming.add(new UpcomingMail(words(step, one, templates), at));
            step = step instanceof SequenceStep.Branch
                    ? null
                    : steps.next(step.id(), true).orElse(null);
            at = step == null ? at : pace.after(at, step.after());
        }
        return new Running(one, sequence.plan().title(), coming);
    }

    private static String words(SequenceStep step, Enrolment one, List<Template> templates) {
        return switch (step) {
            case SequenceStep.EmailStep mail ->
                "Mail: "
                        + Template.titleOf(
                                templates,
                                VariantAssignment.variant(one.id(), mail).template());
            case SequenceStep.TaskStep task -> "Task: " + task.what();
            case SequenceStep.Wait _ -> "Wait";
            case SequenceStep.Branch branch -> "Branch on " + branch.when() + "; what follows depends on it";
        };
    }

    @PostMapping("/people/{id}/enrolments")
    View enrol(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String sequence) {
        Person person = persons.get(member.workspace(), id);
        try {
            enrolments.beginByHand(member.workspace(), sequence, List.of(person.id()), member.user());
            return panel(200, member, person, "");
        } catch (BadInput bad) {
            return panel(422, member, person, bad.faults().getFirst().sentence());
        }
    }

    @PostMapping("/enrolments/{id}/end")
    View end(Member member, @PathVariable long id) {
        return after(member, id, () -> enrolments.stopByHand(member.workspace(), id));
    }

    @PostMapping("/enrolments/{id}/pause")
    View pause(Member member, @PathVariable long id) {
        return after(member, id, () -> enrolments.pause(member.workspace(), id));
    }

    @PostMapping("/enrolments/{id}/resumption")
    View resume(Member member, @PathVariable long id) {
        return after(member, id, () -> enrolments.resume(member.workspace(), id));
    }

    @PostMapping("/enrolments/{id}/skipped-step")
    View skip(Member member, @PathVariable long id) {
        return after(member, id, () -> enrolments.skip(member.workspace(), id));
    }

    private View after(Member member, long enrolment, Runnable change) {
        long person = enrolments.get(member.workspace(), enrolment).person();
        Person known = persons.get(member.workspace(), person);
        try {
            change.run();
            return panel(200, member, known, "");
        } catch (BadInput bad) {
            return panel(422, member, known, bad.faults().getFirst().sentence());
        }
    }

    /** Where one writes to a person; a template fills the page. */
    @GetMapping("/people/{id}/mail")
    View write(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String template) {
        Person person = persons.get(member.workspace(), id);
        OneToOneMail.WrittenMail start = template.isBlank()
                ? letters.answer(member.workspace(), person)
                : letters.from(member, person, templates.get(member.workspace(), template));
        return writing(200, member, person, start, "");
    }

    private View writing(int status, Member member, Person person, OneToOneMail.WrittenMail written, String fault) {
        return pages.page(
                status,
                "outreach/write",
                Map.of(
                        "person", person,
                        "written", written,
                        "templates", templates.all(member.workspace()),
                        "refused", letters.refused(member.workspace(), person),
                        "fault", fault));
    }

    @PostMapping("/people/{id}/mail")
    View send(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body) {
        Person person = persons.get(member.workspace(), id);
        OneToOneMail.WrittenMail written = new OneToOneMail.WrittenMail(once, subject, body);
        try {
            letters.send(member, person, written);
            return Redirect.to("/people/" + person.id());
        } catch (BadInput bad) {
            return writing(422, member, person, written, bad.faults().getFirst().sentence());
        }
    }
}
