package dev.sluice.inbox.classification;

import dev.sluice.mail.refusal.PhraseLists;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What answering machines say, in the languages of the people who set them up: {@code inbox/auto-reply.yaml}. */
final class AutoReplyPhrases {
    private static final PhraseLists PHRASES = PhraseLists.read("auto-reply");

    /** How answering programs begin a subject; a colon, a dash or nothing follows. */
    private static final List<String> SUBJECTS = PHRASES.list("subject");
    /** Says outright that a machine speaks. */
    /** The same, but people begin subjects with these, too: only a mark behind them tells. */
    private static final List<String> SUBJECTS_WITH_MARK = PHRASES.list("subject_with_mark");

    private static final List<String> MACHINE = PHRASES.list("machine");
    private static final List<String> AWAY = PHRASES.list("away");
    private static final List<String> LEFT = PHRASES.list("left");
    private static final List<String> RECEIVED = PHRASES.list("received");
    private static final List<String> THANKS = PHRASES.list("thanks");
    private static final List<String> URGENT = PHRASES.list("urgent");
    private static final List<String> RETURN = PHRASES.list("return");
    private static final List<String> PROMISE = PHRASES.list("promise");
    private static final List<String> CHALLENGE = PHRASES.list("challenge");

    /** What follows the word in a subject of a program: a dash, an answered subject, or a date. */
    private static final Pattern BEHIND = Pattern.compile("([-–—(,].*|(re|aw|sv|tr|r)\\s?:.*|.{0,12}\\d.*)");

    private AutoReplyPhrases() {}

    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replaceAll("[\\s\\u00a0\\u200b\\u3000]+", " ")
                .strip();
    }

    /** Whether a subject begins as programs begin theirs: their word, then a mark or the end. */
    static boolean beginsAutomatically(String subject) {
        String plain = normal(subject).replaceFirst("^[\\[(【<*]+ ?", "");
        return SUBJECTS.stream()
                        .filter(plain::startsWith)
                        .map(start -> plain.substring(start.length()).stripLeading())
                        .anyMatch(rest -> rest.isEmpty()
                                || hasMark(rest)
                                || BEHIND.matcher(rest).matches())
                || SUBJECTS_WITH_MARK.stream()
                        .filter(plain::startsWith)
                        .anyMatch(
                                start -> hasMark(plain.substring(start.length()).stripLeading()));
    }

    private static boolean hasMark(String rest) {
        return !rest.isEmpty() && ":：]】)>".indexOf(rest.charAt(0)) >= 0;
    }

    static boolean machine(String words) {
        return PhraseLists.any(MACHINE, words);
    }

    static boolean away(String words) {
        return PhraseLists.any(AWAY, words);
    }

    static boolean left(String words) {
        return PhraseLists.any(LEFT, words);
    }

    static boolean received(String words) {
        return PhraseLists.any(RECEIVED, words);
    }

    static boolean thanks(String words) {
        return PhraseLists.any(THANKS, words);
    }

    static boolean urgent(String words) {
        return PhraseLists.any(URGENT, words);
    }

    static boolean returns(String words) {
        return PhraseLists.any(RETURN, words);
    }

    static boolean promises(String words) {
        return PhraseLists.any(PROMISE, words);
    }

    static boolean challenges(String words) {
        return PhraseLists.any(CHALLENGE, words);
    }
}
