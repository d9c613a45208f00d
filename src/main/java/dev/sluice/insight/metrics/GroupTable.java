package dev.sluice.insight.metrics;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics.GroupMetrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The groups beside each other: leads, conversion at each stage, first response, close rate.
 *
 * @param by how they are grouped, as an address says it
 * @param filter the parameter by which a group's own figures are asked for, "" where there is none
 */
record GroupTable(String by, String heading, String filter, List<Stage> stages, boolean ofDeals, List<GroupRow> lines) {
    /** A group; {@code key} as an address writes it, "" where nothing is known. */
    record GroupRow(String key, String label, boolean mature, CohortMetrics measure) {}

    /** The close rate of deals where the funnel has a pipeline, of people where it has none. */
    @Nullable
    Proportion close(GroupRow line) {
        return ofDeals ? line.measure().deals().close() : line.measure().close();
    }

    /** What an address says besides the period: the filters, and how the people are grouped. */
    Map<String, String> address(ReportFilter report) {
        Map<String, String> address = new LinkedHashMap<>(report.withoutPeriod());
        address.put("by", by);
        return address;
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
                by.name().toLowerCase(Locale.ROOT),
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

    /** The same as a file, headings first; shares from 0 to 1, times in seconds and hours. */
    List<List<@Nullable String>> csv() {
        return GroupColumns.of(heading, stages).csv(lines);
    }
}
