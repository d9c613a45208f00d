package dev.sluice.inbox.classification;

import dev.sluice.mail.refusal.PhraseLists;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads out of ordinary words whether their writer wants no more mail: {@code inbox/unsubscribe.yaml}. */
final class OptOutReader {
    private static final int READ = 3_000;
    private static final int SHORT = 160;

    private static final PhraseLists PHRASES = PhraseLists.read("unsubscribe");
    private static final Set<String> REQUESTS = Set.copyOf(PHRASES.list("request"));
    private static final List<Pattern> CLEAR = patterns("clear");
    private static final List<Pattern> NOT_MEANT = patterns("not_meant");
    private static final List<Pattern> CONDITIONAL = patterns("conditional");
    private static final List<Pattern> HINT = patterns("hint");
    private static final List<Pattern> STILL = patterns("still");

    private static final Pattern GREETING =
            Pattern.compile("(?iU)^" + PHRASES.alternatives("greeting") + "\\b[^,.!:\\n]{0,40}([,.!:]+ ?|\\n|$)\\s*");
    private static final Pattern CLOSING =
            Pattern.compile("(?iU)[,.!\\s]+" + PHRASES.alternatives("closing") + "\\b.{0,80}$", Pattern.DOTALL);
    private static final Pattern MARKS = Pattern.compile("[.!。,\"'*;:]+$");

    /** Below such a line stand footers of lists and of companies, which nobody wrote for us. */
    private static final Pattern FOOTER = Pattern.compile("(?m)^\\s*[-_=*]{8,}\\s*$");

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?;。！？])\\s+|\\s*\\n\\s*\\n\\s*|(?<=[。！？])");
    private static final Pattern CLAUSES =
            Pattern.compile("(?U)[,:()–—]+ |\\s[-–—]+\\s|\\b(but|aber|sondern|pero|sino|però|maar|porém)\\b");

    private OptOutReader() {}

    /**
     * The wish in somebody's own words.
     *
     * @param subject a subject of their own, "" where it is only that of what they answer
     */
    static OptOutWish of(String own, String subject) {
        String text = words(own);
        String title = plain(subject);
        if (isRequest(text) || (text.length() < SHORT && REQUESTS.contains(title))) {
            return OptOutWish.CLEAR;
        }
        return read(subject.isBlank() ? text : subject + ".\n\n" + text);
    }

    /** The whole short text, or its beginning or end, is a request and nothing else. */
    private static boolean isRequest(String text) {
        if (text.length() > SHORT) {
            return false;
        }
        String ungreeted = GREETING.matcher(text).replaceFirst("");
        String firstLine = ungreeted.lines().findFirst().orElse("");
        String[] sentences = SENTENCES.split(ungreeted);
        return Stream.of(ungreeted, firstLine, sentences[0], sentences[sentences.length - 1])
                .map(OptOutReader::plain)
                .anyMatch(REQUESTS::contains);
    }

    private static OptOutWish read(String text) {
        boolean clear = false;
        boolean denied = false;
        boolean unclear = false;
        String rest = AutoReplyPhrases.normal(text.replaceAll("\\n[ \\t]*\\n", ". "));
        for (String sentence : SENTENCES.split(rest)) {
            for (String clause : CLAUSES.split(sentence)) {
                String words = MARKS.matcher(clause.strip().replaceAll("[?？]+$", ""))
                        .replaceAll("")
                        .strip();
                boolean wish = any(CLEAR, words);
                if (any(NOT_MEANT, words)) {
                    denied = true;
                } else if (wish && !any(CONDITIONAL, sentence)) {
                    clear = true;
                    rest = rest.replace(words, "");
                } else if (wish || any(HINT, words)) {
                    unclear = true;
                }
            }
        }
        if (clear && !denied && !any(STILL, rest)) {
            return OptOutWish.CLEAR;
        }
        return clear || unclear ? OptOutWish.UNCLEAR : OptOutWish.NONE;
    }

    private static String words(String own) {
        String above = FOOTER.split(own, 2)[0];
        return (above.length() > READ ? above.substring(0, READ) : above).strip();
    }

    /** Without marks and politeness around it. */
    private static String plain(String text) {
        String greeted = GREETING.matcher(text.strip()).replaceFirst("");
        String closed = CLOSING.matcher(AutoReplyPhrases.normal(greeted)).replaceFirst("");
        return MARKS.matcher(closed).replaceAll("").replaceFirst("^[\"'*]+", "").strip();
    }

    private static boolean any(List<Pattern> patterns, String words) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(words).find());
    }

    private static List<Pattern> patterns(String list) {
        return Arrays.asList(PHRASES.list(list).stream()
                .map(pattern -> Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS))
                .toArray(Pattern[]::new));
    }
}
