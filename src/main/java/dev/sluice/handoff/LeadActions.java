package dev.sluice.handoff;

import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Accepting, rejecting and qualifying a lead from Today; each becomes a signal. */
@Controller
@RequiresRole(Role.MEMBER)
class LeadActions {
    /** The questions of qualification, each a trait that gates can ask for. */
    private static final Set<String> QUESTIONS = Set.of(
            "need", "budget_range", "decision_maker", "timeline", "role", "current_situation", "others_involved");

    private final ManualSignals signals;
    private final Persons persons;
    private final LeadAssignmentRows leads;
    private final TodayUpdates updates;
    private final Tenancy tenancy;
    private final InstantSource clock;

    LeadActions(
            ManualSignals signals,
            Persons persons,
            LeadAssignmentRows leads,
            TodayUpdates updates,
            Tenancy tenancy,
            InstantSource clock) {
        this.signals = signals;
        this.persons = persons;
        this.leads = leads;
        this.updates = updates;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @PostMapping("/today/{person}/accept")
    View accept(Member member, @PathVariable("person") long id) {
        Person person = persons.get(member.workspace(), id);
        signals.tell(Teller.of(member), person, HandoffSignals.ACCEPTED, "", Map.of(), Map.of());
        return Redirect.to(LeadInput.todayOf(person));
    }

    @PostMapping("/today/{person}/reject")
    View reject(
            Member member,
            @PathVariable("person") long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String remark) {
        Person person = persons.get(member.workspace(), id);
        if (!RejectionReasons.TITLES.containsKey(reason)) {
            throw new BadInput("reason", "Choose why the lead is given back.");
        }
        int workspace = member.workspace();
        tenancy.insist(workspace, () -> {
            signals.tell(
                    Teller.of(member), person, HandoffSignals.REJECTED, reason, Map.of(), LeadInput.remark(remark));
            Set<Integer> owners = leads.hide(workspace, person.id(), clock.instant());
            owners.forEach(owner -> updates.changed(workspace, owner));
            return owners;
        });
        return Redirect.to("/today");
    }

    /** Records the answers to the questions of qualification as traits. */
    @PostMapping("/today/{person}/qualify")
    View qualify(Member member, @PathVariable("person") long id, @RequestParam Map<String, String> form) {
        Person person = persons.get(member.workspace(), id);
        Map<String, Object> traits = new TreeMap<>();
        for (String question : QUESTIONS) {
            String answer = form.getOrDefault(question, "").strip();
            if (!answer.isEmpty()) {
                traits.put(
                        question,
                        question.equals("decision_maker") ? answer.equals("yes") : LeadInput.truncate(answer));
            }
        }
        if (traits.isEmpty()) {
            throw new BadInput("need", "Answer at least one question.");
        }
        String subject = String.join(",", traits.keySet());
        signals.tell(Teller.of(member), person, HandoffSignals.QUALIFIED, subject, traits, Map.of());
        return Redirect.to(LeadInput.todayOf(person));
    }
}
