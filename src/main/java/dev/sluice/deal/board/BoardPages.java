package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealFilter;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSearch.StalledCount;
import dev.sluice.deal.DealSearch.Sum;
import dev.sluice.deal.DealSummary;
import dev.sluice.deal.projection.Projection;
import dev.sluice.funnel.Pipeline;
import dev.sluice.handoff.TodayPart;
import dev.sluice.platform.web.LiveUpdates;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The pipeline as a board by stage, and its parts of Today. */
@Controller
@RequiresRole(Role.MEMBER)
class BoardPages {
    /** How many cards of a column are drawn at once. */
    static final int COLUMN = 30;

    private static final int SHOWN = 8;

    /** @param stage null for deals that stand where the definition has no stage (any more) */
    record BoardColumn(String id, Pipeline.@Nullable PipelineStage stage, List<DealSummary> cards, List<Sum> sums) {
        long deals() {
            return sums.stream().mapToLong(Sum::deals).sum();
        }

        long stalled() {
            return sums.stream().mapToLong(Sum::stalled).sum();
        }
    }

    /**
     * How many cards of each column an open board shows, so that a refresh keeps what "Show more" has loaded.
     *
     * @param columns cards by the id of their stage, where they are more than the first ones
     */
    record LoadedCards(Map<String, Integer> columns) {
        private static final Pattern LOADED = Pattern.compile("([^:,]{1,100}):(\\d{1,6})");
        private static final int MOST = 2_000;

        /** Reads "qualified:60,proposal:30"; what is not written like that is left out. */
        static LoadedCards read(@Nullable String text) {
            Map<String, Integer> columns = new HashMap<>();
            Matcher found = LOADED.matcher(text == null ? "" : text);
            while (found.find()) {
                columns.put(found.group(1), Math.min(Integer.parseInt(found.group(2)), MOST));
            }
            return new LoadedCards(columns);
        }

        /** The most cards that any column shows. */
        int most() {
            return columns.values().stream().mapToInt(Integer::intValue).reduce(COLUMN, Math::max);
        }

        /** Of these cards, in the order of their columns, those that the board shows. */
        List<DealSummary> of(List<DealSummary> cards) {
            Map<String, Integer> shown = new HashMap<>();
            List<DealSummary> kept = new ArrayList<>();
            for (DealSummary card : cards) {
                int most = Math.max(COLUMN, columns.getOrDefault(card.stage(), 0));
                if (shown.merge(card.stage(), 1, Integer::sum) <= most) {
                    kept.add(card);
                }
            }
            return kept;
        }
    }

