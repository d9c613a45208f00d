package dev.sluice.inbox.classification;

import dev.sluice.inbox.classification.MailClassification.BounceSeverity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What mail systems say, in their languages, when a delivery fails: {@code inbox/bounce.yaml}. */
final class BouncePhrases {
    private static final PhraseLists PHRASES = PhraseLists.read("bounce");

    private static final List<String> SUBJECTS = PHRASES.list("subject");
    private static final List<String> FAILED = PHRASES.list("failed");
    private static final List<String> DELAYED = PHRASES.list("delayed");
    private static final List<String> FINAL = PHRASES.list("final");
    private static final List<String> FULL = PHRASES.list("full");
    private static final List<String> REFUSED = PHRASES.list("refused");
    private static final List<String> UNKNOWN = PHRASES.list("unknown");

    private BouncePhrases() {}

    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
    }

    static boolean saysFailed(String subject, String words) {
        return PhraseLists.any(SUBJECTS, normal(subject)) || PhraseLists.any(FAILED, words);
    }

    static boolean saysDelayed(String subject, String words) {
        return PhraseLists.any(DELAYED, normal(subject)) || PhraseLists.any(DELAYED, words);
    }

    static boolean saysFinal(String words) {
        return PhraseLists.any(FINAL, words);
    }

    /** What the words say of the address; nothing when they say nothing. */
    static Optional<BounceSeverity> severity(String words) {
        if (PhraseLists.any(FULL, words)) {
            return Optional.of(BounceSeverity.SOFT);
        }
        if (PhraseLists.any(UNKNOWN, words)) {
            return Optional.of(BounceSeverity.HARD);
        }
        return PhraseLists.any(REFUSED, words) ? Optional.of(BounceSeverity.SOFT) : Optional.empty();
    }
}
