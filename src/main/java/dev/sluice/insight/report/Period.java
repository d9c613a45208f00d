package dev.sluice.insight.report;

import dev.sluice.insight.report.FunnelReportRows.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stretch of time that the home page looks back over, and the steps in which its trend is drawn. */
public enum Period {
    DAYS_30("30d", "30 days", "day"),
    DAYS_90("90d", "90 days", "week"),
    MONTHS_12("12m", "12 months", "month"),
    ALL("all", "All time", "month");

    private final String code;
    private final String label;
    private final String step;

    Period(String code, String label, String step) {
        this.code = code;
        this.label = label;
        this.step = step;
    }

    /** As addresses write it. */
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** What one bar of the trend stands for. */
    public String step() {
        return step;
    }

    /** The period of that code, the usual one for any other. */
    public static Period of(String code) {
        return Arrays.stream(values())
                .filter(period -> period.code.equals(code))
                .findFirst()
                .orElse(DAYS_90);
    }

    /** Its first day, null when it has none. */
    @Nullable
    public LocalDate first(LocalDate today) {
        return switch (this) {
            case DAYS_30 -> today.minusDays(29);
            case DAYS_90 -> today.minusDays(89);
            case MONTHS_12 -> today.minusMonths(11).withDayOfMonth(1);
            case ALL -> null;
        };
    }

    public Span span(LocalDate today, ZoneId zone) {
        LocalDate first = first(today);
        return new Span(first == null ? null : first.atStartOfDay(zone).toInstant(), null);
    }

    /**
     * The first days of the trend's steps.
     *
     * @param earliest where to begin when the period itself does not say
     */
    public List<LocalDate> steps(LocalDate today, LocalDate earliest) {
        LocalDate first = first(today);
        LocalDate step = first == null ? earliest : first;
        step = switch (this) {
            case DAYS_30 -> step;
            case DAYS_90 -> step.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHS_12, ALL -> step.withDayOfMonth(1);
        };
        List<LocalDate> steps = new ArrayList<>();
        while (!step.isAfter(today)) {
            steps.add(step);
            step = switch (this) {
                case DAYS_30 -> step.plusDays(1);
                case DAYS_90 -> step.plusWeeks(1);
                case MONTHS_12, ALL -> step.plusMonths(1);
            };
        }
        return steps;
    }

    public static LocalDate day(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }
}
