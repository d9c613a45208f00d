package dev.sluice.insight.leaks;

import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.ReportParameters;
import dev.sluice.insight.cohort.ResponseCurve;
import dev.sluice.insight.cohort.ThresholdAudit;
import dev.sluice.insight.metrics.ShareResponse;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Leaks, the response curve and the threshold audit by API; the parameters are those of the five metrics. */
@RestController
class LeakApi {
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeakCaused")
    record Caused(
            LeakDropResponse leak, String cause, String because, List<String> evidence, String fix, String fixAt) {}

    /** {@code silent} are stages too few people have come to. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "LeakReport")
    record Leaking(String funnel, List<Caused> leaks, List<String> silent) {}

    /** {@code odds} is null where all or none were taken. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ResponseBand")
    record ResponseBandResponse(
            String within,
            @Nullable Long seconds,
            @Nullable ShareResponse taken,
            @Nullable Double odds,
            @Nullable Double oddsLow,
            @Nullable Double oddsHigh) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ResponseReport")
    record LeakResponse(
            String funnel,
            @Nullable String stage,
            List<ResponseBandResponse> bands,
            @Nullable ShareResponse notAnswered,
            @Nullable LeakDropResponse lateLastMonth) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ThresholdCut")
    record ThresholdCutResponse(
            double threshold,
            @Nullable ShareResponse winsKept,
            @Nullable ShareResponse lossesKeptOut,
            @Nullable Double parts) {
        static ThresholdCutResponse of(ThresholdAudit.ThresholdCut cut) {
            return new ThresholdCutResponse(
                    cut.threshold(), ShareResponse.of(cut.wins()), ShareResponse.of(cut.losses()), cut.parts());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ThresholdReport")
    record Threshold(
            String funnel,
            @Nullable String stage,
            @Nullable Double asked,
            @Nullable ThresholdCutResponse proposed,
            List<ThresholdCutResponse> cuts) {}

    private final ReportFilterReader filters;
    private final Leaks leaks;
    private final HistoryFindings findings;

    LeakApi(ReportFilterReader filters, Leaks leaks, HistoryFindings findings) {
        this.filters = filters;
        this.leaks = leaks;
        this.findings = findings;
    }

    /** Where the funnel leaks, the most expensive place first, each with its cause. */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/leaks")
    @ReportParameters
    Leaking leaks(ApiCaller caller, @RequestParam Map<String, String> parameters) {
        ReportFilter filter = filters.read(caller.workspace(), parameters);
        LeakReport report = leaks.report(caller.workspace(), filter);
        return new Leaking(
                funnel(filter),
                report.found().stream()
                        .map(one -> new Caused(
                                LeakDropResponse.of(one.leak()),
                                one.cause().name(),
                                one.cause().sentence(),
                                one.cause().evidence(),
                                one.cause().fix(),
                                one.cause().href()))
                        .toList(),
                report.silent());
    }

    /** How many leads sales took, by how long they waited for a first response by a human. */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/response")
    @ReportParameters
    LeakResponse response(ApiCaller caller, @RequestParam Map<String, String> parameters) {
        ReportFilter filter = filters.read(caller.workspace(), parameters);
        HistoryFindings.ResponseHistory answers = findings.answers(caller.workspace(), filter);
        return new LeakResponse(
                funnel(filter),
                answers.stage(),
                answers.curve().bands().stream().map(LeakApi::band).toList(),
                ShareResponse.of(answers.curve().never()),
                answers.late() == null ? null : LeakDropResponse.of(answers.late()));
    }

    private static ResponseBandResponse band(ResponseCurve.ResponseBand band) {
        return new ResponseBandResponse(
                band.label(),
                band.upTo() == Long.MAX_VALUE ? null : (Long) band.upTo(),
                ShareResponse.of(band.rate()),
                band.tells() ? (Double) band.odds() : null,
                band.tells() ? (Double) band.low() : null,
                band.tells() ? (Double) band.high() : null);
    }

    /** The engagement that won and lost people carried at the gate before sales, and the threshold that follows. */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/threshold")
    @ReportParameters
    Threshold threshold(ApiCaller caller, @RequestParam Map<String, String> parameters) {
        ReportFilter filter = filters.read(caller.workspace(), parameters);
        HistoryFindings.ScoreHistory scores = findings.scores(caller.workspace(), filter);
        return new Threshold(
                funnel(filter),
                scores.gate(),
                scores.asked(),
                scores.proposed() == null ? null : ThresholdCutResponse.of(scores.proposed()),
                scores.audit().cuts().stream().map(ThresholdCutResponse::of).toList());
    }

    private static String funnel(ReportFilter filter) {
        return filter.run().definition().name();
    }
}
