package dev.sluice.inbox.parsing;

import java.util.List;
import java.util.regex.Pattern;

/** Recognises quoted lines, and the dividers and headers that stand above what is quoted without marks. */
final class Quotation {
    /** What remains where somebody shortened the quotation. */
    private static final Pattern STUB = Pattern.compile(
            "(?iU)^\\s*[\\[(<{«]+\\s*(\\.{2,}|…|snip|snipped|cut|schnipp|quoted text hidden|trimmed|gekürzt)\\s*[\\])>}»]+\\s*$");

    private static final Pattern DIVIDER =
            Pattern.compile("(?iU)^[\\s*>]*[-_=]{2,}[\\s>*]*(original( e-?mail)? (message|appointment)"
                    + "|original message follows|orig\\. message|message from .{1,60}|reply message|reply above this line|(ursprüngliche|originale?|weitergeleitete|original-) ?(nachricht|e-?mail|mail)"
                    + "|originalnachricht|original-nachricht|forwarded (message|by).{0,60}|forwarded|message (d'origine|original|transféré|réexpédié|initial)"
                    + "|courriel original|mensaje (original|reenviado)|messaggio (originale|inoltrato)|(oorspronkelijk|doorgestuurd|origineel) bericht"
                    + "|mensagem (original|encaminhada|reencaminhada)|(ursprungligt|vidarebefordrat) meddelande|originalmeddelande|oprindelig meddelelse|videresendt meddelelse"
                    + "|opprinnelig melding|videresendt melding|alkuperäinen viesti|(oryginalna|przekazana) wiadomość|wiadomość (oryginalna|przekazana|źródłowa)|treść oryginalnej wiadomości"
                    + "|původní zpráva|přeposlaná zpráva|eredeti üzenet|исходное сообщение|пересылаемое сообщение|orijinal (ileti|mesaj)|iletilen ileti"
                    + "|元のメッセージ|原始邮件|转发邮件|原始郵件|원본 메시지|αρχικό μήνυμα)\\s*[-_=]{2,}[\\s>*]*:?$");

    private static final Pattern FORWARDED = Pattern.compile(
            "(?iU)^(begin forwarded message|anfang der weitergeleiteten (nachricht|e-mail)"
                    + "|début du (message|courriel) (transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato"
                    + "|begin doorgestuurd bericht|início da mensagem (encaminhada|reencaminhada)|vidarebefordrat brev)\\s*:$");

    private static final Pattern FORWARDS = Pattern.compile(
            "(?iU)forward|weitergeleitet|transféré|réexpédié|reenviado|inoltrato|doorgestuurd|encaminhada|vidarebefordrat"
                    + "|videresendt|przekazana|přeposlaná|пересылаемое|iletilen|转发");

    private static final Pattern RULE = Pattern.compile("^\\s*[_-]{10,}\\s*$");

    private static final Pattern SENDER = Pattern.compile(
            "(?iU)^[*_]*(from|von|de|da|van|od|från|fra|lähettäjä|от|kimden|kimtől|feladó|odesílatel|差出人|发件人|寄件者|보낸 사람)[*_]*\\s*[:：][*_]*\\s*\\S.*");
    private static final Pattern WHEN = Pattern.compile(
            "(?iU)^[*_]*(sent|date|gesendet|datum|envoyé|date d'envoi|enviado|enviada|fecha|inviato|data|verzonden|wysłano"
                    + "|skickat|sendt|dato|lähetetty|päivämäärä|дата|отправлено|tarih|gönderme tarihi|odesláno|elküldve|dátum|送信日時|日時|日付|发送时间|日期|보낸 날짜)"
                    + "( el| em| am| on)?[*_]*\\s*[:：][*_]*\\s*\\S.*");
    private static final Pattern OTHER_FIELD = Pattern.compile(
            "(?iU)^[*_]*(to|cc|bcc|reply-to|subject|an|kopie|betreff|à|pour|objet|para|asunto|a|oggetto|aan|onderwerp|do|temat|dw"
                    + "|assunto|till|kopia|ämne|til|emne|vastaanottaja|aihe|кому|тема|копия|kime|konu|komu|předmět|címzett|tárgy|importance|priority|wichtigkeit"
                    + "|宛先|件名|收件人|主题|主旨|抄送|받는 사람|제목)[*_]*\\s*[:：][*_]*.*");
    private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}[:.]\\d{2}");
    private static final int MOST_FIELDS = 9;

    private Quotation() {}

    /** Who forwards writes above, whatever they say of what is below. */
    static boolean isForward(String line) {
        return FORWARDED.matcher(line.strip()).matches()
                || FORWARDS.matcher(line).find();
    }

    static boolean isStub(String line) {
        return STUB.matcher(line).matches();
    }

    /** Whether the next line with words is quoted, or says that a quotation was cut here. */
    static boolean follows(List<String> lines, int at) {
        int next = at;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        return next < lines.size() && (lines.get(next).startsWith(">") || isStub(lines.get(next)));
    }

    /** How many lines from here divide what somebody wrote from an earlier message; 0 when none does. */
    static int divider(List<String> lines, int at) {
        String line = lines.get(at).strip();
        int next = at + 1;
        while (next < lines.size() && next < at + 3 && lines.get(next).isBlank()) {
            next++;
        }
        int fields = next < lines.size() ? fields(lines, next) : 0;
        if (DIVIDER.matcher(line).matches() || FORWARDED.matcher(line).matches()) {
            return fields == 0 ? 1 : next - at + fields;
        }
        if (fields > 0 && (RULE.matcher(line).matches() || isHeadline(line))) {
            return next - at + fields;
        }
        return fields(lines, at);
    }

    private static boolean isHeadline(String line) {
        return line.length() < 100 && line.matches("(?U)[-_=*\\s]{2,}\\p{L}.{2,60}[-_=*\\s:]{2,}");
    }

    /** How many lines from here are the header of an earlier message: who wrote it, and two more fields or one certain. */
    private static int fields(List<String> lines, int at) {
        if (!isField(lines.get(at).strip())) {
            return 0;
        }
        int count = 0;
        int last = 0;
        boolean sender = false;
        boolean when = false;
        boolean certain = false;
        for (int n = 0; n < MOST_FIELDS && at + n < lines.size(); n++) {
            String line = lines.get(at + n).strip();
            if (line.isEmpty()) {
                break;
            }
            if (isField(line)) {
                count++;
                last = n + 1;
                sender |= SENDER.matcher(line).matches();
                when |= WHEN.matcher(line).matches();
                certain |= ADDRESS.matcher(line).find()
                        || (WHEN.matcher(line).matches() && TIME.matcher(line).find());
            }
        }
        return sender && certain && (count > 2 || (count == 2 && when)) ? last : 0;
    }

    private static boolean isField(String line) {
        return SENDER.matcher(line).matches()
                || WHEN.matcher(line).matches()
                || OTHER_FIELD.matcher(line).matches();
    }
}
