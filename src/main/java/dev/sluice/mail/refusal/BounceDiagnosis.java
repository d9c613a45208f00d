package dev.sluice.mail.refusal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cause of a bounce: in the words of the server that refused it, then in the enhanced status code (RFC 3463),
 * then in the words around it. Servers disagree about the codes, so that a plain word outweighs a code, and a code
 * outweighs what the rest of the message says. A cause that is not found is unclear, never the recipient's fault.
 */
public final class BounceDiagnosis {
    private static final PhraseLists PHRASES = PhraseLists.read("bounce");
    private static final List<String> FULL = PHRASES.list("full");
    private static final List<String> UNKNOWN = PHRASES.list("unknown");
    private static final List<String> NO_HOST = PHRASES.list("no_host");
    private static final List<String> MAYBE_UNKNOWN = PHRASES.list("maybe_unknown");
    private static final List<String> SENDER = PHRASES.list("sender");
    private static final List<String> REPUTATION = PHRASES.list("reputation");
    private static final List<String> POLICY = PHRASES.list("policy");
    private static final List<String> SIZE = PHRASES.list("size");
    private static final List<String> CONTENT = PHRASES.list("content");
    private static final List<String> SYSTEM = PHRASES.list("system");
    private static final List<String> REFUSED = PHRASES.list("refused");

    /** What is said of a fault that may pass: a name server that does not answer has not said that a host is unknown. */
    private static final Pattern MAY_PASS =
            Pattern.compile("try again|tempor|tempfail|timed? ?out|timeout|grey|deferred|servfail|lookup fail");

    private BounceDiagnosis() {}

    /** Words as they are compared: in lower case, evenly spaced. */
    public static String normal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .strip();
    }

    /**
     * The cause.
     *
     * @param status the enhanced status code, "" when there is none
     * @param server what the refusing server said, in {@link #normal normal} form
     * @param around what the whole report says, likewise
     */
    public static BounceCause cause(String status, String server, String around) {
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
        if (PhraseLists.any(SENDER, words)) {
            return BounceCause.SENDER;
        }
        if (PhraseLists.any(SIZE, words) && !PhraseLists.any(FULL, words)) {
            return BounceCause.SIZE;
        }
        return byText(status, words);
    }

    private static @Nullable BounceCause byText(String status, String words) {
        if (PhraseLists.any(FULL, words)) {
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
        if (PhraseLists.any(SIZE, words)) {
            return BounceCause.SIZE;
        }
        if (PhraseLists.any(SYSTEM, words)) {
            return BounceCause.SYSTEM;
        }
        return PhraseLists.any(REFUSED, words) ? BounceCause.POLICY : null;
    }

    private static @Nullable BounceCause ours(String words) {
        if (PhraseLists.any(REPUTATION, words)) {
            return BounceCause.REPUTATION;
        }
        if (PhraseLists.any(CONTENT, words)) {
            return BounceCause.CONTENT;
        }
        return PhraseLists.any(POLICY, words) ? BounceCause.POLICY : null;
    }

    private static boolean isGone(String status, String words) {
        if (PhraseLists.any(UNKNOWN, words)) {
            return !status.startsWith("4") || !MAY_PASS.matcher(words).find();
        }
        return PhraseLists.any(NO_HOST, words) && !MAY_PASS.matcher(words).find();
    }

    private static boolean mayBeGone(String status, String words) {
        return PhraseLists.any(MAYBE_UNKNOWN, words)
                && !EnhancedStatus.isRefusal(status)
                && !status.startsWith("4")
                && !MAY_PASS.matcher(words).find();
    }

    /** A code of the recipient's address, with words about the message's size or the mailbox's room beside it. */
    private static @Nullable BounceCause sizeOrRoom(String words) {
        if (PhraseLists.any(UNKNOWN, words)) {
            return null;
        }
        if (PhraseLists.any(FULL, words)) {
            return BounceCause.FULL;
        }
        return PhraseLists.any(SIZE, words) ? BounceCause.SIZE : null;
    }
}
