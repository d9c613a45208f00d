package dev.sluice.handoff.today;

import dev.sluice.handoff.TodayPart;
import dev.sluice.handoff.TodayUpdates;
import dev.sluice.handoff.today.TodayQueue.QueueItem;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.LiveUpdates;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final Members members;
    private final LiveUpdates live;
    private final TimeFormats times;
    private final List<TodayPart> parts;

    TodayPages(
            Pages pages,
            TodayQueue queue,
            Members members,
            LiveUpdates live,
            TimeFormats times,
            List<TodayPart> parts) {
        this.pages = pages;
        this.queue = queue;
        this.members = members;
        this.live = live;
        this.times = times;
        this.parts =
                parts.stream().sorted(Comparator.comparingInt(TodayPart::order)).toList();
    }

    @GetMapping("/today")
    View today(
            Member member,
            @RequestParam(defaultValue = "mine") String whose,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "0") long lead) {
        Map<String, Object> model = model(member, whose, after, lead);
        model.put("parts", parts.stream().map(part -> part.fragment(whose)).toList());
        return pages.page("handoff/today/today", model);
    }

    @GetMapping("/today/queue")
    View queue(
            Member member,
            @RequestParam(defaultValue = "mine") String whose,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "0") long chosen) {
        return pages.page("handoff/today/queue", model(member, whose, after, chosen));
    }

    private Map<String, Object> model(Member member, String whose, String after, long chosen) {
        Page<QueueItem> leads = queue.page(member.workspace(), owner(member, whose), after);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", leads.items());
        model.put("after", after);
        model.put("next", leads.next() == null ? "" : leads.next());
        model.put("whose", whose);
        model.put("members", members.all(member.workspace()));
        model.put("chosen", chosen);
        model.put("when", times.now(member.workspace()));
        return model;
    }

    /** Says "changed" whenever this list is another than before. */
    @GetMapping("/today/live")
    SseEmitter live(Member member, @RequestParam(defaultValue = "mine") String whose) {
        Integer owner = owner(member, whose);
        return live.watch(member.workspace(), owner == null ? TodayUpdates.ofEverybody() : TodayUpdates.of(owner));
    }

    /** The user whose list it is: "mine", the id of another, or "all" (null) for everyone. */
    private static @Nullable Integer owner(Member member, String whose) {
        return switch (whose) {
            case "mine" -> member.user();
            case "all" -> null;
            default -> {
                try {
                    yield Integer.valueOf(whose);
                } catch (NumberFormatException _) {
                    throw new BadInput("whose", "Choose mine, all or a user of this workspace.");
                }
            }
        };
    }
}
