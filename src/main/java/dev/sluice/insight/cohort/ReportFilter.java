package dev.sluice.insight.cohort;

import dev.sluice.platform.Period;
import dev.sluice.platform.PeriodChoice;
import dev.sluice.standing.DefinitionRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose figures are meant, and as of when: people who began inside [from, to) and pass every filter, as far as they had
 * come at {@code seen}. A blank filter lets everybody pass.
 *
 * @param from null for the beginning of time
 * @param seen the instant up to which things count as having happened
 * @param said the parameters of the address that are not blank
 */
public record ReportFilter(
        DefinitionRun run,
        ZoneId zone,
        @Nullable Instant from,
        Instant to,
        Instant seen,
        boolean asOf,
        Map<String, String> parameters) {

    /** Not a name that an address can say. */
    private static final String VISITORS = "visitors";

    public String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    @Nullable
    Integer owner() {
        String owner = value("owner");
        return owner.isEmpty() ? null : Integer.valueOf(owner);
    }

    /** The trait that tells the segment, "" for none; its value is the filter "is". */
    public String trait() {
        return value("trait");
    }

    /** Whether people are left out who never were visitors, because an import or a colleague told of them. */
    boolean visitorsOnly() {
        return parameters.containsKey(VISITORS);
    }

    public ReportFilter ofVisitors() {
        return filtered(VISITORS, "only");
    }

    /**
     * The same people of the stretch of the same length before, seen when they had had as much time as these have had;
     * null where the beginning is open.
     */
    @Nullable
    public ReportFilter before() {
        if (from == null) {
            return null;
        }
        Duration length = Duration.between(from, to);
        return new ReportFilter(run, zone, from.minus(length), from, seen.minus(length), true, parameters);
    }

    public ReportFilter within(@Nullable Instant begin, Instant end) {
        return new ReportFilter(run, zone, begin, end, seen, asOf, parameters);
    }

    /** The same period without any other filter. */
    public ReportFilter plain() {
        Map<String, String> left = new LinkedHashMap<>(parameters);
        left.keySet().removeAll(ReportFilterReader.NARROWING);
        return new ReportFilter(run, zone, from, to, seen, asOf, left);
    }

    ReportFilter filtered(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return new ReportFilter(run, zone, from, to, seen, asOf, all);
    }

    public LocalDate firstDay() {
        return Objects.requireNonNullElse(from, to).atZone(zone).toLocalDate();
    }

    public LocalDate lastDay() {
        return to.minusNanos(1).atZone(zone).toLocalDate();
    }

    /** The period as pages show and change it. */
    public Period period() {
        Map<String, String> address = new LinkedHashMap<>();
        Period.PARAMETERS.stream().filter(parameters::containsKey).forEach(name -> address.put(name, value(name)));
        if (address.isEmpty()) {
            address.put("period", PeriodChoice.DAYS_90.code());
        }
        return new Period(parameters.containsKey("version") ? Map.of() : address, zone, from, to, seen);
    }

    /** What an address says besides the period. */
    public Map<String, String> withoutPeriod() {
        Map<String, String> left = new LinkedHashMap<>(parameters);
        left.keySet().removeAll(ReportFilterReader.DAYS);
        return left;
    }

    /** What an address says of this filter; "" or "?..." */
    public String query() {
        return query(parameters);
    }

    /** The same with another value of one parameter; blank removes it. */
    public String with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.remove(name);
        if (name.equals("period")) {
            all.keySet().removeAll(ReportFilterReader.DAYS);
        }
        if (!value.isBlank()) {
            all.put(name, value);
        }
        return query(all);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