    private record BoardSlice(int order, String path) implements TodayPart {
        @Override
        public String fragment(String whose) {
            return whose.equals("all") ? path : path + "?owner=mine";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BoardNavigation {
        @Bean
        NavEntry pipelineEntry() {
            return new NavEntry(35, "pipeline", "Pipeline", "/pipeline", "pipeline");
        }

        @Bean
        TodayPart stalledDeals() {
            return new BoardSlice(20, "/pipeline/stalled");
        }

        @Bean
        TodayPart askingDeals() {
            return new BoardSlice(21, "/pipeline/asking");
        }
    }

    private final Pages pages;
    private final DealSearch search;
    private final ActivePipelines ways;
    private final DealChecklists checklists;
    private final Members members;
    private final LiveUpdates live;
    private final MemberTime time;

    BoardPages(
            Pages pages,
            DealSearch search,
            ActivePipelines ways,
            DealChecklists checklists,
            Members members,
            LiveUpdates live,
            MemberTime time) {
        this.pages = pages;
        this.search = search;
        this.ways = ways;
        this.checklists = checklists;
        this.members = members;
        this.live = live;
        this.time = time;
    }

    @GetMapping("/pipeline")
    View board(Member member, @RequestParam Map<String, String> asked) {
        return pages.page("deal/board/board", shown(member, asked));
    }

    /** The columns alone, for a board that is open already. */
    @GetMapping("/pipeline/columns")
    View columns(Member member, @RequestParam Map<String, String> asked) {
        return pages.page("deal/board/columns", shown(member, asked));
    }

    private Map<String, Object> shown(Member member, Map<String, String> asked) {
        int workspace = member.workspace();
        List<ActivePipeline> all = ways.of(workspace);
        ActivePipeline way = all.stream()
                .filter(one -> one.code().equals(asked.get("pipeline")))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
        Map<String, String> of = new HashMap<>(asked);
        of.put("pipeline", way == null ? "" : way.code());
        of.put("state", "open");
        of.remove("stage");
        DealFilter filter = DealFilter.of(of);
        List<Sum> sums = search.sums(workspace, member.user(), filter);
        Map<String, Object> shown = new HashMap<>();
        shown.put("ways", all);
        shown.put("way", way);
        shown.put("filter", filter);
        shown.put("members", members.all(workspace));
        LoadedCards loaded = LoadedCards.read(asked.get("loaded"));
        List<DealSummary> cards =
                way == null ? List.of() : loaded.of(search.columns(workspace, member.user(), filter, loaded.most()));
        shown.put("columns", way == null ? List.of() : columns(way, sums, cards));
        shown.put("done", way == null ? Map.of() : checklists.progress(workspace, way, cards));
        shown.put("sums", sums);
        shown.put("when", time.of(member));
        return shown;
    }

    static List<BoardColumn> columns(ActivePipeline way, List<Sum> sums, List<DealSummary> cards) {
        Map<String, Pipeline.@Nullable PipelineStage> stages = new LinkedHashMap<>();
        way.pipeline().stages().forEach(stage -> stages.put(stage.id(), stage));
        sums.forEach(sum -> stages.putIfAbsent(sum.stage(), null));
        List<BoardColumn> columns = new ArrayList<>();
        stages.forEach((id, stage) -> columns.add(new BoardColumn(
                id,
                stage,
                cards.stream().filter(card -> card.stage().equals(id)).toList(),
                sums.stream().filter(sum -> sum.stage().equals(id)).toList())));
        return columns;
    }

    /** The next cards of a column. */
    @GetMapping("/pipeline/cards")
    View cards(Member member, @RequestParam Map<String, String> asked, @RequestParam(defaultValue = "0") int from) {
        DealFilter filter = DealFilter.of(asked);
        Page<DealSummary> page = Page.at(
                from,
                search.page(member.workspace(), member.user(), filter, Math.clamp(from, 0, 1_000_000), COLUMN + 1),
                COLUMN);
        Map<Long, String> done = ways.of(member.workspace()).stream()
                .filter(way -> way.code().equals(filter.pipeline()))
                .findFirst()
                .map(way -> checklists.progress(member.workspace(), way, page.items()))
                .orElse(Map.of());
        return pages.page(
                "deal/board/cards",
                Map.of(
                        "cards",
                        page.items(),
                        "done",
                        done,
                        "filter",
                        filter,
                        "next",
                        page.more() ? from + COLUMN : 0,
                        "when",
                        time.of(member)));
    }

    /** What stalls, for Today: what must be decided first, then what is worth most. */
    @GetMapping("/pipeline/stalled")
    View stalled(Member member, @RequestParam(defaultValue = "") String owner) {
        DealFilter filter = DealFilter.of(Map.of("owner", owner, "stalled", "yes"));
        return part(
                member,
                "deal/board/stalled",
                filter,
                search.stalled(member.workspace(), member.user(), filter, SHOWN),
                search.stalledCount(member.workspace(), member.user(), filter));
    }

    /** Closed deals that lack their amount or reason, for Today: what was told elsewhere is believed, and asked about. */
    @GetMapping("/pipeline/asking")
    View asking(Member member, @RequestParam(defaultValue = "") String owner) {
        DealFilter filter = DealFilter.of(Map.of("owner", owner, "asking", "yes"));
        long deals = search.sums(member.workspace(), member.user(), filter).stream()
                .mapToLong(Sum::deals)
                .sum();
        return part(
                member,
                "deal/board/asking",
                filter,
                search.asking(member.workspace(), member.user(), filter, SHOWN),
                new StalledCount(deals, 0));
    }

    private View part(Member member, String page, DealFilter filter, List<DealSummary> cards, StalledCount count) {
        return pages.page(page, Map.of("cards", cards, "count", count, "filter", filter, "when", time.of(member)));
    }

    /** Says "changed" whenever a deal is another than before. */
    @GetMapping("/pipeline/live")
    SseEmitter live(Member member) {
        return live.watch(member.workspace(), Set.of(Projection.TOPIC));
    }
}
