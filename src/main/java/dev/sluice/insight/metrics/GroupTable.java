package dev.sluice.insight.metrics;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics.GroupMetrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ResponseWaits;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The groups beside each other: leads, conversion at each stage, first response, close rate.
 *
 * @param filter the parameter by which a group's own figures are asked for, "" where there is none
 */
record GroupTable(String heading, String filter, List<Stage> stages, boolean ofDeals, List<GroupRow> lines) {
    /** A group; {@code key} as an address writes it, "" where nothing is known. */
    record GroupRow(String key, String label, boolean mature, CohortMetrics measure) {}

    /** The close rate of deals where the funnel has a pipeline, of people where it has none. */
    @Nullable
    Proportion close(GroupRow line) {
        return ofDeals ? line.measure().deals().close() : line.measure().close();
    }

    static CohortBreakdown by(String text, ReportFilter filter) {
        return switch (text) {
            case "" -> CohortBreakdown.MONTH;
            case "month" -> CohortBreakdown.MONTH;
            case "source" -> CohortBreakdown.SOURCE;
            case "campaign" -> CohortBreakdown.CAMPAIGN;
            case "form" -> CohortBreakdown.FORM;
            case "owner" -> CohortBreakdown.OWNER;
            case "trait" -> {
                if (filter.trait().isEmpty()) {
                    throw new BadInput("trait", "Say by which trait the people are to be told apart.");
                }
                yield CohortBreakdown.TRAIT;
            }
            default -> throw new BadInput("by", "Group by month, source, campaign, form, owner or trait.");
        };
    }

    static GroupTable of(List<GroupMetrics> rows, CohortBreakdown by, ReportFilter filter, Map<String, String> users) {
        return new GroupTable(
                heading(by, filter),
                switch (by) {
                    case SOURCE -> "source";
                    case CAMPAIGN -> "campaign";
                    case FORM -> "form";
                    case OWNER -> "owner";
                    case TRAIT -> "is";
                    case NOTHING, SLICE, MONTH -> "";
                },
                filter.run().definition().stages(),
                !filter.run().definition().pipelines().isEmpty(),
                rows.stream()
                        .map(row -> new GroupRow(row.key(), label(row.key(), by, users), row.mature(), row.measure()))
                        .toList());
    }

    private static String heading(CohortBreakdown by, ReportFilter filter) {
        return switch (by) {
            case NOTHING, SLICE -> "All";
            case MONTH -> "Came in";
            case SOURCE -> "Source";
            case CAMPAIGN -> "Campaign";
            case FORM -> "Form";
            case OWNER -> "Owner";
            case TRAIT -> DisplayFormat.stage(filter.trait());
        };
    }

    private static String label(String key, CohortBreakdown by, Map<String, String> users) {
        if (key.isEmpty()) {
            return by == CohortBreakdown.OWNER ? "nobody" : "not told";
        }
        return by == CohortBreakdown.OWNER ? users.getOrDefault(key, "User " + key) : key;
    }

    /** The same as rows of cells, headings first; shares from 0 to 1, times in seconds and hours. */
    static List<List<@Nullable String>> cells(
            List<GroupMetrics> rows, CohortBreakdown by, ReportFilter filter, Map<String, String> users) {
        GroupTable table = of(rows, by, filter, users);
        List<List<@Nullable String>> cells = new ArrayList<>();
        List<@Nullable String> head =
                new ArrayList<>(List.of(table.heading, "people", "won", "lost", "disqualified", "open"));
        for (Stage stage : table.stages) {
            head.addAll(List.of(
                    stage.id() + " reached",
                    stage.id() + " went on",
                    stage.id() + " low",
                    stage.id() + " high",
                    stage.id() + " median hours"));
        }
        head.addAll(List.of("responses", "response median seconds", "waiting", "never answered"));
        head.addAll(List.of("deals won", "deals lost", "deals open", "mature"));
        cells.add(head);
        for (GroupRow line : table.lines) {
            FunnelCounts figures = line.measure().figures();
            List<@Nullable String> row = new ArrayList<>(List.of(
                    line.label(),
                    Long.toString(figures.people()),
                    Long.toString(figures.won()),
                    Long.toString(figures.lost()),
                    Long.toString(figures.disqualified()),
                    Long.toString(figures.open())));
            for (int i = 0; i < table.stages.size(); i++) {
                Proportion rate = line.measure().conversion(i);
                row.add(Long.toString(rate.n()));
                row.add(Long.toString(rate.part()));
                row.add(Double.toString(rate.low()));
                row.add(Double.toString(rate.high()));
                row.add(
                        i == table.stages.size() - 1
                                ? null
                                : text(line.measure().stay(i).quantile(0.5)));
            }
            ResponseWaits waits = line.measure().waits();
            row.add(Long.toString(waits.n()));
            row.add(text(waits.quantile(0.5)));
            row.add(Long.toString(waits.waiting()));
            row.add(Long.toString(waits.never()));
            row.add(Long.toString(line.measure().deals().close().part()));
            row.add(Long.toString(line.measure().deals().lost()));
            row.add(Long.toString(line.measure().deals().open()));
            row.add(line.mature() ? "yes" : "no");
            cells.add(row);
        }
        return cells;
    }

    private static @Nullable String text(@Nullable Double value) {
        return value == null ? null : value.toString();
    }
}
