package dev.sluice.mail;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of email that leaves. */
@Configuration(proxyBeanMethods = false)
public class MailSignals {
    public static final SignalKind SENT = SignalKind.named("email_sent")
            .about("template")
            .data("key")
            .number("message", "")
            .says("Was sent the mail {}")
            .help("A mail was sent to the person.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.RESPONSE, Meaning.OUTGOING)
            .declare();

    public static final SignalKind BOUNCED = SignalKind.named("email_bounced")
            .about("template")
            .data("key")
            .number("message", "")
            .says("The mail {} could not be delivered")
            .help("A mail could not be delivered.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .byMachine()
            .trust(Trust.SERVER)
            .means(Meaning.SILENT)
            .declare();

    @Bean
    static DeclaredSignals declaredMailSignals() {
        return DeclaredSignals.of(SENT, BOUNCED);
    }
}
