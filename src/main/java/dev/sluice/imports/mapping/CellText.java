package dev.sluice.imports.mapping;

import dev.sluice.imports.csv.BlankText;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.web.CsvOutput;

/** The text of a cell, without what surrounds it in files. */
public final class CellText {
    private CellText() {}

    /** Without space around it, and without what spreadsheets and our own exports put around a text that looks like a formula. */
    public static String clean(String cell) {
        if (cell.isEmpty()) {
            return cell;
        }
        String value = BlankText.trimmed(cell);
        if (value.length() > 2 && value.charAt(0) == '=' && value.charAt(1) == '"' && value.endsWith("\"")) {
            return value.substring(2, value.length() - 1);
        }
        return value.startsWith("'") ? CsvOutput.original(value).strip() : value;
    }

    /** Whether the text is an email address, alone or in brackets behind a name. */
    public static boolean containsEmail(String value) {
        return EmailAddress.normal(address(value)) != null;
    }

    static String address(String value) {
        int open = Math.max(value.lastIndexOf('<'), value.lastIndexOf('('));
        if (open >= 0 && (value.endsWith(">") || value.endsWith(")"))) {
            return value.substring(open + 1, value.length() - 1);
        }
        return value.regionMatches(true, 0, "mailto:", 0, 7) ? value.substring(7) : value;
    }

    /** As error messages quote it. */
    public static String quoted(String value) {
        return "\"" + (value.length() <= 60 ? value : value.substring(0, 60) + "…") + "\"";
    }
}
