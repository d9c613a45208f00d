package dev.sluice.mail.delivery;

import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A message as it goes over the wire, with the address it goes to. */
public record ComposedMessage(ClaimedMessage claimed, SMTPMessage mime) {
    /** Whether it can only go to servers that take addresses in UTF-8 (SMTPUTF8, RFC 6531). */
    boolean needsUtf8() {
        return !isAscii(claimed.message().address());
    }

    static boolean isAscii(String address) {
        return address.chars().allMatch(c -> c < 128);
    }
}
