package dev.sluice.workspace;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an API key may do, written "people:read". */
public enum Scope {
    SIGNALS_WRITE("Record signals as a server"),
    PEOPLE_READ("See people, companies, timelines and standings"),
    PEOPLE_WRITE("Add and change people"),
    PEOPLE_ERASE("Export all that is kept of a person, and erase people for good"),
    FORMS_READ("See forms and their figures"),
    FORMS_WRITE("Make and change forms"),
    IMPORTS_READ("See imports and their refused rows"),
    IMPORTS_WRITE("Start and stop imports"),
    FUNNELS_READ("See funnel definitions and versions"),
    FUNNELS_WRITE("Change and activate funnel definitions"),
    OUTREACH_READ("See messages, sequences and templates"),
    OUTREACH_WRITE("Change sequences and templates, send and stop mail"),
    DEALS_READ("See deals"),
    DEALS_WRITE("Open, change, move and close deals"),
    REPORTS_READ("Read reports");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As written in annotations, answers and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** What it allows, in words. */
    public String text() {
        return text;
    }

    public static Scope of(String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scope " + code));
    }

    static Set<Scope> all(Collection<String> codes) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        codes.forEach(code -> scopes.add(of(code)));
        return scopes;
    }
}
