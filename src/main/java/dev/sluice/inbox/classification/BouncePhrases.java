package dev.sluice.inbox.classification;

import java.util.List;
import java.util.Locale;

/** What mail systems say, in their languages, when a delivery fails: {@code inbox/bounce.yaml}. */
final class BouncePhrases {
    private static final PhraseLists PHRASES = PhraseLists.read("bounce");

    private static final List<String> SUBJECTS = PHRASES.list("subject");
    private static final List<String> FAILED = PHRASES.list("failed");
    private static final List<String> DELAYED = PHRASES.list("delayed");
    private static final List<String> FINAL = PHRASES.list("final");

    private BouncePhrases() {}

    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The phrases of one list, for {@link #says}. */
    static List<String> list(String name) {
        return PHRASES.list(name);
    }

    static boolean says(List<String> phrases, String words) {
        return PhraseLists.any(phrases, words);
    }

    static boolean hasFailedSubject(String subject) {
        return PhraseLists.any(SUBJECTS, normal(subject));
    }

    static boolean saysFailed(String words) {
        return PhraseLists.any(FAILED, words);
    }

    static boolean saysDelayed(String subject, String words) {
        return PhraseLists.any(DELAYED, normal(subject)) || PhraseLists.any(DELAYED, words);
    }

    static boolean saysFinal(String words) {
        return PhraseLists.any(FINAL, words);
    }
}
