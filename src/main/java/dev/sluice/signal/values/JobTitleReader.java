package dev.sluice.signal.values;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads job titles by the phrases of {@code signal/job-titles.yaml}. */
final class JobTitleReader {
    private static final int LONGEST_PHRASE = 4;
    private static final Set<String> OF_A_PLACE =
            Set.of("of", "at", "in", "bei", "an", "der", "de", "a", "en", "aan", "van");
    private static final List<String> LEADING = JobTitle.LEVELS.subList(0, JobTitle.LEVELS.indexOf("manager"));

    /** What a phrase says: levels and functions. */
    private final Map<String, Set<String>> phrases = new HashMap<>();

    private final Map<String, Set<String>> beginnings = new HashMap<>();
    private final Map<String, Set<String>> ends = new HashMap<>();
    private final Set<String> assistants;
    private final Set<String> students;

    private JobTitleReader(Map<?, ?> words) {
        groups(words, "levels");
        groups(words, "functions");
        assistants = Set.copyOf(texts(words.get("assistants")));
        students = Set.copyOf(texts(words.get("students")));
    }

    static JobTitleReader bundled() {
        try (InputStream in = JobTitleReader.class.getResourceAsStream("/signal/job-titles.yaml")) {
            if (in == null) {
                throw new IllegalStateException("signal/job-titles.yaml is missing from the build");
            }
            return new JobTitleReader(
                    (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobTitle read(String title) {
        List<String> words = Arrays.asList(
                PlainLetters.words(PlainLetters.of(title).replace('\'', ' ')).split(" "));
        Set<String> meanings = new LinkedHashSet<>();
        for (int at = 0; at < words.size(); ) {
            at += meaning(words, at, meanings);
        }
        if (words.contains("chief") && words.contains("officer")) {
            meanings.add("executive");
        }
        if (assists(words)) {
            return new JobTitle("staff", List.of("administration"));
        }
        List<String> functions = new ArrayList<>(meanings);
        functions.retainAll(JobTitle.FUNCTIONS);
        String level = level(words, meanings, functions);
        if (functions.isEmpty() && level != null && LEADING.contains(level)) {
            functions.add("general");
        }
        return new JobTitle(level, List.copyOf(functions));
    }

    private @Nullable String level(List<String> words, Set<String> meanings, List<String> functions) {
        for (String level : JobTitle.LEVELS) {
            if (meanings.contains(level)) {
                return level;
            }
        }
        return studies(words) ? "student" : functions.isEmpty() ? null : "staff";
    }

    /** Adds what the longest phrase at a place means; returns its number of words. */
    private int meaning(List<String> words, int at, Set<String> meanings) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - at); length > 0; length--) {
            Set<String> found = phrases.get(String.join(" ", words.subList(at, at + length)));
            if (found != null) {
                meanings.addAll(found);
                return length;
            }
        }
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            meanings.addAll(beginnings.getOrDefault(word.substring(0, i), Set.of()));
            meanings.addAll(ends.getOrDefault(word.substring(i), Set.of()));
        }
        meanings.addAll(beginnings.getOrDefault(word, Set.of()));
        return 1;
    }

    private boolean assists(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (assistants.contains(words.get(i)) && !leads(words, i + 1) && !phrased(words, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the assistant is part of a phrase of its own, such as "general secretary". */
    private boolean phrased(List<String> words, int at) {
        return at > 0 && phrases.containsKey(words.get(at - 1) + " " + words.get(at)) || phrased(words, at, at + 1);
    }

    private boolean phrased(List<String> words, int from, int to) {
        return to < words.size() && phrases.containsKey(words.get(from) + " " + words.get(to));
    }

    private boolean leads(List<String> words, int at) {
        Set<String> meanings = new HashSet<>();
        if (at < words.size()) {
            meaning(words, at, meanings);
        }
        return LEADING.stream().anyMatch(meanings::contains) || meanings.contains("manager");
    }

    private boolean studies(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            boolean last = i == words.size() - 1;
            if (students.contains(words.get(i)) && (last || OF_A_PLACE.contains(words.get(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    private void groups(Map<?, ?> words, String kind) {
        ((Map<?, ?>) Objects.requireNonNull(words.get(kind), kind))
                .forEach((name, list) -> texts(list).forEach(phrase -> add(phrase, (String) name)));
    }

    private void add(String phrase, String meaning) {
        if (phrase.startsWith("*")) {
            ends.computeIfAbsent(phrase.substring(1), _ -> new LinkedHashSet<>())
                    .add(meaning);
        } else if (phrase.endsWith("*")) {
            beginnings
                    .computeIfAbsent(phrase.substring(0, phrase.length() - 1), _ -> new LinkedHashSet<>())
                    .add(meaning);
        } else {
            phrases.computeIfAbsent(phrase, _ -> new LinkedHashSet<>()).add(meaning);
        }
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> all
                ? all.stream().map(String.class::cast).toList()
                : List.of();
    }
}
