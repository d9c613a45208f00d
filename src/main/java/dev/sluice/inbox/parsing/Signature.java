package dev.sluice.inbox.parsing;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** Folds away what stands below somebody's words: signatures, marks of phones and armour of PGP. */
final class Signature {
    private static final int MOST_LINES = 15;
    private static final int LONGEST_LINE = 160;

    private static final Pattern PGP_BEGINS = Pattern.compile(
            "(?m)^-----BEGIN PGP SIGNED MESSAGE-----[ \\t]*\\n((Hash|Charset|Version|Comment):.*\\n)*\\n?");
    private static final Pattern PGP_SIGNATURE =
            Pattern.compile("(?ms)^-----BEGIN PGP SIGNATURE-----$.*?^-----END PGP SIGNATURE-----[ \\t]*$\\n?");

    private static final Pattern PHONE = Pattern.compile(
            "(?iU)^[\\s*_>(\\[]*(sent|get outlook|von meinem|von meiner|von|vom|gesendet|diese nachricht wurde"
                    + "|envoyé|télécharger|obtenez|enviado|obtener|inviato|ottieni|verzonden|verstuurd|wysłano|wysłane|skickat|hämta|sendt|lähetetty|отправлено|odesláno|enviada|obter|scarica|outlook (voor|für|para|pour|per))"
                    + "\\b.{0,80}\\b(iphone|ipad|ios|android|samsung|galaxy|huawei|xiaomi|pixel|outlook|smartphone|mobil\\w*|handy|blackberry|telefon\\w*|phone"
                    + "|mobiel|móvil|portable|cellulare|tablet|gmail|yahoo|gmx|web\\.de|freemail|proton\\w*|thunderbird|windows|mail app|mail-app|app|aol|orange|hey|spark)\\b.{0,120}$"
                    + "|^iPhone\\s*から送信$|^.{0,20}から送信$|^sent with .{0,60}(secure|mail|email)\\b.{0,40}$|^发自我的.{0,20}$");

    private Signature() {}

    /** The text of a message signed by PGP, without its armour. */
    static String withoutPgp(String text) {
        if (!text.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
            return text;
        }
        String plain =
                PGP_SIGNATURE.matcher(PGP_BEGINS.matcher(text).replaceAll("")).replaceAll("");
        return plain.replaceAll("(?m)^- ", "");
    }

    /** Marks as quoted the signature, the mark of a phone and empty lines at the end of what somebody wrote. */
    static void fold(List<String> lines, BitSet quoted) {
        int mark = lastMark(lines, quoted);
        if (mark >= 0 && isSignature(lines, quoted, mark)) {
            quoted.set(mark, lines.size());
        }
        int last = quoted.previousClearBit(lines.size() - 1);
        while (last >= 0 && isIdle(lines.get(last))) {
            quoted.set(last);
            last = quoted.previousClearBit(last);
        }
    }

    private static int lastMark(List<String> lines, BitSet quoted) {
        boolean wrote = false;
        int mark = -1;
        for (int i = quoted.nextClearBit(0); i < lines.size(); i = quoted.nextClearBit(i + 1)) {
            if (lines.get(i).strip().equals("--") && wrote) {
                mark = i;
            }
            wrote |= !lines.get(i).isBlank();
        }
        return mark;
    }

    /** Short lines without a question; what is longer is text that somebody set off. */
    private static boolean isSignature(List<String> lines, BitSet quoted, int mark) {
        int count = 0;
        for (int i = quoted.nextClearBit(mark + 1); i < lines.size(); i = quoted.nextClearBit(i + 1)) {
            String line = lines.get(i);
            count += line.isBlank() ? 0 : 1;
            if (line.length() > LONGEST_LINE || line.indexOf('?') >= 0) {
                return false;
            }
        }
        return count <= MOST_LINES;
    }

    static boolean isIdle(String line) {
        String plain = line.strip();
        return plain.isEmpty()
                || plain.chars().allMatch(c -> c == '_' || c == '-' || c == '*')
                || (plain.length() < LONGEST_LINE && PHONE.matcher(plain).find());
    }
}
