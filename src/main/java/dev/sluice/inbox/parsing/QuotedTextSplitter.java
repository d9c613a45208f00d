package dev.sluice.inbox.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Parts what somebody wrote from what they quote, whether they answer above, below or in between. */
public final class QuotedTextSplitter {
    /** Stands, in text made from HTML, where the sender's program begins to quote. */
    static final String BEGINS = "----- \u2063quoted\u2063 -----";

    /** Somebody's own words, and everything else of the message. */
    public record Split(String own, String quoted) {
        public boolean quotes() {
            return !quoted.isBlank();
        }
    }

    private static final int LONGEST_ATTRIBUTION = 400;
    private static final Pattern WROTE = Pattern.compile(
            "(?iU)\\b(wrote|writes|schrieb|schreibt|a écrit|escribió|ha scritto|scrisse|schreef|heeft .{0,80}geschreven"
                    + "|napisał|napisała|pisze|escreveu|skrev|kirjoitti|napsal|yazdı|написал|пишет)\\b|のメッセージ|写道");
    private static final Pattern MAILBOX = Pattern.compile("[<\\[(]?[^\\s<>@]{1,64}@[^\\s<>@]{1,190}");
    private static final Pattern DIVIDER = Pattern.compile(
            "(?U)^[\\s*]*[-_=]{3,}[\\s>]*[\\p{L}\\u2063][\\p{L}\\p{M}\\u2063 '’.-]{3,50}[-_=]{3,}\\s*:?$");
    private static final Pattern FORWARDED =
            Pattern.compile("(?iU)^(begin forwarded message|anfang der weitergeleiteten"
                    + " nachricht|début du message (transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato"
                    + "|begin doorgestuurd bericht)\\s*:$");
    private static final Pattern SENDER = Pattern.compile(
            "(?iU)^\\*?(from|von|de|da|van|od|från|fra|lähettäjä|от|kimden|差出人|发件人)\\s*[:：]\\*?\\s*\\S.*");
    private static final Pattern SENT = Pattern.compile(
            "(?iU)^\\*?(sent|date|gesendet|datum|envoyé|enviado|enviada|fecha"
                    + "|inviato|data|verzonden|wysłano|skickat|sendt|lähetetty|дата|отправлено|tarih|送信日時|日時|发送时间"
                    + "|subject|betreff|objet|asunto|oggetto|onderwerp|temat|assunto|ämne|emne|件名|主题)( el| em)?\\s*[:：]\\*?.*");
    private static final Pattern PHONE =
            Pattern.compile("(?iU)^(sent|get outlook|von meinem|gesendet|diese nachricht wurde"
                    + " von meinem|envoyé|enviado|inviato|verzonden|verstuurd|wysłano|wysłane|skickat|sendt|lähetetty)\\b.{0,60}"
                    + "\\b(iphone|ipad|android|samsung|galaxy|huawei|outlook|smartphone|mobil\\w*|handy|blackberry|telefon\\w*"
                    + "|mobiel|gmail|yahoo|gmx|web\\.de|proton\\w*)\\b.{0,60}$|^iPhone\\s*から送信$");

    private QuotedTextSplitter() {}

    public static Split split(String text) {
        List<String> lines = text.lines().map(String::stripTrailing).toList();
        List<String> own = new ArrayList<>();
        List<String> quoted = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            int attribution = line.startsWith(">") ? 0 : attribution(lines, at);
            if (line.startsWith(">")) {
                quoted.add(line);
                at++;
            } else if (attribution > 0 && isQuoted(lines, at + attribution)) {
                quoted.addAll(lines.subList(at, at + attribution));
                at += attribution;
            } else if (attribution > 0 || isDivider(lines, at)) {
                quoted.addAll(lines.subList(at, lines.size()));
                at = lines.size();
            } else {
                own.add(line);
                at++;
            }
        }
        return new Split(
                tidy(own), String.join("\n", quoted).replace(BEGINS, "").strip());
    }

    /** How many lines from here say who wrote what follows; 0 when none does. */
    private static int attribution(List<String> lines, int at) {
        if (lines.get(at).equals(BEGINS)) {
            int more = at + 1 < lines.size() ? attribution(lines, at + 1) : 0;
            return more == 0 ? (isQuoted(lines, at + 1) ? 1 : 0) : 1 + more;
        }
        StringBuilder joined = new StringBuilder();
        for (int n = 0; n < 3 && at + n < lines.size(); n++) {
            String line = lines.get(at + n).strip();
            if (line.isEmpty() || line.startsWith(">") || joined.length() + line.length() > LONGEST_ATTRIBUTION) {
                return 0;
            }
            joined.append(n == 0 ? "" : " ").append(line);
            boolean ends = line.endsWith(":") || line.endsWith("：");
            if (ends && isAttribution(joined.toString(), lines, at + n + 1)) {
                return n + 1;
            }
        }
        return 0;
    }

    /** A date and a name before "wrote:", or a mailbox before a colon that quoted lines follow. */
    private static boolean isAttribution(String line, List<String> lines, int next) {
        boolean dated = line.chars().anyMatch(Character::isDigit);
        boolean named = MAILBOX.matcher(line).find();
        return WROTE.matcher(line).find() ? dated || named || isQuoted(lines, next) : named && isQuoted(lines, next);
    }

    private static boolean isQuoted(List<String> lines, int at) {
        int next = at;
        while (next < lines.size()
                && (lines.get(next).isBlank() || lines.get(next).equals(BEGINS))) {
            next++;
        }
        return next < lines.size() && lines.get(next).startsWith(">");
    }

    private static boolean isDivider(List<String> lines, int at) {
        String line = lines.get(at).strip();
        if (line.equals(BEGINS) || FORWARDED.matcher(line).find()) {
            return true;
        }
        if (line.length() < 100 && DIVIDER.matcher(line).find()) {
            return true;
        }
        if (!SENDER.matcher(line).find()) {
            return false;
        }
        return lines.stream()
                .skip(at + 1L)
                .limit(5)
                .anyMatch(next -> SENT.matcher(next.strip()).find());
    }

    /** Without the signature, the mark of a phone and empty lines around. */
    private static String tidy(List<String> lines) {
        int end = lines.size();
        for (int i = 1; i < end; i++) {
            if (lines.get(i).equals("--") || lines.get(i).equals("-- ")) {
                end = i;
            }
        }
        while (end > 0 && (isIdle(lines.get(end - 1)))) {
            end--;
        }
        return String.join("\n", lines.subList(0, end)).strip();
    }

    private static boolean isIdle(String line) {
        String plain = line.strip();
        return plain.isEmpty()
                || plain.chars().allMatch(c -> c == '_' || c == '-' || c == '*')
                || (plain.length() < 160 && PHONE.matcher(plain).find());
    }
}
