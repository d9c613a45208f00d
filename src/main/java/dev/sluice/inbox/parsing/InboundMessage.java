package dev.sluice.inbox.parsing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as it arrived, as far as it could be read within the limits.
 *
 * @param answers the Message-IDs it says it answers, the nearest first
 * @param from the sender's address in lower case, "" when there is none to be read
 * @param to every address that the envelope or the header names as recipient, in lower case
 * @param text the readable text; where only HTML came, made from it
 * @param type the whole message's type and its parameters, in lower case
 * @param parts the types of all its parts, in lower case
 * @param report the blocks of a delivery status or of a complaint; empty for ordinary mail
 * @param returned the header of the message that came back or was complained of
 * @param calendar the method of an invitation in it ("reply", "request"), "" when there is none
 * @param invitation that invitation as it came, "" when there is none
 * @param quarantine why it was not read through, "" when it was
 */
public record InboundMessage(
        String messageId,
        List<String> answers,
        String from,
        String fromName,
        List<String> to,
        String subject,
        @Nullable Instant sentAt,
        HeaderFields header,
        String text,
        String type,
        Set<String> parts,
        List<HeaderFields> report,
        HeaderFields returned,
        String calendar,
        String invitation,
        String quarantine) {

    /** The part of the sender's address before the at sign. */
    public String mailbox() {
        int at = from.indexOf('@');
        return at < 0 ? from : from.substring(0, at);
    }

    /** Whether the envelope had no sender: nobody wants an answer, so a machine sent it. */
    public boolean hasNoReturnPath() {
        return header.has("return-path")
                && header.first("return-path").replace(" ", "").equals("<>");
    }

    /** A header in lower case, "" when there is none. */
    public String says(String name) {
        return header.first(name).toLowerCase(Locale.ROOT);
    }
}
