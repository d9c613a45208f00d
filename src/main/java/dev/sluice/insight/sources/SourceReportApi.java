package dev.sluice.insight.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.ReportParameters;
import dev.sluice.insight.metrics.ShareResponse;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What sources and campaigns bring and cost, by API. */
@RestController
class SourceReportApi {
    /** {@code group} is "(blank)" where no source was told; {@code wasted} fell on people who are lost or disqualified. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SourceLine")
    record SourceReportRow(
            String group,
            long leads,
            long qualified,
            @Nullable ShareResponse won,
            double brought,
            double spent,
            double wasted,
            @Nullable Double perLead,
            @Nullable Double perQualified,
            @Nullable Double perWon,
            @Nullable Instant silentSince) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SourceReport")
    record SourceReportResponse(
            String funnel,
            String by,
            String currency,
            long leads,
            long won,
            double spent,
            double brought,
            @Nullable String dependsOn,
            List<SourceReportRow> rows) {}

    private final ReportFilterReader filters;
    private final SourceReports reports;

    SourceReportApi(ReportFilterReader filters, SourceReports reports) {
        this.filters = filters;
        this.reports = reports;
    }

    /**
     * Leads, wins, what they brought and what was spent on them; the parameters are those of the five metrics.
     *
     * @param by source, which is meant when it is left out, or campaign
     */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/sources")
    @ReportParameters
    SourceReportResponse sources(
            ApiCaller caller,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "") String by) {
        ReportFilter filter = filters.read(caller.workspace(), parameters);
        SourceReport report = reports.report(caller.workspace(), filter, SourceReports.by(by));
        SourceReport.SourceRow dependence = report.dependence();
        return new SourceReportResponse(
                filter.run().definition().name(),
                report.column(),
                report.currency(),
                report.leads(),
                report.won(),
                report.spent(),
                report.brought(),
                dependence == null ? null : group(dependence),
                report.lines().stream().map(SourceReportApi::line).toList());
    }

    private static SourceReportRow line(SourceReport.SourceRow line) {
        return new SourceReportRow(
                group(line),
                line.leads(),
                line.qualified(),
                ShareResponse.of(line.won()),
                line.brought(),
                line.spent(),
                line.wasted(),
                line.perLead(),
                line.perQualified(),
                line.perWon(),
                line.silentSince());
    }

    private static String group(SourceReport.SourceRow line) {
        return line.source().isEmpty() ? FunnelReports.BLANK : line.source();
    }
}
