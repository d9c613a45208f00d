package dev.sluice.handoff;

import dev.sluice.handoff.TodayRows.Row;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Live;
import dev.sluice.platform.NavEntry;
import dev.sluice.platform.Pages;
import dev.sluice.platform.Tenancy;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Run;
import dev.sluice.workspace.Allowed;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.view.RedirectView;

/** Today: what a salesperson is to do next, and why, with everything needed to do it beside it. */
@Controller
@Allowed(Role.MEMBER)
class TodayPages {
    /** Why sales gives a lead back; the word is what reports count. */
    static final Map<String, String> REJECTIONS = Map.of(
            "not_a_fit", "Not a fit",
            "no_need", "No need",
            "no_budget", "No budget",
            "wrong_time", "Wrong time",
            "no_authority", "Not the one who decides",
            "not_reached", "Cannot be reached",
            "competitor", "Went to a competitor",
            "duplicate", "A duplicate");

    static final List<String> OUTCOMES =
            List.of("connected", "no answer", "left a message", "call back later", "not interested", "wrong number");

    private static final int LONGEST = 4_000;

    /** The questions of qualification, each a trait that gates can ask for. */
    private static final Set<String> QUESTIONS = Set.of(
            "need", "budget_range", "decision_maker", "timeline", "role", "current_situation", "others_involved");

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        NavEntry today() {
            return new NavEntry(10, "today", "Today", "/today", "today");
        }
    }

    private final Pages pages;
    private final TodayRows rows;
    private final LeadRows leads;
    private final Leads hands;
    private final Tasks tasks;
    private final Members members;
    private final Say say;
    private final Live live;
    private final Persons persons;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    TodayPages(
            Pages pages,
            TodayRows rows,
            LeadRows leads,
            Leads hands,
            Tasks tasks,
            Members members,
            Say say,
            Live live,
            Persons persons,
            Funnels funnels,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.pages = pages;
        this.rows = rows;
        this.leads = leads;
        this.hands = hands;
        this.tasks = tasks;
        this.members = members;
        this.say = say;
        this.live = live;
        this.persons = persons;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @GetMapping("/today")
    View today(Member member, @RequestParam(defaultValue = "mine") String whose) {
        return pages.page("handoff/today", queue(member, whose));
    }

    @GetMapping("/today/queue")
    View queue(
            Member member,
            @RequestParam(defaultValue = "mine") String whose,
            @RequestParam(defaultValue = "0") long chosen) {
        Map<String, Object> shown = queue(member, whose);
        shown.put("chosen", chosen);
        return pages.page("handoff/queue", shown);
    }

    private Map<String, Object> queue(Member member, String whose) {
        Integer owner = whose.equals("all") ? null : member.user();
        List<Row> queue = rows.queue(member.workspace(), owner);
        Map<String, Object> shown = new HashMap<>();
        shown.put("rows", queue);
        shown.put("held", rows.held(member.workspace(), owner));
        shown.put("whose", owner == null ? "all" : "mine");
        shown.put("chosen", queue.isEmpty() ? 0L : queue.getFirst().person());
        shown.put("when", when(member));
        return shown;
    }

    /** Says "changed" whenever this list is another than before. */
    @GetMapping("/today/live")
    SseEmitter live(Member member, @RequestParam(defaultValue = "mine") String whose) {
        return live.watch(member.workspace(), whose.equals("all") ? Queue.ofEverybody() : Queue.of(member.user()));
    }

    /** The lead beside the list. */
    @GetMapping("/today/{person}")
    View lead(Member member, @PathVariable long person) {
        var who = persons.get(member.workspace(), person);
        return pages.page(
                "handoff/lead",
                Map.of(
                        "person", who,
                        "leads", tenancy.read(member.workspace(), () -> leads.of(member.workspace(), who.id())),
                        "tasks",
                                tenancy.read(
                                        member.workspace(), () -> tasks.open(member.workspace(), List.of(who.id()))),
                        "given", rows.given(member.workspace(), who.id()),
                        "facts", persons.facts(member.workspace(), who.id()),
                        "reps", members.all(member.workspace()),
                        "when", when(member)));
    }

    @PostMapping("/today/{person}/accept")
    View accept(Member member, @PathVariable long person) {
        say.say(member, person, "accepted_by_sales", "", Map.of(), Map.of());
        return back(person);
    }

    @PostMapping("/today/{person}/reject")
    View reject(
            Member member,
            @PathVariable long person,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String remark) {
        persons.get(member.workspace(), person);
        if (!REJECTIONS.containsKey(reason)) {
            throw new BadInput("reason", "Choose why the lead is given back.");
        }
        say.say(member, person, "rejected_by_sales", reason, Map.of(), remark(remark));
        return back(0);
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
        persons.get(member.workspace(), person);
        if (!OUTCOMES.contains(outcome)) {
            throw new BadInput("outcome", "Choose how the call went.");
        }
        Instant due = next.isBlank() ? null : due(member, day, "");
        say.say(member, person, "call_logged", outcome, Map.of(), remark(remark));
        if (due != null) {
            task(member, person, "call", next, due);
        }
        return back(person);
    }

    @PostMapping("/today/{person}/tasks")
    View plan(
            Member member,
            @PathVariable long person,
            @RequestParam(defaultValue = "call") String kind,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String time) {
        persons.get(member.workspace(), person);
        task(member, person, kind, what, due(member, day, time));
        return back(person);
    }

    @PostMapping("/today/tasks/{task}/done")
    View done(Member member, @PathVariable long task, @RequestParam(defaultValue = "done") String outcome) {
        Tasks.Task ended = tenancy.in(
                member.workspace(), () -> tasks.done(member.workspace(), task, member.user(), clip(outcome)));
        return back(ended.person());
    }

    /** What the lead answered to the questions of qualification; each answer is a trait from now on. */
    @PostMapping("/today/{person}/qualify")
    View qualify(Member member, @PathVariable long person, @RequestParam Map<String, String> said) {
        persons.get(member.workspace(), person);
        Map<String, Object> traits = new HashMap<>();
        for (String question : QUESTIONS) {
            String answer = said.getOrDefault(question, "").strip();
            if (!answer.isEmpty()) {
                traits.put(question, question.equals("decision_maker") ? answer.equals("yes") : clip(answer));
            }
        }
        if (traits.isEmpty()) {
            throw new BadInput("need", "Answer at least one question.");
        }
        say.say(
                member,
                person,
                "qualified",
                String.join(",", traits.keySet().stream().sorted().toList()),
                traits,
                Map.of());
        return back(person);
    }

    /** Gives the lead to a colleague. */
    @PostMapping("/today/{person}/hand-on")
    View handOn(Member member, @PathVariable long person, @RequestParam(defaultValue = "0") int to) {
        long known = persons.get(member.workspace(), person).id();
        tenancy.in(member.workspace(), () -> {
            if (members.find(member.workspace(), to).isEmpty()) {
                throw new BadInput("to", "Choose a colleague of this workspace.");
            }
            for (Lead lead : leads.of(member.workspace(), known)) {
                hands.assign(
                        member.workspace(),
                        run(member.workspace(), lead.funnel()),
                        lead,
                        to,
                        lead.team(),
                        "handed_on",
                        member.user(),
                        List.of(),
                        "");
            }
        });
        return back(0);
    }

    private Run run(int workspace, int funnel) {
        return funnels.active(workspace).stream()
                .filter(run -> run.funnel() == funnel)
                .findFirst()
                .orElseThrow(() -> new BadInput("funnel", "No version of this funnel decides."));
    }

    private void task(Member member, long person, String kind, String what, Instant due) {
        long known = persons.get(member.workspace(), person).id();
        tenancy.in(member.workspace(), () -> {
            String team = leads.of(member.workspace(), known).stream()
                    .map(Lead::team)
                    .findFirst()
                    .orElse("sales");
            tasks.add(member.workspace(), known, member.user(), team, kind, what, due, member.user());
        });
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

    private static View back(long person) {
        return new RedirectView(person == 0 ? "/today" : "/today?lead=" + person);
    }

    private When when(Member member) {
        return new When(clock.instant(), workspaces.get(member.workspace()).timeZone());
    }

    static List<Map.Entry<String, String>> rejections() {
        List<Map.Entry<String, String>> all = new ArrayList<>(REJECTIONS.entrySet());
        all.sort(Map.Entry.comparingByValue());
        return all;
    }

    /** What the person's facts say to a question, "" when nothing. */
    static String fact(List<Persons.Fact> facts, String trait) {
        return facts.stream()
                .filter(fact -> fact.trait().equals(trait))
                .map(Persons.Fact::value)
                .findFirst()
                .orElse("");
    }

    static String stage(String id) {
        return dev.sluice.standing.Wording.stage(id);
    }
}
