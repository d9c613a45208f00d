package dev.sluice.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.insight.LeakApi.Drop;
import dev.sluice.insight.MetricApi.Share;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Scoped;
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
class ReviewApi {
    /** People to whom this happened; {@code usual} is the mean of the thirteen weeks before. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewHappened")
    record Happened(String what, long week, long before, double usual) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewOverdue")
    record Overdue(String stage, long people, Instant since) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewSilent")
    record Silent(String source, @Nullable Instant since) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewStep")
    record Step(
            String stage, @Nullable Share before, @Nullable Share after, boolean beyondChance) {}

    /** {@code until} is left out while the version decides. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReviewChange")
    record Change(int version, Instant since, @Nullable Instant until, String note, List<Step> stages) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewPart")
    record Part(String title, List<String> notes) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewProposal")
    record Proposal(
            String stage,
            double asked,
            double proposed,
            @Nullable Share winsKept,
            @Nullable Share lossesKeptOut,
            int version) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ReviewReport")
    record Answer(
            String funnel,
            LocalDate monday,
            List<Happened> happened,
            List<Drop> leaks,
            List<Overdue> overdue,
            List<Silent> silent,
            List<Change> changes,
            List<Part> parts,
            List<Proposal> proposals) {}

    private final Reviews reviews;
    private final Proposals proposals;

    ReviewApi(Reviews reviews, Proposals proposals) {
        this.reviews = reviews;
        this.proposals = proposals;
    }

    /** The last full week: what happened, what leaks, what is overdue, what was changed and what came of it. */
    @Scoped("reports:read")
    @GetMapping("/api/v1/reports/review")
    Answer review(ApiCaller caller, @RequestParam Map<String, String> said) {
        Review review = reviews.of(caller.workspace(), said);
        String funnel = review.lens().run().definition().name();
        return new Answer(
                funnel,
                review.monday(),
                review.lines().stream()
                        .map(line -> new Happened(line.what(), line.now(), line.before(), line.usual()))
                        .toList(),
                review.worst().stream().map(one -> Drop.of(one.leak())).toList(),
                review.overdue().stream()
                        .map(one -> new Overdue(one.stage(), one.people(), one.longest()))
                        .toList(),
                review.silent().stream()
                        .map(line ->
                                new Silent(line.source().isEmpty() ? Reports.BLANK : line.source(), line.silentSince()))
                        .toList(),
                review.changes().stream().map(ReviewApi::change).toList(),
                review.parts().stream()
                        .map(part -> new Part(
                                part.title(),
                                part.notes().stream().map(ReviewPart.Note::text).toList()))
                        .toList(),
                proposals.open(caller.workspace()).stream()
                        .filter(one -> one.funnel().equals(funnel))
                        .map(ReviewApi::proposal)
                        .toList());
    }

    private static Change change(Review.Change change) {
        return new Change(
                change.version(),
                change.at(),
                change.next(),
                change.note(),
                change.steps().stream()
                        .map(step ->
                                new Step(step.stage(), Share.of(step.before()), Share.of(step.after()), step.certain()))
                        .toList());
    }

    private static Proposal proposal(Proposals.Proposal one) {
        return new Proposal(
                one.stage(), one.asked(), one.proposed(), Share.of(one.wins()), Share.of(one.losses()), one.version());
    }
}
