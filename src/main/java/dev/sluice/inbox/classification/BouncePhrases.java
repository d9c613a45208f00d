package dev.sluice.inbox.classification;

import dev.sluice.mail.refusal.BounceDiagnosis;
import dev.sluice.mail.refusal.PhraseLists;
import java.util.List;

/** What mail systems say, in their languages, when a delivery fails: {@code inbox/bounce.yaml}. */
final class BouncePhrases {
    private static final PhraseLists PHRASES = PhraseLists.read("bounce");

    private static final List<String> SUBJECTS = PHRASES.list("subject");
    private static final List<String> FAILED = PHRASES.list("failed");
    private static final List<String> DELAYED = PHRASES.list("delayed");
    private static final List<String> FINAL = PHRASES.list("final");

    private BouncePhrases() {}

    static boolean hasFailedSubject(String subject) {
        return PhraseLists.any(SUBJECTS, BounceDiagnosis.normal(subject));
    }

    static boolean saysFailed(String words) {
        return PhraseLists.any(FAILED, words);
    }

    static boolean saysDelayed(String subject, String words) {
        return PhraseLists.any(DELAYED, BounceDiagnosis.normal(subject)) || PhraseLists.any(DELAYED, words);
    }

    static boolean saysFinal(String words) {
        return PhraseLists.any(FINAL, words);
    }
}
