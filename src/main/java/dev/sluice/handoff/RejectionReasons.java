package dev.sluice.handoff;

import java.util.List;
import java.util.Map;

/** Why sales returns a lead to marketing: the codes that are stored and counted, with their titles. */
public final class RejectionReasons {
    static final Map<String, String> TITLES = Map.of(
            "not_a_fit", "Not a fit",
            "no_need", "No need",
            "no_budget", "No budget",
            "wrong_time", "Wrong time",
            "no_authority", "Not the one who decides",
            "not_reached", "Cannot be reached",
            "competitor", "Went to a competitor",
            "duplicate", "A duplicate");

    private RejectionReasons() {}

    /** The title of a reason; an unknown code in words. */
    public static String title(String code) {
        return TITLES.getOrDefault(code, code.replace('_', ' '));
    }

    /** Each code with its title, sorted by title. */
    public static List<Map.Entry<String, String>> all() {
        return TITLES.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    }
}
