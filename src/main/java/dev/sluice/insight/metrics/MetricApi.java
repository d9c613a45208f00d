package dev.sluice.insight.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.ReportParameters;
import dev.sluice.insight.cohort.ResponseWaits;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.statistics.SurvivalCurve;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The five metrics by API. */
@RestController
class MetricApi {
    /** Hours that those who went on had stayed; {@code heading_for} is the share that all are heading for. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "MetricStay")
    record StageStayResponse(
            long n,
            @Nullable Double p25,
            @Nullable Double median,
            @Nullable Double p75,
            @Nullable Double headingFor,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * {@code here} are in the stage now; {@code open}, {@code lost} and {@code disqualified} came no further than it, and are
     * that, wherever they are now.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "MetricAtStage")
    record StageMetricResponse(
            String stage,
            @Nullable ShareResponse conversion,
            long here,
            long open,
            long lost,
            long disqualified,
            @Nullable StageStayResponse hours) {}

    /** Seconds from the stage before sales to the first response by a human. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "MetricResponse")
    record ResponseMetric(
            long n, @Nullable Double median, @Nullable Double p90, long waiting, long never) {}

    /**
     * {@code close} counts people: won, of those who reached the last stage before winning and were decided; {@code
     * deals_closed} counts deals: won, of those that were won or lost in the period, whenever their people came; {@code
     * deals_open} were opened in it and still are open.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "MetricGroup")
    record MetricGroupResponse(
            String group,
            boolean mature,
            long people,
            long won,
            List<StageMetricResponse> stages,
            @Nullable ShareResponse handedOn,
            ResponseMetric response,
            @Nullable ShareResponse close,
            @Nullable ShareResponse dealsClosed,
            long dealsOpen) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MetricReport")
    record MetricResponse(
            String funnel,
            int version,
            String timeZone,
            @Nullable Instant from,
            Instant to,
            @Nullable MetricGroupResponse total,
            @Nullable MetricGroupResponse before,
            @Nullable String by,
            @Nullable List<MetricGroupResponse> rows) {}

    private final ReportFilterReader filters;
    private final Metrics metrics;

    MetricApi(ReportFilterReader filters, Metrics metrics) {
        this.filters = filters;
        this.metrics = metrics;
    }

    /**
     * Conversion at each stage, MQL to SQL, time in stage, first response and close rate of the people who began in the
     * period; the parameters are those of the page: funnel, period (30d, 90d, 12m, all) or from and to, version, source,
     * campaign, form, trait with is, owner, as_of. A large report is answered as it was counted last; for a period until
     * now, to tells when.
     *
     * @param by month, source, campaign, form, owner or trait; left out, the period as a whole and the one before
     */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/metrics")
    @ReportParameters
    MetricResponse metrics(
            ApiCaller caller,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "") String by) {
        ReportFilter filter = filters.read(caller.workspace(), parameters);
        String funnel = filter.run().definition().name();
        String zone = filter.zone().getId();
        int version = filter.run().version();
        if (by.isEmpty()) {
            Metrics.Five five = metrics.five(caller.workspace(), filter);
            CohortMetrics before = five.before();
            return new MetricResponse(
                    funnel,
                    version,
                    zone,
                    five.filter().from(),
                    five.filter().to(),
                    group("total", true, five.now()),
                    before == null ? null : group("before", true, before),
                    null,
                    null);
        }
        CohortBreakdown grouping = GroupTable.by(by, filter);
        return new MetricResponse(
                funnel,
                version,
                zone,
                filter.from(),
                filter.to(),
                null,
                null,
                by,
                metrics.by(caller.workspace(), filter, grouping).stream()
                        .map(row -> group(
                                row.key().isEmpty() ? FunnelReports.BLANK : row.key(), row.mature(), row.measure()))
                        .toList());
    }

    private static MetricGroupResponse group(String name, boolean mature, CohortMetrics measure) {
        List<Stage> stages = measure.stages();
        List<StageMetricResponse> at = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            FunnelCounts.StageCounts figures = measure.figures().stage(i);
            boolean last = i == stages.size() - 1;
            at.add(new StageMetricResponse(
                    stages.get(i).id(),
                    last ? null : ShareResponse.of(measure.conversion(i)),
                    figures.here(),
                    figures.open(),
                    figures.lost(),
                    figures.disqualified(),
                    last ? null : stay(measure.stay(i))));
        }
        ResponseWaits waits = measure.waits();
        return new MetricGroupResponse(
                name,
                mature,
                measure.figures().people(),
                measure.figures().won(),
                at,
                ShareResponse.of(measure.handedOn()),
                new ResponseMetric(waits.n(), waits.quantile(0.5), waits.quantile(0.9), waits.waiting(), waits.never()),
                ShareResponse.of(measure.close()),
                ShareResponse.of(measure.deals().close()),
                measure.deals().open());
    }

    private static StageStayResponse stay(SurvivalCurve stay) {
        SurvivalCurve.SurvivalPoint end = stay.end();
        return new StageStayResponse(
                stay.went(),
                stay.quantile(0.25),
                stay.quantile(0.5),
                stay.quantile(0.75),
                stay.n() == 0 ? null : (Double) end.share(),
                stay.n() == 0 ? null : (Double) end.low(),
                stay.n() == 0 ? null : (Double) end.high());
    }
}
