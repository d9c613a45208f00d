package dev.sluice.imports.csv;

import dev.sluice.person.EmailAddress;
import dev.sluice.signal.values.WrittenNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
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
            "sì",
            "tak",
            "ano",
            "evet",
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
            "nie",
            "ne",
            "hayır",
            "off",
            "opted out",
            "unsubscribed",
            "denied",
            "withdrawn");

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
                case ISO -> DateParser.iso(value, zone);
                case DAY_FIRST -> DateParser.numbered(value, zone, true);
                case MONTH_FIRST -> DateParser.numbered(value, zone, false);
                case MONTH_NAMED -> DateParser.monthNamed(value, zone);
                case EPOCH_SECONDS ->
                    DateParser.digits(value, 11) ? Instant.ofEpochSecond(Long.parseLong(value)) : null;
                case EPOCH_MILLIS -> DateParser.digits(value, 14) ? Instant.ofEpochMilli(Long.parseLong(value)) : null;
                case SPREADSHEET_DAY -> DateParser.spreadsheetDay(value, zone);
                case TEXT, NUMBER, NUMBER_COMMA, YES_NO -> null;
            };
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The number a text names; of a range ("51-200", "500+") the lower end; null when it is none. */
    @Nullable
    public Double number(String written) {
        WrittenNumber parsed = parsed(written);
        return parsed == null ? null : parsed.value();
    }

    /** Whether the text is a range, of which only the lower end counts. */
    public boolean isRange(String written) {
        WrittenNumber parsed = parsed(written);
        return parsed != null && parsed.lowerEnd();
    }

    private @Nullable WrittenNumber parsed(String written) {
        return WrittenNumber.of(written, this == NUMBER_COMMA ? ',' : '.');
    }

    /** Yes or no; null when the text says neither. */
    static @Nullable public Boolean yes(String written) {
        String value = written.strip().toLowerCase(Locale.ROOT);
        return YES.contains(value) ? Boolean.TRUE : NO.contains(value) ? Boolean.FALSE : null;
    }

    static boolean isEmail(String text) {
        return text.indexOf('@') > 0 && EmailAddress.normal(text) != null;
    }
}
