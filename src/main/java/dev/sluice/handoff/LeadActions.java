package dev.sluice.handoff;

import dev.sluice.handoff.routing.RoutingDecision;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What a salesperson does about a lead from Today; what is said about the person becomes a signal. */
@Controller
@RequiresRole(Role.MEMBER)
class LeadActions {
    private static final int LONGEST = 4_000;

    /** The questions of qualification, each a trait that gates can ask for. */
    private static final Set<String> QUESTIONS = Set.of(
            "need", "budget_range", "decision_maker", "timeline", "role", "current_situation", "others_involved");

    private final LeadAssignmentRows leads;
    private final LeadAssignments hands;
    private final Tasks tasks;
    private final Members members;
    private final ManualSignals hand;
    private final Persons persons;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    LeadActions(
            LeadAssignmentRows leads,
            LeadAssignments hands,
            Tasks tasks,
            Members members,
            ManualSignals hand,
            Persons persons,
            Funnels funnels,
            Workspaces workspaces,
            Tenancy tenancy) {
        this.leads = leads;
        this.hands = hands;
        this.tasks = tasks;
        this.members = members;
        this.hand = hand;
        this.persons = persons;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    @PostMapping("/today/{person}/accept")
    View accept(Member member, @PathVariable long person) {
        Person who = persons.get(member.workspace(), person);
        hand.tell(Teller.of(member), who, HandoffSignals.ACCEPTED, "", Map.of(), Map.of());
        return back(who);
    }

    @PostMapping("/today/{person}/reject")
    View reject(
            Member member,
            @PathVariable long person,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String remark) {
        Person who = persons.get(member.workspace(), person);
        if (!RejectionReasons.TITLES.containsKey(reason)) {
            throw new BadInput("reason", "Choose why the lead is given back.");
        }
        hand.tell(Teller.of(member), who, HandoffSignals.REJECTED, reason, Map.of(), remark(remark));
        return back(null);
    }

    /** A call, with the next action it led to. */
    @PostMapping("/today/{person}/call")
    View call(
            Member member,
            @PathVariable long person,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String day) {
        Person who = persons.get(member.workspace(), person);
        if (!ManualSignals.OUTCOMES.contains(outcome)) {
            throw new BadInput("outcome", "Choose how the call went.");
        }
        Instant due = next.isBlank() ? null : due(member, day, "");
        if (due != null) {
            plan(member, who, "call", next, due); // first, or an answered flag would take the lead off the list
        }
        hand.tell(Teller.of(member), who, PersonSignals.CALL_LOGGED, outcome, Map.of(), remark(remark));
        return back(who);
    }

    @PostMapping("/today/{person}/tasks")
    View plan(
            Member member,
            @PathVariable long person,
            @RequestParam(defaultValue = "call") String kind,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String time) {
        Person who = persons.get(member.workspace(), person);
        plan(member, who, kind, what, due(member, day, time));
        return back(who);
    }

    private void plan(Member member, Person who, String kind, String what, Instant due) {
        tenancy.in(member.workspace(), () -> {
            persons.get(member.workspace(), who.id()); // not erased meanwhile
            String team = leads.of(member.workspace(), who.id()).stream()
                    .map(LeadAssignment::team)
                    .findFirst()
                    .orElse("sales");
            tasks.add(member.workspace(), who.id(), member.user(), team, kind, what, due, member.user());
        });
    }

    @PostMapping("/today/tasks/{task}/done")
    View done(Member member, @PathVariable long task, @RequestParam(defaultValue = "done") String outcome) {
        Tasks.LeadTask ended = tenancy.in(
                member.workspace(), () -> tasks.done(member.workspace(), task, member.user(), clip(outcome)));
        return Redirect.to("/today?lead=" + ended.person());
    }

    /** What the lead answered to the questions of qualification; each answer is a trait from now on. */
    @PostMapping("/today/{person}/qualify")
    View qualify(Member member, @PathVariable long person, @RequestParam Map<String, String> said) {
        Person who = persons.get(member.workspace(), person);
        Map<String, Object> traits = new TreeMap<>();
        for (String question : QUESTIONS) {
            String answer = said.getOrDefault(question, "").strip();
            if (!answer.isEmpty()) {
                traits.put(question, question.equals("decision_maker") ? answer.equals("yes") : clip(answer));
            }
        }
        if (traits.isEmpty()) {
            throw new BadInput("need", "Answer at least one question.");
        }
        hand.tell(
                Teller.of(member), who, HandoffSignals.QUALIFIED, String.join(",", traits.keySet()), traits, Map.of());
        return back(who);
    }

    /** Gives the lead to a colleague. */
    @PostMapping("/today/{person}/hand-on")
    View handOn(Member member, @PathVariable long person, @RequestParam(defaultValue = "0") int to) {
        Person who = persons.get(member.workspace(), person);
        if (members.find(member.workspace(), to).isEmpty()) {
            throw new BadInput("to", "Choose a colleague of this workspace.");
        }
        tenancy.in(member.workspace(), () -> {
            for (LeadAssignment lead : leads.of(member.workspace(), who.id())) {
                DefinitionRun run = run(member.workspace(), lead.funnel());
                hands.assign(
                        member.workspace(),
                        run,
                        lead,
                        RoutingDecision.byHand(to, lead.team()),
                        "handed_on",
                        member.user());
            }
        });
        return back(null);
    }

    private DefinitionRun run(int workspace, int funnel) {
        return funnels.active(workspace).stream()
                .filter(run -> run.funnel() == funnel)
                .findFirst()
                .orElseThrow(() -> new BadInput("funnel", "No version of this funnel decides."));
    }

    private Instant due(Member member, String day, String time) {
        try {
            return LocalDate.parse(day)
                    .atTime(time.isBlank() ? LocalTime.of(9, 0) : LocalTime.parse(time))
                    .atZone(workspaces.get(member.workspace()).timeZone())
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new BadInput("day", "Say on which day the next action is due, like 2026-11-30.");
        }
    }

    private static Map<String, Object> remark(String remark) {
        return remark.isBlank() ? Map.of() : Map.of("remark", clip(remark));
    }

    private static String clip(String text) {
        String plain = text.strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    private static View back(@Nullable Person who) {
        return Redirect.to(who == null ? "/today" : "/today?lead=" + who.id());
    }
}
