package dev.sluice.insight.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.insight.WeeklyReviewPart;
import dev.sluice.insight.cohort.ReportParameters;
import dev.sluice.insight.leaks.LeakDropResponse;
import dev.sluice.insight.metrics.ShareResponse;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The weekly review by API. */
@RestController
class WeeklyReviewApi {
    /**
     * People to whom this happened; {@code usual} is the mean of the thirteen weeks before without those who came by an
     * import, and {@code verdict} is "far below" or "far above" it, or "".
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewHappened")
    record ReviewCountResponse(String what, long week, long before, double usual, String verdict) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewOverdue")
    record OverdueResponse(String stage, long people, Instant since) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewSilent")
    record Silent(String source, @Nullable Instant since) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewStep")
    record StageChangeResponse(
            String stage,
            @Nullable ShareResponse before,
            @Nullable ShareResponse after,
            boolean beyondChance) {}

    /** {@code until} is left out while the version decides. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReviewChange")
    record DefinitionChangeResponse(
            int version, Instant since, @Nullable Instant until, String note, List<StageChangeResponse> stages) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewPart")
    record ReviewSectionResponse(String title, List<String> notes) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewProposal")
    record ProposalResponse(
            String stage,
            double asked,
            double proposed,
            @Nullable ShareResponse winsKept,
            @Nullable ShareResponse lossesKeptOut,
            int version) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewReport")
    record WeeklyReviewResponse(
            String funnel,
            LocalDate monday,
            List<ReviewCountResponse> happened,
            List<LeakDropResponse> leaks,
            List<OverdueResponse> overdue,
            List<Silent> silent,
            List<DefinitionChangeResponse> changes,
            List<ReviewSectionResponse> parts,
            List<ProposalResponse> proposals) {}

    private final WeeklyReviews reviews;
    private final ThresholdProposals proposals;

    WeeklyReviewApi(WeeklyReviews reviews, ThresholdProposals proposals) {
        this.reviews = reviews;
        this.proposals = proposals;
    }

    /** The last full week: what happened, what leaks, what is overdue, what was changed and what came of it. */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/review")
    @ReportParameters
    WeeklyReviewResponse review(ApiCaller caller, @RequestParam Map<String, String> parameters) {
        WeeklyReview review = reviews.of(caller.workspace(), parameters);
        String funnel = review.filter().run().definition().name();
        return new WeeklyReviewResponse(
                funnel,
                review.monday(),
                review.lines().stream()
                        .map(line -> new ReviewCountResponse(
                                line.what(), line.now(), line.before(), line.usual(), line.verdict()))
                        .toList(),
                review.worst().stream()
                        .map(one -> LeakDropResponse.of(one.leak()))
                        .toList(),
                review.overdue().stream()
                        .map(one -> new OverdueResponse(one.stage(), one.people(), one.longest()))
                        .toList(),
                review.silent().stream()
                        .map(line -> new Silent(
                                line.source().isEmpty() ? FunnelReports.BLANK : line.source(), line.silentSince()))
                        .toList(),
                review.changes().stream().map(WeeklyReviewApi::change).toList(),
                review.parts().stream()
                        .map(part -> new ReviewSectionResponse(
                                part.title(),
                                part.notes().stream()
                                        .map(WeeklyReviewPart.ReviewNote::text)
                                        .toList()))
                        .toList(),
                proposals.open(caller.workspace()).stream()
                        .filter(one -> one.funnel().equals(funnel))
                        .map(WeeklyReviewApi::proposal)
                        .toList());
    }

    private static DefinitionChangeResponse change(WeeklyReview.DefinitionChange change) {
        return new DefinitionChangeResponse(
                change.version(),
                change.at(),
                change.next(),
                change.note(),
                change.steps().stream()
                        .map(step -> new StageChangeResponse(
                                step.stage(),
                                ShareResponse.of(step.before()),
                                ShareResponse.of(step.after()),
                                step.certain()))
                        .toList());
    }

    private static ProposalResponse proposal(ThresholdProposal one) {
        return new ProposalResponse(
                one.stage(),
                one.asked(),
                one.proposed(),
                ShareResponse.of(one.wins()),
                ShareResponse.of(one.losses()),
                one.version());
    }
}
