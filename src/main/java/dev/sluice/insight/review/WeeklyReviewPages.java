package dev.sluice.insight.review;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The weekly review as a page to print, who has it by mail, and the proposal of the quarter. */
@Controller
@RequiresRole(Role.MEMBER)
class WeeklyReviewPages {
    private final Pages pages;
    private final WeeklyReviews reviews;
    private final WeeklyReviewSubscriptions subscriptions;
    private final ThresholdProposals proposals;
    private final Funnels funnels;
    private final AuditLog audit;

    WeeklyReviewPages(
            Pages pages,
            WeeklyReviews reviews,
            WeeklyReviewSubscriptions subscriptions,
            ThresholdProposals proposals,
            Funnels funnels,
            AuditLog audit) {
        this.pages = pages;
        this.reviews = reviews;
        this.subscriptions = subscriptions;
        this.proposals = proposals;
        this.funnels = funnels;
        this.audit = audit;
    }

    @GetMapping("/insight/review")
    View review(Member member, @RequestParam Map<String, String> parameters) {
        if (funnels.active(member.workspace()).isEmpty()) {
            return Redirect.to("/insight");
        }
        WeeklyReview review = reviews.of(member.workspace(), parameters);
        Map<String, Object> model = new HashMap<>();
        model.put("review", review);
        model.put("proposals", proposals.open(member.workspace()));
        model.put("mailed", subscriptions.isSubscribed(member));
        model.put("mayWrite", member.role().covers(Role.MANAGER));
        model.put("when", new TimeFormat(review.filter().seen(), review.filter().zone()));
        return pages.page("insight/review/review", model);
    }

    /** What happened, the leaks, or the changes. */
    @GetMapping("/insight/review.csv")
    void csv(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "happened") String table,
            HttpServletResponse response)
            throws IOException {
        WeeklyReview review = reviews.of(member.workspace(), parameters);
        CsvOutput.send(
                response,
                "review-" + table,
                switch (table) {
                    case "happened" -> review.cells();
                    case "leaks" -> review.leaks().cells();
                    case "changes" -> review.changeCells();
                    default -> throw new BadInput("table", "Say happened, leaks or changes.");
                });
    }

    /** Whether one has the review by mail on Monday morning. */
    @PostMapping("/insight/review/mail")
    View mail(Member member, @RequestParam(defaultValue = "false") boolean wanted) {
        subscriptions.set(member, wanted);
        return Redirect.to("/insight/review");
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/insight/threshold/dismissal")
    View dismiss(Member member, @RequestParam(defaultValue = "") String funnel) {
        if (proposals.dismiss(member, funnel)) {
            audit.note(member, "threshold proposal dismissed", funnel, Map.of());
        }
        return Redirect.to("/insight/review");
    }
}
