package dev.sluice.mail.delivery;

import dev.sluice.mail.HeaderText;
import dev.sluice.mail.refusal.BounceCause;
import dev.sluice.mail.refusal.BounceDiagnosis;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What became of an attempt, as far as it is known for certain. */
public sealed interface SmtpOutcome {
    /** The server answered that it has it. */
    record Accepted(String answer) implements SmtpOutcome {}

    /** No server is set: it is in the built-in mailbox, where the recipient does not see it. */
    record KeptHere() implements SmtpOutcome {}

    /** Certainly not taken, and never will be. {@code hard}: the address is no address. */
    record SmtpRejected(String answer, boolean bounced, boolean hard) implements SmtpOutcome {}

    /**
     * Certainly not taken, but may be later.
     *
     * @param crowded the server wants less of all mail
     * @param atOnce only this connection had come to its end
     */
    record Later(String answer, boolean crowded, boolean atOnce) implements SmtpOutcome {
        Later(String answer, boolean crowded) {
            this(answer, crowded, false);
        }
    }

    /** It was ours no more, or may not go any more; nothing was sent. */
    record NotBegun() implements SmtpOutcome {}

    /** All of it was sent, and no answer came. */
    record SmtpUnknown(String what) implements SmtpOutcome {}

    /** How far a delivery had come. */
    enum Phase {
        CONNECT,
        SENDER,
        RECIPIENT,
        DATA,
        END
    }

    Pattern ENHANCED = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** Reads a server's refusal; {@code code} is its first three digits. */
    static SmtpOutcome refusal(Phase phase, int code, @Nullable String said) {
        String answer = said == null || said.isBlank() ? "The server answered " + code + "." : HeaderText.line(said);
        Matcher found = ENHANCED.matcher(answer);
        String enhanced = found.find() ? found.group(1) : "";
        if (code == 421 || code == 454 || phase == Phase.CONNECT) {
            return new Later(answer, true);
        }
        if (code / 100 == 4) {
            return new Later(answer, phase == Phase.SENDER);
        }
        if (phase == Phase.SENDER && code != 552 && code != 555) {
            return new Later(answer, false); // it does not take mail from us: not the recipient's fault
        }
        BounceCause cause = BounceDiagnosis.cause(enhanced, BounceDiagnosis.normal(answer), "");
        boolean mailboxFull = code == 552 || cause == BounceCause.FULL || enhanced.startsWith("5.2.");
        boolean aboutAddress = phase == Phase.RECIPIENT || enhanced.startsWith("5.1.");
        boolean gone = cause == BounceCause.ADDRESS || (cause == BounceCause.UNCLEAR && enhanced.isEmpty());
        boolean hard = aboutAddress && gone && (code == 550 || code == 551 || code == 553 || code == 554);
        return new SmtpRejected(answer, aboutAddress || mailboxFull, hard);
    }
}
