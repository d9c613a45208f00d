package dev.sluice.inbox.classification;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cause of a bounce: in the words of the server that refused it, then in the enhanced status code (RFC 3463),
 * then in the words around it. Servers disagree about the codes, so that a plain word outweighs a code, and a code
 * outweighs what the rest of the message says. A cause that is not found is unclear, never the recipient's fault.
 */
final class BounceDiagnosis {
    private static final List<String> FULL = BouncePhrases.list("full");
    private static final List<String> UNKNOWN = BouncePhrases.list("unknown");
    private static final List<String> NO_HOST = BouncePhrases.list("no_host");
    private static final List<String> MAYBE_UNKNOWN = BouncePhrases.list("maybe_unknown");
    private static final List<String> SENDER = BouncePhrases.list("sender");
    private static final List<String> REPUTATION = BouncePhrases.list("reputation");
    private static final List<String> POLICY = BouncePhrases.list("policy");
    private static final List<String> SIZE = BouncePhrases.list("size");
    private static final List<String> CONTENT = BouncePhrases.list("content");
    private static final List<String> SYSTEM = BouncePhrases.list("system");
    private static final List<String> REFUSED = BouncePhrases.list("refused");

    /** What is said of a fault that may pass: a name server that does not answer has not said that a host is unknown. */
    private static final Pattern MAY_PASS =
            Pattern.compile("try again|tempor|tempfail|timed? ?out|timeout|grey|deferred|servfail|lookup fail");

    private BounceDiagnosis() {}

    /**
     * The cause.
     *
     * @param status the enhanced status code, "" when there is none
     * @param server what the refusing server said, in {@link BouncePhrases#normal normal} form
     * @param around what the whole report says, likewise
     */
    static BounceCause cause(String status, String server, String around) {
        @Nullable BounceCause cause = byServer(status, server);
        if (cause == null && EnhancedStatus.isNamed(status)) {
            cause = sizeOrRoom(around);
        }
        if (cause == null) {
            cause = EnhancedStatus.cause(status);
        }
        if (cause == null) {
            cause = byText(status, around);
        }
        return cause == null ? BounceCause.UNCLEAR : cause;
    }

    private static @Nullable BounceCause byServer(String status, String words) {
        if (words.isEmpty()) {
            return null;
        }
        if (BouncePhrases.says(SENDER, words)) {
            return BounceCause.SENDER;
        }
        if (BouncePhrases.says(SIZE, words) && !BouncePhrases.says(FULL, words)) {
            return BounceCause.SIZE;
        }
        return byText(status, words);
    }

    private static @Nullable BounceCause byText(String status, String words) {
        if (BouncePhrases.says(FULL, words)) {
            return BounceCause.FULL;
        }
        boolean gone = isGone(status, words);
        if (gone && !EnhancedStatus.isRefusal(status)) {
            return BounceCause.ADDRESS;
        }
        @Nullable BounceCause ours = ours(words);
        if (ours == BounceCause.POLICY && (gone || EnhancedStatus.isAddress(status))) {
            return BounceCause.ADDRESS;
        }
        if (ours != null) {
            return ours;
        }
        if (gone || mayBeGone(status, words) || EnhancedStatus.isAddress(status)) {
            return BounceCause.ADDRESS;
        }
        if (BouncePhrases.says(SIZE, words)) {
            return BounceCause.SIZE;
        }
        if (BouncePhrases.says(SYSTEM, words)) {
            return BounceCause.SYSTEM;
        }
        return BouncePhrases.says(REFUSED, words) ? BounceCause.POLICY : null;
    }

    private static @Nullable BounceCause ours(String words) {
        if (BouncePhrases.says(REPUTATION, words)) {
            return BounceCause.REPUTATION;
        }
        if (BouncePhrases.says(CONTENT, words)) {
            return BounceCause.CONTENT;
        }
        return BouncePhrases.says(POLICY, words) ? BounceCause.POLICY : null;
    }

    private static boolean isGone(String status, String words) {
        if (BouncePhrases.says(UNKNOWN, words)) {
            return !status.startsWith("4") || !MAY_PASS.matcher(words).find();
        }
        return BouncePhrases.says(NO_HOST, words) && !MAY_PASS.matcher(words).find();
    }

    private static boolean mayBeGone(String status, String words) {
        return BouncePhrases.says(MAYBE_UNKNOWN, words)
                && !EnhancedStatus.isRefusal(status)
                && !status.startsWith("4")
                && !MAY_PASS.matcher(words).find();
    }

    /** A code of the recipient's address, with words about the message's size or the mailbox's room beside it. */
    private static @Nullable BounceCause sizeOrRoom(String words) {
        if (BouncePhrases.says(UNKNOWN, words)) {
            return null;
        }
        if (BouncePhrases.says(FULL, words)) {
            return BounceCause.FULL;
        }
        return BouncePhrases.says(SIZE, words) ? BounceCause.SIZE : null;
    }
}
