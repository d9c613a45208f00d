package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealPanel;
import dev.sluice.deal.DealSummary;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The views of one deal: its page, the dialog that moves it, and the answer to a dropped card. */
@Component
class DealViews {
    private final Pages pages;
    private final DealDetail detail;
    private final ActivePipelines ways;
    private final DealChecklists checklists;
    private final Members members;
    private final List<DealPanel> panels;
    private final MemberTime time;

    DealViews(
            Pages pages,
            DealDetail detail,
            ActivePipelines ways,
            DealChecklists checklists,
            Members members,
            ObjectProvider<DealPanel> panels,
            MemberTime time) {
        this.pages = pages;
        this.detail = detail;
        this.ways = ways;
        this.checklists = checklists;
        this.members = members;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(DealPanel::order))
                .toList();
        this.time = time;
    }

    /** The page, with the errors of a form and what was typed in it. */
    View page(Member member, long id, int status, Map<String, String> form, Map<String, String> errors) {
        int workspace = member.workspace();
        DealSummary card = detail.card(workspace, id);
        Map<String, Object> model = new HashMap<>();
        model.put("deal", card);
        model.put("more", detail.more(workspace, id));
        model.put("people", detail.people(workspace, id));
        model.put("log", detail.log(workspace, id));
        ActivePipeline way = ActivePipelines.of(ways.of(workspace), card.funnel(), card.pipeline())
                .orElse(null);
        model.put("way", way);
        model.put(
                "checklist",
                checklists.of(
                        workspace, card, way == null ? null : way.pipeline().stage(card.stage())));
        List<Member> all = members.all(workspace);
        model.put("members", all);
        model.put("users", all.stream().collect(Collectors.toMap(Member::user, Member::name)));
        model.put("panels", panels);
        model.put("said", form);
        model.put("faults", errors);
        model.put("when", time.of(member));
        return pages.page(status, "deal/board/deal", model);
    }

    View moving(Member member, long id, int status, String to, Map<String, String> form, Map<String, String> errors) {
        DealSummary card = detail.card(member.workspace(), id);
        Map<String, Object> model = new HashMap<>();
        model.put("deal", card);
        model.put(
                "way",
                ActivePipelines.of(ways.of(member.workspace()), card.funnel(), card.pipeline())
                        .orElse(null));
        model.put("to", to);
        model.put("said", form);
        model.put("faults", errors);
        model.put("people", detail.people(member.workspace(), id));
        model.put("members", members.all(member.workspace()));
        return pages.page(status, "deal/board/moving", model);
    }

    /** A card that was dropped: a sentence about it, and where undoing leads. */
    View moved(Member member, long id, int status, DealSummary before, String sentence) {
        return pages.page(
                status,
                "deal/board/moved",
                Map.of("deal", detail.card(member.workspace(), id), "before", before, "sentence", sentence));
    }
}
