package dev.sluice.handoff.today;

import dev.sluice.handoff.TodayPart;
import dev.sluice.handoff.TodayUpdates;
import dev.sluice.handoff.routing.Workloads;
import dev.sluice.handoff.today.TodayQueue.QueueItem;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.LiveUpdates;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Today: the leads of a salesperson by what is due next. */
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
    private final TodayQueue queue;
    private final Workloads workloads;
    private final LiveUpdates live;
    private final TimeFormats times;
    private final List<TodayPart> parts;

    TodayPages(
            Pages pages,
            TodayQueue queue,
            Workloads workloads,
            LiveUpdates live,
            TimeFormats times,
            List<TodayPart> parts) {
        this.pages = pages;
        this.queue = queue;
        this.workloads = workloads;
        this.live = live;
        this.times = times;
        this.parts =
                parts.stream().sorted(Comparator.comparingInt(TodayPart::order)).toList();
    }

    @GetMapping("/today")
    View today(Member member, @RequestParam(defaultValue = "mine") String whose) {
        Map<String, Object> model = model(member, whose);
        model.put("parts", parts.stream().map(part -> part.fragment(whose)).toList());
        return pages.page("handoff/today/today", model);
    }

    @GetMapping("/today/queue")
    View queue(
            Member member,
            @RequestParam(defaultValue = "mine") String whose,
            @RequestParam(defaultValue = "0") long chosen) {
        Map<String, Object> model = model(member, whose);
        model.put("chosen", chosen);
        return pages.page("handoff/today/queue", model);
    }

    private Map<String, Object> model(Member member, String whose) {
        Integer owner = whose.equals("all") ? null : member.user();
        List<QueueItem> leads = queue.of(member.workspace(), owner);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", leads);
        model.put("held", workloads.count(member.workspace(), owner));
        model.put("whose", owner == null ? "all" : "mine");
        model.put("chosen", leads.isEmpty() ? 0L : leads.getFirst().person());
        model.put("when", times.now(member.workspace()));
        return model;
    }

    /** Says "changed" whenever this list is another than before. */
    @GetMapping("/today/live")
    SseEmitter live(Member member, @RequestParam(defaultValue = "mine") String whose) {
        return live.watch(
                member.workspace(), whose.equals("all") ? TodayUpdates.ofEverybody() : TodayUpdates.of(member.user()));
    }

    static String stage(String id) {
        return DisplayFormat.stage(id);
    }
}
