package dev.sluice.imports.mapping;

import static dev.sluice.imports.mapping.CellText.quoted;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.mapping.ColumnMapping.MappedColumn;
import dev.sluice.platform.StorableText;
import dev.sluice.signal.values.CountryNames;
import dev.sluice.signal.values.CountryNames.AmbiguousCountry;
import dev.sluice.signal.values.CountryNames.KnownCountry;
import dev.sluice.signal.values.CountryNames.UnknownCountry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one row as dates, numbers and answers; keeps why the row is rejected or a value left out. */
final class CellValues {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private final Instant now;
    private final ZoneId zone;
    private @Nullable String rejection;
    private @Nullable String leftOut;

    CellValues(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /** Why the row is rejected; null while it is not. */
    @Nullable
    String rejection() {
        return rejection;
    }

    /** What could not be read and was left out; null when nothing was. */
    @Nullable
    String leftOut() {
        return leftOut;
    }

    void reject(String reason) {
        rejection = reason;
    }

    void leaveOut(String reason) {
        leftOut = leftOut == null ? reason : leftOut + " " + reason;
    }

    /** An instant of the past; anything else rejects the row. */
    @Nullable
    Instant date(MappedColumn column, String value) {
        Instant at = instant(column, value);
        if (at == null) {
            reject(noDate(column, value));
        } else if (at.isBefore(EARLIEST) || at.isAfter(now)) {
            reject(quoted(value) + " in " + column.header()
                    + (at.isAfter(now) ? " lies in the future." : " lies before 1970."));
        }
        return at;
    }

    /** An instant of the past or the future; null and left out where it is none. */
    @Nullable
    Instant anyDate(MappedColumn column, String value) {
        Instant at = instant(column, value);
        if (at == null) {
            leaveOut(noDate(column, value));
        }
        return at;
    }

    /** An instant of the future; null for anything else, which is no fault. */
    @Nullable
    Instant future(MappedColumn column, String value) {
        Instant at = instant(column, value);
        return at != null && at.isAfter(now) ? at : null;
    }

    private @Nullable Instant instant(MappedColumn column, String value) {
        return column.format().instant(value, zone);
    }

    private static String noDate(MappedColumn column, String value) {
        return quoted(value) + " in " + column.header() + " is no date of the form "
                + column.format().text() + ".";
    }

    @Nullable
    Double number(MappedColumn column, String value) {
        ColumnFormat format =
                column.format() == ColumnFormat.NUMBER_COMMA ? ColumnFormat.NUMBER_COMMA : ColumnFormat.NUMBER;
        Double number = format.number(value);
        if (number == null) {
            leaveOut(quoted(value) + " in " + column.header() + " is no number.");
        } else if (format.isRange(value)) {
            leaveOut(quoted(value) + " in " + column.header() + " is a range; its lower end counts.");
        }
        return number;
    }

    /** A number that is 0 or more; anything else is left out. */
    @Nullable
    Double amount(MappedColumn column, String value) {
        Double amount = number(column, value);
        if (amount != null && amount < 0) {
            leaveOut(quoted(value) + " in " + column.header() + " is less than 0.");
            return null;
        }
        return amount;
    }

    /** A text of at most so many characters; what is longer is cut, and that is said. */
    String text(MappedColumn column, String value, int longest) {
        String text = StorableText.clip(value, longest);
        if (value.length() > longest) {
            leaveOut(column.header() + " was cut to " + String.format(Locale.ENGLISH, "%,d", longest) + " characters.");
        }
        return text;
    }

    /** Says it where a country is none that is known; it is then kept as it is written, and no rule looks at it. */
    void country(MappedColumn column, String value) {
        switch (CountryNames.find(value)) {
            case KnownCountry _ -> {}
            case AmbiguousCountry several ->
                leaveOut(quoted(value) + " in " + column.header() + " can be " + several.text()
                        + ", so it counts as no country.");
            case UnknownCountry _ ->
                leaveOut(quoted(value) + " in " + column.header() + " is no country that is known.");
        }
    }

    @Nullable
    Boolean yes(MappedColumn column, String value) {
        Boolean yes = ColumnFormat.yes(value);
        if (yes == null) {
            leaveOut(quoted(value) + " in " + column.header() + " is neither yes nor no.");
        }
        return yes;
    }
}
