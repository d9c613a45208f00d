package dev.sluice.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the period that an address says. */
record PeriodReader(ZoneId zone, Instant now) {
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,3})([dm])");
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

    Period read(Map<String, String> said, PeriodChoice usual) {
        String from = said.getOrDefault("from", "");
        String to = said.getOrDefault("to", "");
        if (from.isEmpty() && to.isEmpty()) {
            String code = said.getOrDefault("period", usual.code());
            return new Period(Map.of("period", code), zone, beginning(code), now, now);
        }
        if (said.containsKey("period")) {
            throw new BadInput("period", "Say a period, or from and to, but not both.");
        }
        Instant begin = from.isEmpty() ? null : instant("from", from, false);
        Instant end = to.isEmpty() ? now : instant("to", to, true);
        Instant last = end.isAfter(now) ? now : end;
        if (begin != null && !begin.isBefore(last)) {
            throw new BadInput(
                    begin.isBefore(end) ? "from" : "to",
                    begin.isBefore(end)
                            ? "This period has not begun yet."
                            : "The end lies before the beginning; swap from and to.");
        }
        return new Period(said, zone, begin, last, now);
    }

    private @Nullable Instant beginning(String code) {
        if (code.equals(PeriodChoice.ALL.code())) {
            return null;
        }
        Matcher length = LENGTH.matcher(code);
        if (!length.matches()) {
            throw new BadInput("period", "Write a period as 30d, 90d, 12m or all, or send from and to.");
        }
        int n = Integer.parseInt(length.group(1));
        LocalDate today = Period.day(now.minusNanos(1), zone); // "as of" a day is its end
        LocalDate first = length.group(2).equals("d")
                ? today.minusDays(n - 1L)
                : today.minusMonths(n - 1L).withDayOfMonth(1);
        return first.atStartOfDay(zone).toInstant();
    }

    /** The beginning of a day or, as the end of a period, its end. */
    private Instant instant(String field, String text, boolean end) {
        try {
            Instant at = text.length() > 10
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(end ? 1 : 0)
                            .atStartOfDay(zone)
                            .toInstant();
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw new BadInput(field, "Write a day of the years 1000 to 9998.");
            }
            return at;
        } catch (DateTimeException _) {
            throw new BadInput(field, "Write a day as 2026-03-31, or an instant as 2026-03-31T12:00:00Z.");
        }
    }
}
