package dev.sluice.inbox.parsing;

import java.util.List;
import java.util.regex.Pattern;

/** Recognises the lines by which a mail program says who wrote what follows. */
final class QuoteAttribution {
    private static final int LONGEST = 400;
    private static final int MOST_LINES = 4;

    private static final Pattern WROTE = Pattern.compile(
            "(?iU)\\b(wrote|writes|written by|said the following|sent the following|schrieb|schreibt|hat .{0,80}geschrieben"
                    + "|a écrit|écrit|écrivait|escribió|escribio|ha escrito|va escriure|ha scritto|scrisse|scritto|schreef|heeft .{0,80}geschreven"
                    + "|napisał|napisała|pisze|pisał|escreveu|skrev|skriver|kirjoitti|napsal|napísal|je napisao|je napisala|a scris"
                    + "|ezt írta|yazdı|yazmış|написал|написала|пишет|пише|написав|έγραψε|menulis|đã viết|viết)\\b"
                    + "|のメッセージ|写道|寫道|님이 작성|작성:|書きました|のメール|כתב|كتب");

    private static final Pattern OPENER = Pattern.compile(
            "(?iU)^[\\s*_-]*(on|at|in|am|le|el|il|em|a|op|den|dne|dnia|w dniu|on the|"
                    + "quoting|zitat von|mensaje citado por|citando|quota(ndo)?|в|на|2\\d{3}|\\d{1,2}[./-]|\\p{L}{2,4}[.,]{1,2}|在|vào|pada|tarihinde|thus spake)\\b?.*");

    private static final Pattern QUOTING = Pattern.compile(
            "(?iU)^(quoting|zitat von|mensaje citado por|citando|quotando|citát|thus spake|in reply to)\\b.*");
    private static final Pattern MAILBOX = Pattern.compile("[<\\[(]?[^\\s<>@]{1,64}@[^\\s<>@]{1,190}");
    private static final Pattern DATED =
            Pattern.compile("20\\d\\d|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\b\\d{1,2}[:.h]\\d{2}\\b");

    /** A date, a mailbox and a verb, and behind its colon what is quoted. */
    private static final Pattern WITH_QUOTE = Pattern.compile(
            "(?iU)^\\s*(on|am|le|el|il|em|op|den) .{6,120}\\S+@\\S+.{0,20}(wrote|schrieb|écrit|escribió|scritto|escreveu"
                    + "|schreef|geschreven|skrev)[^:]{0,20}:\\s+\\S.*");

    private static final Pattern TIMED = Pattern.compile("\\b\\d{1,2}[:.h]\\d{2}\\b");
    private static final Pattern NAME_ONLY = Pattern.compile(".*[>)\\]]\\s*[:：]$");
    private static final Pattern DATE_FIRST = Pattern.compile("^[*\\s]*(\\d|\\[|\\p{L}{2,4}[.,]\\s).*");
    private static final Pattern BETWEEN_DASHES = Pattern.compile("^\\s*-{2,}.*-{2,}\\s*$");
    private static final Pattern SENTENCE = Pattern.compile(".*[.!?…]\\s*$");

    private QuoteAttribution() {}

    /** How many lines from here say who wrote what follows; 0 when none does. */
    static int lines(List<String> lines, int at) {
        if (WITH_QUOTE.matcher(lines.get(at)).matches()) {
            return 1;
        }
        StringBuilder joined = new StringBuilder();
        for (int n = 0; n < MOST_LINES && at + n < lines.size(); n++) {
            String line = lines.get(at + n).strip();
            if (line.isEmpty() || line.startsWith(">") || joined.length() + line.length() > LONGEST) {
                return 0;
            }
            joined.append(n == 0 ? "" : " ").append(line);
            if ((ends(joined.toString()) || endsWithAddress(lines, at + n, joined.toString()))
                    && isAttribution(joined.toString(), Quotation.follows(lines, at + n + 1))) {
                return n == 0 || beginsHere(lines, at, n) ? n + 1 : 0;
            }
        }
        return 0;
    }

    private static boolean ends(String line) {
        return line.endsWith(":")
                || line.endsWith("：")
                || (BETWEEN_DASHES.matcher(line).matches()
                        && WROTE.matcher(line).find());
    }

    /** A date and an address without a colon, right above the quotation. */
    private static boolean endsWithAddress(List<String> lines, int last, String line) {
        return line.endsWith(">")
                && DATE_FIRST.matcher(line).matches()
                && last + 1 < lines.size()
                && lines.get(last + 1).startsWith(">");
    }

    /** Without quoted lines behind it, only a line that can be nothing else, for all that follows is folded away. */
    private static boolean isAttribution(String line, boolean quoteFollows) {
        boolean dated = DATED.matcher(line).find();
        boolean named = MAILBOX.matcher(line).find();
        boolean wrote = WROTE.matcher(line).find();
        if (quoteFollows) {
            return wrote
                    || QUOTING.matcher(line).matches()
                    || (named && (dated || NAME_ONLY.matcher(line).matches()))
                    || (dated && DATE_FIRST.matcher(line).matches());
        }
        boolean opened = OPENER.matcher(line).matches();
        return wrote ? named || (opened && TIMED.matcher(line).find()) : named && dated && opened;
    }

    /** Whether an attribution of several lines begins with this one, rather than with one further down. */
    private static boolean beginsHere(List<String> lines, int at, int last) {
        String first = lines.get(at).strip();
        if (SENTENCE.matcher(first).matches() || !isBeginning(first)) {
            return false;
        }
        for (int later = at + 1; later <= at + last; later++) {
            String line = lines.get(later).strip();
            boolean begins =
                    OPENER.matcher(line).matches() || MAILBOX.matcher(line).find();
            if (begins && DATED.matcher(line).find() && lines(lines, later) > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBeginning(String line) {
        return (OPENER.matcher(line).matches() && DATED.matcher(line).find())
                || MAILBOX.matcher(line).find()
                || QUOTING.matcher(line).matches();
    }
}
