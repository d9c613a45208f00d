package dev.sluice.insight;

import dev.sluice.insight.CohortSql.By;
import dev.sluice.insight.SourceReport.Line;
import dev.sluice.insight.SpendRows.Brought;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Rate;
import dev.sluice.platform.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out what each source, or each campaign, brought and cost. */
@Component
class SourceReports {
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
    static By by(String text) {
        return switch (text) {
            case "", "source" -> By.SOURCE;
            case "campaign" -> By.CAMPAIGN;
            default -> throw new BadInput("by", "Say source or campaign.");
        };
    }

    SourceReport report(int workspace, Lens lens, By by) {
        List<Metrics.Row> groups = metrics.by(workspace, lens, by);
        return tenancy.read(workspace, () -> {
            Map<String, Brought> brought = rows.brought(new CohortSql(workspace, lens, by));
            Map<String, Instant> newest = rows.newest(new CohortSql(
                    workspace, lens.plain().within(null, lens.seen()).ofVisitors(), by));
            Map<String, Double> spent = rows.spent(
                    workspace,
                    by == By.CAMPAIGN,
                    lens.from() == null ? null : lens.firstDay().withDayOfMonth(1),
                    lens.lastDay().plusDays(1));
            List<Line> lines = new ArrayList<>();
            TreeSet<String> inVain = new TreeSet<>(spent.keySet());
            for (Metrics.Row group : groups) {
                inVain.remove(group.key());
                lines.add(line(lens, group, spent, brought, newest.get(group.key())));
            }
            if (lens.filter(by == By.CAMPAIGN ? "campaign" : "source").isEmpty()) {
                inVain.forEach(key -> lines.add(inVain(key, spent.getOrDefault(key, 0.0))));
            }
            return new SourceReport(
                    lens,
                    by,
                    lines,
                    lines.stream().mapToLong(Line::leads).sum(),
                    lines.stream().mapToLong(line -> line.won().part()).sum(),
                    lines.stream().mapToDouble(Line::spent).sum(),
                    lines.stream().mapToDouble(Line::brought).sum(),
                    workspaces.get(workspace).currency());
        });
    }

    private static Line line(
            Lens lens,
            Metrics.Row group,
            Map<String, Double> spent,
            Map<String, Brought> brought,
            @Nullable Instant newest) {
        Figures figures = group.measure().figures();
        int before = Measure.beforeSales(group.measure().stages());
        double cost = spent.getOrDefault(group.key(), 0.0);
        Duration span = lens.from() == null ? Duration.ofDays(365) : Duration.between(lens.from(), lens.to());
        return new Line(
                group.key(),
                figures.people(),
                before < 0 ? 0 : figures.stage(before).reached(),
                new Rate(figures.won(), figures.people()),
                cost,
                figures.people() == 0 ? 0 : cost * (figures.lost() + figures.disqualified()) / figures.people(),
                brought.getOrDefault(group.key(), new Brought(0, 0)).amount(),
                SourceReport.silent(figures.people(), span, newest, lens.seen()));
    }

    /** Money was spent and nobody came: all of it is wasted. */
    private static Line inVain(String key, double spent) {
        return new Line(key, 0, 0, new Rate(0, 0), spent, spent, 0, null);
    }
}
