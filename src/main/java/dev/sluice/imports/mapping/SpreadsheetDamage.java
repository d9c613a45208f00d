package dev.sluice.imports.mapping;

import static dev.sluice.imports.mapping.CellText.quoted;

import dev.sluice.imports.mapping.ColumnMapping.MappedColumn;
import java.util.regex.Pattern;

/** What a spreadsheet makes of a telephone number, an id or a postal code that it takes for a number. */
public final class SpreadsheetDamage {
    private static final Pattern EXPONENT = Pattern.compile("\\d[.,]\\d+[eE]\\+?\\d{1,3}|\\d{1,2}[eE]\\+\\d{1,3}");
    private static final Pattern FRACTION = Pattern.compile("\\+?\\d+[.,]0+");
    private static final Pattern POSTAL_CODE = Pattern.compile(
            "(.*_)?(zip|plz|psč|psc|cep|postcode|postal_?code|zip_?code|code_postal|c[oó]digo_postal|kod_pocztowy|posta_kodu)(_.*)?");

    private SpreadsheetDamage() {}

    /** Whether only the first digits of an id are left ("4.47E+11"). */
    static boolean hasLostDigits(String value) {
        return value.length() < 40 && EXPONENT.matcher(value).matches();
    }

    /** An id without the fraction that a spreadsheet adds to a number ("51.0" is 51). */
    static String whole(String value) {
        return value.length() < 20 && FRACTION.matcher(value).matches() ? value.replaceFirst("[.,]0+$", "") : value;
    }

    /** Whether that trait is made of digits that mean no amount. */
    public static boolean isDigits(String trait) {
        return trait.equals("phone")
                || trait.endsWith("_id")
                || POSTAL_CODE.matcher(trait).matches();
    }

    /** Whether that value of a trait has been taken for a number, so that digits or what stood before them are lost. */
    static boolean isOf(String trait, String value) {
        return value.length() < 40
                && isDigits(trait)
                && (hasLostDigits(value)
                        || (!trait.endsWith("_id") && FRACTION.matcher(value).matches()));
    }

    static String remark(MappedColumn column, String value) {
        return quoted(value) + " in " + column.header()
                + " was taken for a number by a spreadsheet, so that digits are lost; save the column as text.";
    }
}
