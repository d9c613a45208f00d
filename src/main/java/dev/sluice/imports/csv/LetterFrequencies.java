package dev.sluice.imports.csv;

import dev.sluice.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How likely a text is in the languages that Sluice knows, by how often each writes its letters beyond ASCII. */
final class LetterFrequencies {
    private static final double UNKNOWN_LETTER = -8;
    private static final double WRONG_CASE = -6;
    private static final double STRANGE_MARK = -15;
    private static final double SIGN_BESIDE_A_LETTER = -5;
    private static final double SCRIPTS_MIXED = -12;
    private static final double ANOTHER_LANGUAGE = -2;
    private static final String USUAL_MARKS = "–—“”„‘’‚…€£«»¿¡ªº\u00A0";
    private static final String SIGNS = "•§°®™©·";

    /** The languages that are likely to stand in one file. */
    private static final List<List<Map<Character, Double>>> REGIONS = read();

    private LetterFrequencies() {}

    /**
     * The logarithm of how likely the words are if all are of the languages of one region and most of one of them,
     * whichever fits best.
     *
     * @param words each with at least one character beyond ASCII
     */
    static double likelihood(List<String> words) {
        return REGIONS.stream()
                .mapToDouble(languages -> likelihood(words, languages))
                .max()
                .orElse(0);
    }

    private static double likelihood(List<String> words, List<Map<Character, Double>> languages) {
        double[] total = new double[languages.size()];
        double[] ofWord = new double[languages.size()];
        for (String word : words) {
            double best = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < ofWord.length; i++) {
                ofWord[i] = likelihood(word, languages.get(i));
                best = Math.max(best, ofWord[i]);
            }
            for (int i = 0; i < ofWord.length; i++) {
                total[i] += Math.max(ofWord[i], best + ANOTHER_LANGUAGE);
            }
        }
        return Arrays.stream(total).max().orElse(0);
    }

    private static double likelihood(String word, Map<Character, Double> language) {
        double sum = 0;
        int run = 0;
        boolean ascii = false;
        boolean otherScript = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x80) {
                ascii = true;
                run = 0;
            } else if (Character.isLetter(c)) {
                sum += language.getOrDefault(c == 'İ' ? c : Character.toLowerCase(c), UNKNOWN_LETTER);
                boolean wrongCase = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(word.charAt(i - 1));
                boolean latin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
                run++;
                sum += (wrongCase ? WRONG_CASE : 0) + (latin && run > 2 ? WRONG_CASE : 0);
                otherScript |= !latin;
            } else {
                run = 0;
                sum += mark(word, i);
            }
        }
        return sum + (ascii && otherScript ? SCRIPTS_MIXED : 0);
    }

    private static double mark(String word, int at) {
        char c = word.charAt(at);
        boolean inside = at > 0
                && at + 1 < word.length()
                && Character.isLetter(word.charAt(at - 1))
                && Character.isLetter(word.charAt(at + 1));
        if (c == '’' && inside) {
            return -0.5;
        }
        boolean apart = !inside || c == '\u00A0' || c == '–';
        if (SIGNS.indexOf(c) >= 0 && apart) {
            return word.length() == 1 ? -1 : SIGN_BESIDE_A_LETTER;
        }
        return USUAL_MARKS.indexOf(c) >= 0 && apart ? -1 : STRANGE_MARK;
    }

    @SuppressWarnings("unchecked") // the file is ours, and every test reads it
    private static List<List<Map<Character, Double>>> read() {
        try (InputStream file = LetterFrequencies.class.getResourceAsStream("/import/letters.json")) {
            Map<String, Object> json =
                    Json.object(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
            Map<String, Map<Character, Double>> languages = new HashMap<>();
            ((Map<String, String>) Objects.requireNonNull(json.get("letters")))
                    .forEach((language, letters) -> languages.put(language, language(letters)));
            return ((List<List<String>>) Objects.requireNonNull(json.get("regions")))
                    .stream()
                            .map(region -> region.stream().map(languages::get).toList())
                            .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Letters, each with its share among those of its language beyond ASCII in percent: "ü 33 ä 30". */
    private static Map<Character, Double> language(String letters) {
        String[] parts = letters.split(" ", -1);
        Map<Character, Double> shares = new HashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            shares.put(parts[i].charAt(0), Math.log(Double.parseDouble(parts[i + 1]) / 100));
        }
        return shares;
    }
}
