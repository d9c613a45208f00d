package dev.sluice.inbox.parsing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Separates what somebody wrote from what they quote, whether they answer above, below or in between. Every line is in
 * one of the two; in doubt it is the person's own.
 */
public final class QuotedTextSplitter {
    /** Are, in text made from HTML, where the sender's program begins and ends to quote. */
    static final String BEGINS = "----- \u2063quoted\u2063 -----";

    static final String ENDS = "----- \u2063own\u2063 -----";

    /**
     * Somebody's own words, and everything else of the message.
     *
     * @param quotes whether an earlier message is quoted; a signature is not
     * @param certain false where the own words may hold quoted ones, because they could not be told apart
     */
    public record Split(String own, String quoted, boolean quotes, boolean certain) {}

    private static final Pattern INLINE = Pattern.compile(
            "(?iU)(see|find|answer|answers|answered|repl\\w+|respon\\w+|comment\\w*|note\\w*)\\b.{0,30}\\b(below|inline|in-line|in line|in red|in blue"
                    + "|in green|in bold|in caps|within|in between)\\b|\\b(siehe|s\\.|antwort\\w*|anmerkung\\w*) .{0,20}(unten|im text|inline)\\b"
                    + "|voir (ci-dessous|plus bas|dans le texte)|réponses? (ci-dessous|dans le texte|en rouge)|(ver|vea|mira|respuestas?) .{0,12}(abajo|en rojo)"
                    + "|vedi sotto|risposte? (sotto|in rosso)|zie (hieronder|onder)|(veja|respostas?) (abaixo|em vermelho)");

    private static final Pattern BLANKS = Pattern.compile("\n{3,}");
    private static final Pattern COMPARISON = Pattern.compile("^>\\s?[\\d$€£=%].*");

    private final List<String> lines;
    private final BitSet quoted = new BitSet();

    /** Of the quoted lines, those that only their place makes quoted. */
    private final BitSet unmarked = new BitSet();

    private boolean forwards;

    private QuotedTextSplitter(List<String> lines) {
        this.lines = lines;
    }

    public static Split split(String text) {
        List<String> lines =
                Signature.withoutPgp(text).lines().map(String::stripTrailing).toList();
        return new QuotedTextSplitter(lines).split();
    }

    private Split split() {
        int at = 0;
        while (at < lines.size()) {
            at = line(at);
        }
        boolean certain = true;
        boolean between = !forwards && INLINE.matcher(String.join(" ", own())).find();
        if (!unmarked.isEmpty() && (between || isBlank(own()))) {
            quoted.andNot(unmarked);
            certain = false;
        }
        boolean quotes = quoted.stream().anyMatch(i -> !lines.get(i).isBlank() && !isMark(lines.get(i)));
        Signature.fold(lines, quoted);
        return new Split(
                BLANKS.matcher(String.join("\n", own())).replaceAll("\n\n").strip(),
                String.join(
                                "\n",
                                quoted.stream()
                                        .mapToObj(lines::get)
                                        .filter(line -> !isMark(line))
                                        .toList())
                        .strip(),
                quotes,
                certain);
    }

    /** Decides about the line, and those that belong to it; returns where the next one is. */
    private int line(int at) {
        String line = lines.get(at);
        if (line.equals(BEGINS)) {
            return begins(at);
        }
        if (isMark(line) || line.startsWith(">")) {
            quoted.set(at, isMark(line) || !isComparison(at));
            return at + 1;
        }
        int head = QuoteAttribution.lines(lines, at);
        if (head == 0) {
            head = Quotation.divider(lines, at);
        }
        return head == 0 ? at + 1 : head(at, head);
    }

    /** Some lines say that an earlier message follows: its lines have marks, or it was cut, or all the rest is it. */
    private int head(int at, int head) {
        quoted.set(at, at + head);
        forwards |= Quotation.isForward(lines.get(at));
        int next = at + head;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        if (next < lines.size() && Quotation.isStub(lines.get(next))) {
            quoted.set(next);
            return next + 1;
        }
        if (next < lines.size()
                && (lines.get(next).startsWith(">") || lines.get(next).equals(BEGINS))) {
            return next;
        }
        int deeper =
                next < lines.size() ? Math.max(QuoteAttribution.lines(lines, next), Quotation.divider(lines, next)) : 0;
        return deeper > 0 ? next : rest(at + head, endOfRegion(at));
    }

    /** The sender's program says that it quotes: marked lines, or else all until it says that it ends. */
    private int begins(int at) {
        quoted.set(at);
        int end = endOfRegion(at + 1);
        int marked = at + 1;
        while (marked < end && !lines.get(marked).startsWith(">")) {
            marked++;
        }
        int next = at + 1;
        while (next < end && (lines.get(next).isBlank() || isMark(lines.get(next)))) {
            next++;
        }
        if (next < end && lines.get(next).startsWith(">")) {
            return at + 1;
        }
        int header = next < end ? Quotation.divider(lines, next) : 0;
        if (marked == end || header > 0) {
            int head = header > 0 || next == end ? header : QuoteAttribution.lines(lines, next);
            quoted.set(at, Math.min(end, next + head));
            return rest(Math.min(end, next + head), end);
        }
        if (marked - next <= 3) {
            quoted.set(next, marked);
        }
        return at + 1;
    }

    private int rest(int from, int end) {
        for (int i = from; i < end; i++) {
            quoted.set(i);
            if (!lines.get(i).startsWith(">") && !isMark(lines.get(i))) {
                unmarked.set(i);
            }
        }
        return Math.max(end, from);
    }

    /** Where the part of an HTML mail that holds this line ends, or the whole. */
    private int endOfRegion(int at) {
        int depth = 0;
        for (int i = at; i < lines.size(); i++) {
            if (lines.get(i).equals(BEGINS)) {
                depth++;
            } else if (lines.get(i).equals(ENDS) && depth-- == 0) {
                return i;
            }
        }
        return lines.size();
    }

    /** "> 50 people" alone, which nobody quotes. */
    private boolean isComparison(int at) {
        boolean alone = (at == 0 || !lines.get(at - 1).startsWith(">"))
                && (at + 1 == lines.size() || !lines.get(at + 1).startsWith(">"));
        return alone && quoted.isEmpty() && COMPARISON.matcher(lines.get(at)).matches();
    }

    private List<String> own() {
        List<String> own = new ArrayList<>();
        for (int i = quoted.nextClearBit(0); i < lines.size(); i = quoted.nextClearBit(i + 1)) {
            own.add(lines.get(i));
        }
        return own;
    }

    private static boolean isBlank(List<String> own) {
        return own.stream().allMatch(line -> line.isBlank() || Signature.isIdle(line));
    }

    private static boolean isMark(String line) {
        return Arrays.asList(BEGINS, ENDS).contains(line);
    }
}
