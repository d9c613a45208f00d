package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealFilter;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSummary;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The list of deals with its filters and sums. */
@Component
class DealListView {
    private static final int PAGE = 100;

    private final Pages pages;
    private final DealSearch search;
    private final ActivePipelines ways;
    private final Members members;
    private final MemberTime time;

    DealListView(Pages pages, DealSearch search, ActivePipelines ways, Members members, MemberTime time) {
        this.pages = pages;
        this.search = search;
        this.ways = ways;
        this.members = members;
        this.time = time;
    }

    /** @param messages results of a bulk change, a line each */
    View of(Member member, Map<String, String> query, int from, List<String> messages) {
        DealFilter filter = DealFilter.of(query);
        int offset = Math.clamp(from, 0, 1_000_000);
        Page<DealSummary> page =
                Page.at(offset, search.page(member.workspace(), member.user(), filter, offset, PAGE + 1), PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("cards", page.items());
        model.put("sums", search.sums(member.workspace(), member.user(), filter));
        model.put("filter", filter);
        model.put("ways", ways.of(member.workspace()));
        model.put("members", members.all(member.workspace()));
        model.put("told", messages);
        model.put("from", offset);
        model.put("next", page.more() ? offset + PAGE : 0);
        model.put("when", time.of(member));
        return pages.page("deal/board/list", model);
    }
}
