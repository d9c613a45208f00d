package dev.sluice.signal.values;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a job title says in any wording: its level and its functions. "Head of IT", "Leiter IT" and "Responsable
 * informatique" are one level and one function.
 *
 * @param level one of {@link #LEVELS}, null when the title does not say
 * @param functions some of {@link #FUNCTIONS}; whoever leads without a named function leads in general
 */
public record JobTitle(@Nullable String level, List<String> functions) {
    /** From the highest to the lowest. */
    public static final List<String> LEVELS =
            List.of("owner", "executive", "vp", "director", "manager", "staff", "intern", "student");

    public static final Set<String> FUNCTIONS = Set.of(
            "general",
            "finance",
            "operations",
            "it",
            "sales",
            "marketing",
            "hr",
            "legal",
            "procurement",
            "engineering",
            "support",
            "administration");

    private static final Set<String> ABBREVIATIONS = Set.of(
            "ceo", "cfo", "coo", "cto", "cio", "ciso", "cmo", "cro", "cpo", "chro", "cco", "cdo", "cso", "vp", "svp",
            "evp", "hr", "it", "ict", "edv", "gf", "pdg", "dsi", "daf", "drh", "qa", "pr");

    private static final JobTitle UNKNOWN = new JobTitle(null, List.of());
    private static final int MAX_REMEMBERED = 10_000;
    private static final JobTitleReader READER = JobTitleReader.bundled();
    private static final Map<String, JobTitle> REMEMBERED = new ConcurrentHashMap<>();

    /** A title as it is shown: what is written in small letters only begins with a capital, and "coo" is "COO". */
    public static String shown(String title) {
        String text = title.strip();
        if (text.isEmpty() || !text.equals(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (ABBREVIATIONS.contains(words[i])) {
                words[i] = words[i].toUpperCase(Locale.ROOT);
            } else if (i == 0) {
                words[i] = Character.toUpperCase(words[i].charAt(0)) + words[i].substring(1);
            }
        }
        return String.join(" ", words);
    }

    /** Adds to traits that have a role what its title says; a role that says nothing, or none any more, removes both. */
    @SuppressWarnings("NullAway") // a null value removes the trait, as FoldSignal says
    public static void addTo(Map<String, Object> traits) {
        if (!traits.containsKey("role")) {
            return;
        }
        JobTitle title = switch (traits.get("role")) {
            case String text -> of(text);
            case List<?> list ->
                of(String.join(", ", list.stream().map(String::valueOf).toList()));
            case null, default -> UNKNOWN;
        };
        traits.put("role_level", title.level());
        traits.put("role_function", title.functions().isEmpty() ? null : title.functions());
    }

    /** Reads a title as people write it. */
    public static JobTitle of(String title) {
        JobTitle known = REMEMBERED.get(title);
        if (known == null) {
            known = READER.read(title);
            if (REMEMBERED.size() < MAX_REMEMBERED) {
                REMEMBERED.put(title, known);
            }
        }
        return known;
    }
}
