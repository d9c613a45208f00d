package dev.sluice.handoff.today;

import dev.sluice.handoff.LeadAssignmentRows;
import dev.sluice.handoff.Tasks;
import dev.sluice.handoff.TodayPart;
import dev.sluice.handoff.TodayUpdates;
import dev.sluice.handoff.routing.OwnedLeadRows;
import dev.sluice.handoff.today.TodayRows.QueueItem;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.LiveUpdates;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Today: what a salesperson is to do next, and why, with everything needed to do it beside it. */
@Controller
@RequiresRole(Role.MEMBER)
class TodayPages {
    @Configuration(proxyBeanMethods = false)
    static class TodayNavigation {
        @Bean
        NavEntry today() {
            return new NavEntry(10, "today", "Today", "/today", "today");
        }
    }

    private final Pages pages;
    private final TodayRows rows;
    private final LeadAssignmentRows leads;
    private final OwnedLeadRows ownedLeads;
    private final Tasks tasks;
    private final Members members;
    private final LiveUpdates live;
    private final Persons persons;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final List<TodayPart> parts;

    TodayPages(
            Pages pages,
            TodayRows rows,
            LeadAssignmentRows leads,
            OwnedLeadRows ownedLeads,
            Tasks tasks,
            Members members,
            LiveUpdates live,
            Persons persons,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock,
            List<TodayPart> parts) {
        this.pages = pages;
        this.rows = rows;
        this.leads = leads;
        this.ownedLeads = ownedLeads;
        this.tasks = tasks;
        this.members = members;
        this.live = live;
        this.persons = persons;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
        this.parts =
                parts.stream().sorted(Comparator.comparingInt(TodayPart::order)).toList();
    }

    @GetMapping("/today")
    View today(Member member, @RequestParam(defaultValue = "mine") String whose) {
        Map<String, Object> shown = queue(member, whose);
        shown.put("parts", parts.stream().map(part -> part.fragment(whose)).toList());
        return pages.page("handoff/today/today", shown);
    }

    @GetMapping("/today/queue")
    View queue(
            Member member,
            @RequestParam(defaultValue = "mine") String whose,
            @RequestParam(defaultValue = "0") long chosen) {
        Map<String, Object> shown = queue(member, whose);
        shown.put("chosen", chosen);
        return pages.page("handoff/today/queue", shown);
    }

    private Map<String, Object> queue(Member member, String whose) {
        Integer owner = whose.equals("all") ? null : member.user();
        List<QueueItem> queue = rows.queue(member.workspace(), owner);
        Map<String, Object> shown = new HashMap<>();
        shown.put("rows", queue);
        shown.put("held", ownedLeads.count(member.workspace(), owner));
        shown.put("whose", owner == null ? "all" : "mine");
        shown.put("chosen", queue.isEmpty() ? 0L : queue.getFirst().person());
        shown.put("when", when(member));
        return shown;
    }

    /** Says "changed" whenever this list is another than before. */
    @GetMapping("/today/live")
    SseEmitter live(Member member, @RequestParam(defaultValue = "mine") String whose) {
        return live.watch(
                member.workspace(), whose.equals("all") ? TodayUpdates.ofEverybody() : TodayUpdates.of(member.user()));
    }

    /** The lead beside the list. */
    @GetMapping("/today/{person}")
    View lead(Member member, @PathVariable long person) {
        Person who = persons.get(member.workspace(), person);
        return pages.page(
                "handoff/today/lead",
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

    private TimeFormat when(Member member) {
        return new TimeFormat(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
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
        return DisplayFormat.stage(id);
    }
}
