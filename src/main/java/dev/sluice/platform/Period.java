package dev.sluice.platform;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The days that a report is about, both ends included, in the time zone of its workspace; as instants [from, to).
 *
 * @param address as an address says it: {@code period}, or {@code from} and {@code to}
 * @param from null for the beginning of time
 * @param to the end of the last day, or now where that is earlier
 */
public record Period(
        Map<String, String> address, ZoneId zone, @Nullable Instant from, Instant to, Instant now) {
    private static final Instant BEGINNING = Instant.parse("0999-01-01T00:00:00Z");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);

    /** The parameters of an address that say a period. */
    public static final List<String> PARAMETERS = List.of("period", "from", "to");

    /** Ninety days where the address says nothing; as {@link #read(Map, PeriodChoice, ZoneId, Instant)}. */
    public static Period read(Map<String, String> address, ZoneId zone, Instant now) {
        return read(address, PeriodChoice.DAYS_90, zone, now);
    }

    /**
     * Reads {@code period} ("30d", "12m", "all"), or {@code from} and {@code to}: days, both included, or instants, the second
     * not included. Other parameters are passed over.
     *
     * @param usual what is meant where the address says nothing
     * @throws BadInput when it cannot be understood, or ends before it begins
     */
    public static Period read(Map<String, String> address, PeriodChoice usual, ZoneId zone, Instant now) {
        Map<String, String> said = new LinkedHashMap<>();
        PARAMETERS.forEach(name -> {
            String value = address.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                said.put(name, value);
            }
        });
        return new PeriodReader(zone, now).read(said, usual);
    }

    /** The period of that name until now. */
    public static Period of(PeriodChoice choice, ZoneId zone, Instant now) {
        return read(Map.of("period", choice.code()), zone, now);
    }

    /** {@code from}, or an instant before everything. */
    public Instant start() {
        return from == null ? BEGINNING : from;
    }

    /** Its first day, null when it has none. */
    @Nullable
    public LocalDate firstDay() {
        return from == null ? null : day(from, zone);
    }

    /** Its last day, today at the latest. */
    public LocalDate lastDay() {
        return day(to.minusNanos(1), zone);
    }

    public boolean is(PeriodChoice choice) {
        return choice.code().equals(address.get("period"));
    }

    /** Whether it has a name instead of days. */
    public boolean isNamed() {
        return address.containsKey("period");
    }

    /** "90 days", "All time", "1 Jan 2026 to 31 Mar 2026". */
    public String label() {
        if (isNamed()) {
            String code = address.getOrDefault("period", "");
            String n = code.substring(0, code.length() - 1);
            return switch (code.charAt(code.length() - 1)) {
                case 'd' -> n.equals("1") ? "1 day" : n + " days";
                case 'm' -> n.equals("1") ? "1 month" : n + " months";
                default -> PeriodChoice.ALL.label();
            };
        }
        return (from == null ? "Until " : DATE.format(from.atZone(zone)) + " to ") + DATE.format(lastDay());
    }

    /** "period=90d", as an address says it. */
    public String query() {
        return query(address);
    }

    /** The address of a page with another period and the same other parameters. */
    public static String link(String path, Map<String, String> others, PeriodChoice choice) {
        Map<String, String> all = new LinkedHashMap<>(others);
        all.keySet().removeAll(PARAMETERS);
        all.put("period", choice.code());
        return path + "?" + query(all);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Times as of now. */
    public TimeFormat times() {
        return new TimeFormat(now, zone);
    }

    /** What one bar of a trend stands for. */
    public String step() {
        LocalDate first = firstDay();
        long days = first == null ? Long.MAX_VALUE : ChronoUnit.DAYS.between(first, lastDay());
        return days < 45 ? "day" : days < 200 ? "week" : "month";
    }

    /**
     * The first days of the steps of a trend.
     *
     * @param earliest where to begin when the period itself does not say
     */
    public List<LocalDate> steps(LocalDate earliest) {
        LocalDate first = firstDay();
        LocalDate step = first == null ? earliest : first;
        step = switch (step()) {
            case "day" -> step;
            case "week" -> step.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            default -> step.withDayOfMonth(1);
        };
        List<LocalDate> steps = new ArrayList<>();
        while (!step.isAfter(lastDay())) {
            steps.add(step);
            step = switch (step()) {
                case "day" -> step.plusDays(1);
                case "week" -> step.plusWeeks(1);
                default -> step.plusMonths(1);
            };
        }
        return steps;
    }

    /** The last instant of a day: what is as of a day includes all of it, and nothing of the next. */
    public static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
    }

    public static LocalDate day(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }
}
