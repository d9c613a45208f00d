package dev.sluice.insight.metrics;

import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.Metrics;
import dev.sluice.insight.cohort.Metrics.Five;
import dev.sluice.insight.cohort.Metrics.Slice;
import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SurvivalCurve;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The people of a filter by when they came, the oldest first: how each conversion moves, and how soon people go on. */
public record Cohorts(String step, List<Cohort> cohorts, CohortMetrics whole) {
    private static final int ENOUGH = 5;
    private static final int STEPS = 60;
    private static final int DAY = 24;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.UK);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);

    /** Those who came in one step; {@code measure} is null where nobody did, {@code mature} once their figures stand. */
    public record Cohort(String label, @Nullable CohortMetrics measure, boolean mature) {
        public Proportion conversion(int stage) {
            return measure == null ? new Proportion(0, 0) : measure.conversion(stage);
        }

        public long people() {
            return measure == null ? 0 : measure.figures().people();
        }
    }

    /** By month where the period has enough of them, by its twelfth parts where it has not. */
    public static Cohorts of(Five five, List<Metrics.GroupMetrics> months) {
        Double usual = five.now().toWin().quantile(0.9);
        List<Cohort> cohorts = months.size() >= ENOUGH ? byMonth(months) : new ArrayList<>();
        boolean parts = cohorts.isEmpty();
        if (parts) {
            for (Slice slice : five.slices()) {
                cohorts.add(new Cohort(
                        day(slice.from().atZone(five.filter().zone()).toLocalDate()),
                        slice.measure(),
                        Metrics.mature(five.filter(), slice.to(), usual)));
            }
        }
        return new Cohorts(parts ? "Came from" : "Came in", cohorts, five.now());
    }

    private static List<Cohort> byMonth(List<Metrics.GroupMetrics> months) {
        Map<YearMonth, Metrics.GroupMetrics> rows =
                months.stream().collect(Collectors.toMap(row -> YearMonth.parse(row.key()), row -> row));
        List<Cohort> cohorts = new ArrayList<>();
        YearMonth last = YearMonth.parse(months.getFirst().key());
        for (YearMonth month = YearMonth.parse(months.getLast().key());
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            Metrics.GroupMetrics row = rows.get(month);
            cohorts.add(
                    new Cohort(MONTH.format(month), row == null ? null : row.measure(), row == null || row.mature()));
        }
        return cohorts;
    }

    /** "Nov 2026". */
    public static String month(LocalDate in) {
        return MONTH.format(in);
    }

    /** "25 Aug". */
    public static String day(LocalDate day) {
        return DATE.format(day);
    }

    /** "25 Aug to 22 Nov 2026". */
    public static String days(LocalDate from, LocalDate to) {
        return (from.getYear() == to.getYear() ? DATE : FULL).format(from) + " to " + full(to);
    }

    /** "22 Nov 2026". */
    static String full(LocalDate day) {
        return FULL.format(day);
    }

    /** Of those who came together and reached the stage, how many went on. */
    Chart conversion(int stage) {
        return Chart.of(
                "Of those who became " + name(stage) + ", the share that went on, by when they came",
                ChartUnit.SHARE,
                cohorts.stream().map(Cohort::label).toList(),
                List.of(new Series(
                        "Went on",
                        Shape.LINE,
                        Tone.valueOf(whole.stages().get(stage).layer().name()),
                        cohorts.stream()
                                .map(one -> Value.of(one.conversion(stage)).faint(!one.mature()))
                                .toList())));
    }

    private String name(int stage) {
        return DisplayFormat.stage(whole.stages().get(stage).id());
    }

    /** The positions of the stages that somebody left for a later one. */
    public List<Integer> left() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < whole.stages().size() - 1; i++) {
            if (whole.stay(i).went() > 0) {
                left.add(i);
            }
        }
        return left;
    }

    /** Hours at which the curves are drawn, until nine of ten of the slowest stage have gone on and half as long again. */
    private List<Integer> hours() {
        double longest = left().stream()
                .mapToDouble(
                        stage -> Objects.requireNonNullElse(whole.stay(stage).quantile(0.9), 0.0))
                .max()
                .orElse(0);
        int step = (int) Math.max(1, Math.ceil(1.5 * longest / STEPS));
        return IntStream.rangeClosed(0, STEPS).mapToObj(i -> i * step).toList();
    }

    /** Kaplan and Meier's curve of each stage: who had gone on by then, those still there counted as long as seen. */
    public Chart going() {
        List<Integer> hours = hours();
        Function<Integer, Series> curve = stage -> new Series(
                name(stage) + " to a later stage",
                Shape.STEP,
                Tone.valueOf(whole.stages().get(stage).layer().name()),
                hours.stream().map(hour -> share(whole.stay(stage), hour)).toList());
        return Chart.of(
                "The share of those who reached a stage that had gone on, by the time since",
                ChartUnit.SHARE,
                hours.stream().map(Cohorts::time).toList(),
                left().stream().map(curve).toList());
    }

    private static Value share(SurvivalCurve stay, int hour) {
        SurvivalCurve.SurvivalPoint point = stay.at(hour);
        return Value.of(point.share(), point.low(), point.high());
    }

    private static String time(int hours) {
        return hours < 2 * DAY ? hours + " h" : Math.round(hours / (double) DAY) + " d";
    }

    /** Times at which the table beside the curves tells the share. */
    static final List<Integer> TOLD = List.of(DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY);

    /** "7 d". */
    public static String told(int hours) {
        return hours / DAY + " d";
    }

    /** The conversions as rows of cells, headings first. */
    public List<List<@Nullable String>> cells() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        List<@Nullable String> head = new ArrayList<>(List.of(step, "people", "mature"));
        int last = whole.stages().size() - 1;
        for (int i = 0; i < last; i++) {
            String stage = whole.stages().get(i).id();
            head.addAll(List.of(stage + " reached", stage + " went on", stage + " low", stage + " high"));
        }
        cells.add(head);
        for (Cohort one : cohorts) {
            List<@Nullable String> row =
                    new ArrayList<>(List.of(one.label(), Long.toString(one.people()), one.mature() ? "yes" : "no"));
            for (int i = 0; i < last; i++) {
                Proportion rate = one.conversion(i);
                row.addAll(Arrays.asList(
                        Long.toString(rate.n()),
                        Long.toString(rate.part()),
                        text(rate.lowest()),
                        text(rate.highest())));
            }
            cells.add(row);
        }
        return cells;
    }

    private static @Nullable String text(@Nullable Double share) {
        return share == null ? null : share.toString();
    }

    /** The curves as rows of cells: every step that they take. */
    public List<List<@Nullable String>> curves() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of("stage", "hours", "gone on", "low", "high"));
        for (int stage : left()) {
            for (int hour : whole.stay(stage).steps()) {
                SurvivalCurve.SurvivalPoint point = whole.stay(stage).at(hour);
                cells.add(List.of(
                        whole.stages().get(stage).id(),
                        Integer.toString(hour),
                        Double.toString(point.share()),
                        Double.toString(point.low()),
                        Double.toString(point.high())));
            }
        }
        return cells;
    }
}
