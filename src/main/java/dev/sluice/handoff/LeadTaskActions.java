package dev.sluice.handoff;

import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Logging calls and planning next steps from Today. */
@Controller
@RequiresRole(Role.MEMBER)
class LeadTaskActions {
    private static final LocalTime DEFAULT_TIME = LocalTime.of(9, 0);

    private final NextSteps tasks;
    private final MeetingBooking meetings;
    private final ManualSignals signals;
    private final Persons persons;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    LeadTaskActions(
            NextSteps tasks,
            MeetingBooking meetings,
            ManualSignals signals,
            Persons persons,
            Workspaces workspaces,
            Tenancy tenancy) {
        this.tasks = tasks;
        this.meetings = meetings;
        this.signals = signals;
        this.persons = persons;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    /** A call, with the next step that was agreed. */
    @PostMapping("/today/{person}/call")
    View call(
            Member member,
            @PathVariable("person") long id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String day) {
        Person person = persons.get(member.workspace(), id);
        if (!ManualSignals.OUTCOMES.contains(outcome)) {
            throw new BadInput("outcome", "Choose how the call went.");
        }
        if (!next.isBlank()) {
            // first, or an answered flag would take the lead off the list
            plan(member, NextStepDraft.of(person.id(), member.user(), "call", next, due(member, day, "")));
        }
        signals.tell(Teller.of(member), person, PersonSignals.CALL_LOGGED, outcome, Map.of(), LeadInput.remark(remark));
        return Redirect.to(LeadInput.todayOf(person));
    }

    @PostMapping("/today/{person}/tasks")
    View plan(
            Member member,
            @PathVariable("person") long id,
            @RequestParam(defaultValue = "call") String kind,
            @RequestParam(name = "what", defaultValue = "") String text,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String time) {
        Person person = persons.get(member.workspace(), id);
        if (kind.equals(NextSteps.MEETING)) {
            meetings.book(member, person, LeadInput.title(text), due(member, day, time));
        } else {
            plan(member, NextStepDraft.of(person.id(), member.user(), kind, text, due(member, day, time)));
        }
        return Redirect.to(LeadInput.todayOf(person));
    }

    private void plan(Member member, NextStepDraft draft) {
        tenancy.in(member.workspace(), () -> {
            persons.get(member.workspace(), draft.person()); // not erased meanwhile
            tasks.add(member.workspace(), draft.by(member.user()));
        });
    }

    @PostMapping("/today/tasks/{task}/done")
    View done(Member member, @PathVariable long task, @RequestParam(defaultValue = "done") String outcome) {
        NextStep ended = tenancy.in(
                member.workspace(),
                () -> tasks.done(member.workspace(), task, member.user(), LeadInput.truncate(outcome)));
        return Redirect.to("/today?lead=" + ended.person());
    }

    private Instant due(Member member, String day, String time) {
        try {
            return LocalDate.parse(day)
                    .atTime(time.isBlank() ? DEFAULT_TIME : LocalTime.parse(time))
                    .atZone(workspaces.get(member.workspace()).timeZone())
                    .toInstant();
        } catch (DateTimeParseException _) {
            throw new BadInput("day", "Say on which day the next action is due, like 2026-11-30.");
        }
    }
}
