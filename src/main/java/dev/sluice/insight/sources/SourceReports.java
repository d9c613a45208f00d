package dev.sluice.insight.sources;

import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.insight.sources.SourceReport.SourceRow;
import dev.sluice.insight.sources.SpendRows.Brought;
import dev.sluice.insight.sources.SpendRows.PaidLeads;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Works out what each source, or each campaign, brought and cost. */
@Component
public class SourceReports {
    private final Metrics metrics;
    private final SpendRows rows;
    private final Workspaces workspaces;
    private final Tenancy tenancy;

    SourceReports(Metrics metrics, SpendRows rows, Workspaces workspaces, Tenancy tenancy) {
        this.metrics = metrics;
        this.rows = rows;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
    }

    /** As an address says it: sources where it says nothing. */
    static CohortBreakdown by(String text) {
        return switch (text) {
            case "", "source" -> CohortBreakdown.SOURCE;
            case "campaign" -> CohortBreakdown.CAMPAIGN;
            default -> throw new BadInput("by", "Say source or campaign.");
        };
    }

    public SourceReport report(int workspace, ReportFilter filter, CohortBreakdown by) {
        List<Metrics.GroupMetrics> groups = metrics.by(workspace, filter, by);
        return tenancy.read(workspace, () -> {
            Map<String, Brought> brought = rows.brought(new CohortSql(workspace, filter, by));
            Map<String, Instant> newest = rows.newest(new CohortSql(
                    workspace, filter.plain().within(null, filter.seen()).ofVisitors(), by));
            Map<String, Double> spent = rows.spent(
                    workspace,
                    by == CohortBreakdown.CAMPAIGN,
                    filter.from() == null ? null : filter.firstDay().withDayOfMonth(1),
                    filter.lastDay().plusDays(1));
            Map<String, PaidLeads> paid = paid(workspace, filter, by);
            List<SourceRow> lines = new ArrayList<>();
            TreeSet<String> inVain = new TreeSet<>(spent.keySet());
            for (Metrics.GroupMetrics group : groups) {
                inVain.remove(group.key());
                PaidLeads leads = paid.getOrDefault(group.key(), PaidLeads.NONE);
                lines.add(line(filter, group, new Cost(spent.getOrDefault(group.key(), 0.0), leads), brought, newest));
            }
            if (filter.value(by == CohortBreakdown.CAMPAIGN ? "campaign" : "source")
                    .isEmpty()) {
                inVain.forEach(key -> lines.add(inVain(key, spent.getOrDefault(key, 0.0))));
            }
            return new SourceReport(
                    filter,
                    by,
                    lines,
                    lines.stream().mapToLong(SourceRow::leads).sum(),
                    lines.stream().mapToLong(line -> line.won().part()).sum(),
                    lines.stream().mapToDouble(SourceRow::spent).sum(),
                    lines.stream().mapToDouble(SourceRow::brought).sum(),
                    workspaces.get(workspace).currency());
        });
    }

    /** What was spent, and the leads of the months in which it was: whole months, as spend is entered. */
    private record Cost(double spent, PaidLeads leads) {
        /** All of it where nobody came in those months. */
        double wasted() {
            return leads.leads() == 0 ? spent : spent * leads.ended() / leads.leads();
        }
    }

    private Map<String, PaidLeads> paid(int workspace, ReportFilter filter, CohortBreakdown by) {
        Instant month = filter.from() == null
                ? null
                : filter.firstDay()
                        .withDayOfMonth(1)
                        .atStartOfDay(filter.zone())
                        .toInstant();
        CohortSql sql = new CohortSql(workspace, filter.within(month, filter.to()), by);
        int before = CohortMetrics.beforeSales(filter.run().definition().stages());
        return rows.paid(sql, by == CohortBreakdown.CAMPAIGN, before, filter.zone());
    }

    private static SourceRow line(
            ReportFilter filter,
            Metrics.GroupMetrics group,
            Cost cost,
            Map<String, Brought> brought,
            Map<String, Instant> newest) {
        FunnelCounts figures = group.measure().figures();
        int before = CohortMetrics.beforeSales(group.measure().stages());
        Duration span = filter.from() == null ? Duration.ofDays(365) : Duration.between(filter.from(), filter.to());
        return new SourceRow(
                group.key(),
                figures.people(),
                before < 0 ? 0 : figures.stage(before).reached(),
                new Proportion(figures.won(), figures.people()),
                cost.spent(),
                cost.wasted(),
                cost.leads(),
                brought.getOrDefault(group.key(), new Brought(0, 0)).amount(),
                SourceReport.silent(figures.people(), span, newest.get(group.key()), filter.seen()));
    }

    /** Money was spent and nobody came: all of it is wasted. */
    private static SourceRow inVain(String key, double spent) {
        return new SourceRow(key, 0, 0, new Proportion(0, 0), spent, spent, PaidLeads.NONE, 0, null);
    }
}
