package dev.sluice.insight.report;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelReportRows.Grouping;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.Period;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions about a funnel: how many people reached each stage, went on, stopped there, won, and how soon. */
@Component
public class FunnelReports {
    /** The group of those of whom no origin was told; a source that says "unknown" is another. */
    public static final String BLANK = "(blank)";

    static final String NO_FORM = "(no form)";
    private static final String EARLIER = "earlier";
    private static final YearMonth FIRST_MONTH = YearMonth.of(1990, 1);

    /** How a report's rows are made. */
    public enum FunnelReportBreakdown {
        NOTHING,
        SOURCE,
        FORM,
        MONTH
    }

    /** One group with its figures. */
    public record GroupCounts(String group, FunnelCounts figures) {}

    /** A report with its groups, the largest first (months in their order), and all of them together. */
    public record FunnelReport(
            DefinitionRun run, Period period, FunnelReportBreakdown by, List<GroupCounts> rows, FunnelCounts total) {
        List<Stage> stages() {
            return run.definition().stages();
        }
    }

    private final FunnelReportRows rows;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    FunnelReports(FunnelReportRows rows, Funnels funnels, Workspaces workspaces, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * The version of a funnel that decides now.
     *
     * @param funnel its name, null for the oldest that is active
     */
    public DefinitionRun run(int workspace, @Nullable String funnel) {
        return funnels.active(workspace).stream()
                .filter(run -> funnel == null || run.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        funnel == null ? "No funnel is active yet." : "There is no active funnel of that name."));
    }

    public ZoneId zone(int workspace) {
        return workspaces.get(workspace).timeZone();
    }

    public FunnelReport report(int workspace, DefinitionRun run, Period period, FunnelReportBreakdown by) {
        ZoneId zone = period.zone();
        return tenancy.read(workspace, () -> switch (by) {
            case NOTHING -> collect(workspace, run, period, by, new Grouping.BySource(), key -> "");
            case SOURCE ->
                collect(workspace, run, period, by, new Grouping.ByOrigin(), key -> key == null ? BLANK : key);
            case FORM -> {
                Map<String, String> forms = rows.sources(workspace).stream()
                        .filter(source -> source.kind().equals("form"))
                        .collect(Collectors.toMap(
                                source -> Integer.toString(source.id()), FunnelReportRows.ReportSource::name));
                yield collect(
                        workspace,
                        run,
                        period,
                        by,
                        new Grouping.BySource(),
                        key -> forms.getOrDefault(String.valueOf(key), NO_FORM));
            }
            case MONTH -> {
                List<YearMonth> months = months(zone);
                Grouping grouping = new Grouping.ByTime(months.stream()
                        .map(month -> month.atDay(1).atStartOfDay(zone).toInstant())
                        .toList());
                yield collect(workspace, run, period, by, grouping, key -> month(months, String.valueOf(key)));
            }
        });
    }

    /** People by the source that first told of them; the keys are the sources' ids. */
    public Map<Integer, FunnelCounts> bySource(int workspace, DefinitionRun run, Period period) {
        return tenancy.read(workspace, () -> {
            Map<Integer, FunnelCounts> figures = new HashMap<>();
            rows.count(
                    workspace,
                    run.id(),
                    run.definition().stages(),
                    period,
                    new Grouping.BySource(),
                    source -> figures.computeIfAbsent(
                            Integer.valueOf(String.valueOf(source)),
                            id -> new FunnelCounts(run.definition().stages())));
            return figures;
        });
    }

    private FunnelReport collect(
            int workspace,
            DefinitionRun run,
            Period period,
            FunnelReportBreakdown by,
            Grouping grouping,
            Function<@Nullable String, String> name) {
        List<Stage> stages = run.definition().stages();
        Map<String, FunnelCounts> groups = new TreeMap<>();
        rows.count(
                workspace,
                run.id(),
                stages,
                period,
                grouping,
                key -> groups.computeIfAbsent(name.apply(key), group -> new FunnelCounts(stages)));
        FunnelCounts total = new FunnelCounts(stages);
        groups.values().forEach(total::add);
        if (by == FunnelReportBreakdown.MONTH) {
            everyMonth(period, groups.keySet()).forEach(month -> groups.putIfAbsent(month, new FunnelCounts(stages)));
        }
        List<GroupCounts> list = new ArrayList<>();
        groups.forEach((group, figures) -> list.add(new GroupCounts(group, figures)));
        if (by != FunnelReportBreakdown.MONTH) {
            list.sort(
                    Comparator.comparingLong((GroupCounts row) -> row.figures().people())
                            .reversed());
        }
        return new FunnelReport(run, period, by, by == FunnelReportBreakdown.NOTHING ? List.of() : list, total);
    }

    /** The months of the period; where it has no beginning, from the first month in which somebody came. */
    private static List<String> everyMonth(Period period, Set<String> found) {
        LocalDate first = period.firstDay();
        YearMonth last = YearMonth.from(period.lastDay());
        YearMonth month = first != null
                ? YearMonth.from(first)
                : found.stream()
                        .filter(name -> !name.equals(EARLIER))
                        .map(YearMonth::parse)
                        .findFirst()
                        .orElse(last);
        List<String> months = new ArrayList<>();
        while (!month.isAfter(last)) {
            months.add(month.toString());
            month = month.plusMonths(1);
        }
        return months;
    }

    /** Every month that anybody can have begun in; binary search over them is cheaper than dating every row. */
    private List<YearMonth> months(ZoneId zone) {
        List<YearMonth> months = new ArrayList<>();
        YearMonth end = YearMonth.from(clock.instant().atZone(zone)).plusYears(1);
        for (YearMonth month = FIRST_MONTH; !month.isAfter(end); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    private static String month(List<YearMonth> months, String bucket) {
        int number = Integer.parseInt(bucket);
        return number == 0 ? EARLIER : months.get(number - 1).toString();
    }
}
