package dev.sluice.imports.csv;

import dev.sluice.person.EmailAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the texts of a column are written, where that decides what they mean. */
public enum ColumnFormat {
    TEXT("text", "text"),
    NUMBER("number", "number, 1,234.56"),
    NUMBER_COMMA("number_comma", "number, 1.234,56"),
    YES_NO("yes_no", "yes or no"),
    ISO("iso", "year-month-day, 2026-03-04"),
    DAY_FIRST("d/m/y", "day/month/year, 04/03/2026"),
    MONTH_FIRST("m/d/y", "month/day/year, 03/04/2026"),
    MONTH_NAMED("d mon y", "month by name, 4 Mar 2026"),
    EPOCH_SECONDS("epoch_s", "seconds since 1970"),
    EPOCH_MILLIS("epoch_ms", "milliseconds since 1970"),
    SPREADSHEET_DAY("excel_day", "spreadsheet day number, 46085");

    private static final Set<String> YES = Set.of(
            "true",
            "yes",
            "y",
            "1",
            "x",
            "t",
            "ja",
            "oui",
            "si",
            "sí",
            "sim",
            "on",
            "opted in",
            "subscribed",
            "granted",
            "given");
    private static final Set<String> NO = Set.of(
            "false",
            "no",
            "n",
            "0",
            "f",
            "nein",
            "non",
            "não",
            "off",
            "opted out",
            "unsubscribed",
            "denied",
            "withdrawn");
    private static final LocalDateTime SPREADSHEET_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);

    private final String code;
    private final String text;

    ColumnFormat(String code, String text) {
        this.code = code;
        this.text = text;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }

    public boolean isDate() {
        return compareTo(ISO) >= 0;
    }

    static @Nullable public ColumnFormat ofCode(String code) {
        for (ColumnFormat format : values()) {
            if (format.code.equals(code)) {
                return format;
            }
        }
        return null;
    }

    /** The instant a text names, a date alone being its first moment in that zone; null when it is none. */
    @Nullable
    public Instant instant(String written, ZoneId zone) {
        String value = written.strip();
        try {
            return switch (this) {
                case ISO -> iso(value, zone);
                case DAY_FIRST -> numbered(value, zone, true);
                case MONTH_FIRST -> numbered(value, zone, false);
                case MONTH_NAMED -> named(value, zone);
                case EPOCH_SECONDS -> digits(value, 11) ? Instant.ofEpochSecond(Long.parseLong(value)) : null;
                case EPOCH_MILLIS -> digits(value, 14) ? Instant.ofEpochMilli(Long.parseLong(value)) : null;
                case SPREADSHEET_DAY -> spreadsheetDay(value, zone);
                case TEXT, NUMBER, NUMBER_COMMA, YES_NO -> null;
            };
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** The number a text names; of a range ("51-200", "500+") the lower end; null when it is none. */
    @Nullable
    public Double number(String written) {
        StringBuilder digits = new StringBuilder();
        char point = this == NUMBER_COMMA ? ',' : '.';
        char group = point == '.' ? ',' : '.';
        boolean seen = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
                seen = true;
            } else if (c == point) {
                digits.append('.');
            } else if (seen && (c == '-' || c == '–' || c == '+')) {
                break;
            } else if (c == '-' && digits.isEmpty()) {
                digits.append(c);
            } else if (Character.isLetter(c)) {
                if (!unit(written, i, seen)) {
                    return null;
                }
                break;
            } else if (c != group
                    && c != '\''
                    && c != '%'
                    && !Character.isSpaceChar(c)
                    && Character.getType(c) != Character.CURRENCY_SYMBOL) {
                return null;
            }
        }
        try {
            double number = seen ? Double.parseDouble(digits.toString()) * scale(written) : Double.NaN;
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private static boolean unit(String written, int from, boolean seen) {
        String rest = written.substring(from).strip().toLowerCase(Locale.ROOT);
        return seen
                && (Set.of("k", "m", "bn", "b", "employees", "people", "mitarbeiter", "to")
                                .contains(rest)
                        || rest.matches("employees?.*|people.*|to .*|[a-z]{3}")
                        || rest.matches("(k|m|bn|b)( [a-z]{3})?"));
    }

    private static double scale(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return 1;
        }
        return switch (text.replaceFirst("^[^a-z]*", "").split(" ", -1)[0]) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            case "b", "bn" -> 1_000_000_000;
            default -> 1;
        };
    }

    /** Yes or no; null when the text says neither. */
    static @Nullable public Boolean yes(String written) {
        String value = written.strip().toLowerCase(Locale.ROOT);
        return YES.contains(value) ? Boolean.TRUE : NO.contains(value) ? Boolean.FALSE : null;
    }

    static boolean isEmail(String text) {
        return text.indexOf('@') > 0 && EmailAddress.normal(text) != null;
    }

    private static @Nullable Instant iso(String value, ZoneId zone) {
        int[] at = {0};
        int year = part(value, at, 4);
        if (year < 1000 || at[0] >= value.length() || "-/.".indexOf(value.charAt(at[0])) < 0) {
            return compact(value, zone);
        }
        char mark = value.charAt(at[0]++);
        int month = part(value, at, 2);
        if (month < 0 || at[0] >= value.length() || value.charAt(at[0]++) != mark) {
            return null;
        }
        int day = part(value, at, 2);
        return day < 0 ? null : moment(LocalDate.of(year, month, day), value, at[0], zone);
    }

    private static @Nullable Instant compact(String value, ZoneId zone) {
        if (!digits(value, 8) || value.length() != 8) {
            return null;
        }
        int day = Integer.parseInt(value);
        return LocalDate.of(day / 10_000, day / 100 % 100, day % 100)
                .atStartOfDay(zone)
                .toInstant();
    }

    private static @Nullable Instant numbered(String value, ZoneId zone, boolean dayFirst) {
        int[] at = {0};
        int first = part(value, at, 2);
        if (first < 0 || at[0] >= value.length() || "/.-".indexOf(value.charAt(at[0])) < 0) {
            return null;
        }
        char mark = value.charAt(at[0]++);
        int second = part(value, at, 2);
        if (second < 0 || at[0] >= value.length() || value.charAt(at[0]++) != mark) {
            return null;
        }
        int begin = at[0];
        int year = part(value, at, 4);
        if (year < 0 || (at[0] - begin != 2 && at[0] - begin != 4)) {
            return null;
        }
        int full = at[0] - begin == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
        LocalDate day = LocalDate.of(full, dayFirst ? second : first, dayFirst ? first : second);
        return moment(day, value, at[0], zone);
    }

    private static @Nullable Instant named(String value, ZoneId zone) {
        String[] parts = value.split("[\\s,.\\-/]+", 4);
        if (parts.length < 3) {
            return null;
        }
        boolean monthFirst = Character.isLetter(parts[0].charAt(0));
        int month = month(parts[monthFirst ? 0 : 1]);
        String day = parts[monthFirst ? 1 : 0].replaceFirst("(?<=\\d)(st|nd|rd|th)$", "");
        if (month == 0 || !digits(day, 2) || !digits(parts[2], 4)) {
            return null;
        }
        int year = Integer.parseInt(parts[2]);
        LocalDate date = LocalDate.of(parts[2].length() == 2 ? 2000 + year : year, month, Integer.parseInt(day));
        return parts.length == 3
                ? date.atStartOfDay(zone).toInstant()
                : moment(date, " " + parts[3].replaceFirst("^at ", ""), 0, zone);
    }

    private static int month(String name) {
        String start = name.toLowerCase(Locale.ROOT);
        String months = "jan feb mar apr may jun jul aug sep oct nov dec ";
        int found = start.length() < 3 ? -1 : months.indexOf(start.substring(0, 3));
        return found < 0 || found % 4 != 0 ? 0 : found / 4 + 1;
    }

    private static @Nullable Instant spreadsheetDay(String value, ZoneId zone) {
        if (!value.matches("\\d{4,6}(\\.\\d+)?")) {
            return null;
        }
        double days = Double.parseDouble(value);
        return SPREADSHEET_ZERO
                .plusSeconds(Math.round(days * 86_400))
                .atZone(zone)
                .toInstant();
    }

    /** A day with what follows it: nothing, or a time with or without seconds, half of the day, zone. */
    private static @Nullable Instant moment(LocalDate day, String value, int from, ZoneId zone) {
        if (from == value.length()) {
            return zone == ZoneOffset.UTC
                    ? Instant.ofEpochSecond(day.toEpochDay() * 86_400)
                    : day.atStartOfDay(zone).toInstant();
        }
        char mark = value.charAt(from);
        if (mark != ' ' && mark != 'T' && mark != ',') {
            return null;
        }
        int[] at = {from + 1};
        while (at[0] < value.length() && value.charAt(at[0]) == ' ') {
            at[0]++;
        }
        LocalTime time = time(value, at);
        return time == null
                ? null
                : zoned(LocalDateTime.of(day, time), value.substring(at[0]).strip(), zone);
    }

    private static @Nullable LocalTime time(String value, int[] at) {
        int hour = part(value, at, 2);
        if (hour < 0 || !next(value, at, ':')) {
            return null;
        }
        int minute = part(value, at, 2);
        int second = next(value, at, ':') ? part(value, at, 2) : 0;
        int nanos = 0;
        if (at[0] < value.length() && (value.charAt(at[0]) == '.' || value.charAt(at[0]) == ',')) {
            int begin = ++at[0];
            int fraction = part(value, at, 9);
            if (fraction < 0) {
                return null;
            }
            nanos = (int) (fraction * Math.round(Math.pow(10, 9.0 - (at[0] - begin))));
        }
        String half = value.substring(at[0]).strip().toLowerCase(Locale.ROOT);
        if (half.startsWith("am") || half.startsWith("pm")) {
            hour = hour % 12 + (half.startsWith("pm") ? 12 : 0);
            at[0] = value.toLowerCase(Locale.ROOT).indexOf(half.substring(0, 2), at[0]) + 2;
        }
        return minute < 0 || second < 0 ? null : LocalTime.of(hour, minute, second, nanos);
    }

    private static @Nullable Instant zoned(LocalDateTime local, String rest, ZoneId zone) {
        if (rest.isEmpty()) {
            return zone == ZoneOffset.UTC
                    ? local.toInstant(ZoneOffset.UTC)
                    : local.atZone(zone).toInstant();
        }
        return local.atZone(
                        rest.equals("Z")
                                ? ZoneOffset.UTC
                                : ZoneId.of(rest.startsWith("+") && rest.length() == 3 ? rest + ":00" : rest))
                .toInstant();
    }

    private static boolean next(String value, int[] at, char wanted) {
        boolean found = at[0] < value.length() && value.charAt(at[0]) == wanted;
        at[0] += found ? 1 : 0;
        return found;
    }

    /** The digits that follow, at most so many, as a number; -1 when there are none. */
    private static int part(String value, int[] at, int most) {
        int number = 0;
        int begin = at[0];
        while (at[0] < value.length()
                && at[0] - begin < most
                && value.charAt(at[0]) >= '0'
                && value.charAt(at[0]) <= '9') {
            number = number * 10 + value.charAt(at[0]++) - '0';
        }
        return at[0] == begin ? -1 : number;
    }

    static boolean digits(String value, int most) {
        return !value.isEmpty() && value.length() <= most && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
