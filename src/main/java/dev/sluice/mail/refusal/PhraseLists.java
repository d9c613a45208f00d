package dev.sluice.mail.refusal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is said in mail, from a file that lists phrases by language; a list here holds those of all languages. */
public final class PhraseLists {
    private static final String ANYTHING = " * ";
    private static final int FEW_WORDS = 70;

    private final String file;
    private final Map<String, List<String>> lists = new HashMap<>();

    private PhraseLists(String file, Map<?, ?> languages) {
        this.file = file;
        languages.values().forEach(language -> ((Map<?, ?>) language).forEach(this::add));
    }

    private void add(Object list, Object phrases) {
        List<String> known = lists.computeIfAbsent(String.valueOf(list), name -> new ArrayList<>());
        ((List<?>) phrases).forEach(phrase -> known.add(String.valueOf(phrase)));
    }

    /** Reads {@code inbox/NAME.yaml} of the resources. */
    public static PhraseLists read(String name) {
        String file = "/inbox/" + name + ".yaml";
        try (InputStream in = PhraseLists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the build");
            }
            return new PhraseLists(
                    file, (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The phrases of one list, in the order of the file. */
    public List<String> list(String name) {
        List<String> found = lists.get(name);
        if (found == null) {
            throw new IllegalStateException(file + " has no list " + name);
        }
        return List.copyOf(found);
    }

    /** A group of a regular expression that matches any phrase of the list. */
    public String alternatives(String name) {
        return list(name).stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    }

    public Map<String, List<String>> all() {
        return lists;
    }

    /** Whether the words, in lower case, hold one of the phrases; " * " in a phrase stands for a few words. */
    public static boolean any(List<String> phrases, String words) {
        return phrases.stream().anyMatch(phrase -> holds(words, phrase));
    }

    private static boolean holds(String words, String phrase) {
        int gap = phrase.indexOf(ANYTHING);
        if (gap < 0) {
            return words.contains(phrase);
        }
        String end = phrase.substring(gap + ANYTHING.length());
        int from = words.indexOf(phrase.substring(0, gap));
        while (from >= 0) {
            int to = words.indexOf(end, from + gap);
            if (to >= 0 && to - from - gap <= FEW_WORDS) {
                return true;
            }
            from = to < 0 ? -1 : words.indexOf(phrase.substring(0, gap), from + 1);
        }
        return false;
    }
}
