package dev.sluice.inbox;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Email that comes in. */
@Configuration(proxyBeanMethods = false)
public class InboxSignals {
    public static final SignalKind REPLIED = SignalKind.named("email_replied")
            .about("template")
            .data("from", "mail_subject", "text", "key")
            .number("message", "")
            .says("Answered the mail {}")
            .help("The person answered a mail.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.ASKS)
            .declare();

    public static final SignalKind RECEIVED = SignalKind.named("email_received")
            .about("subject")
            .data("from", "mail_subject", "text")
            .says("Wrote: {}")
            .help("The person wrote, not in answer to a mail of ours.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.ASKS)
            .declare();

    public static final SignalKind OPT_OUT_ASKED = SignalKind.named("email_opt_out_asked")
            .about("subject")
            .data("from", "mail_subject", "text")
            .says("May want no more email: {}")
            .help("The person wrote what may be a wish for no more email; someone has to decide.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.INTERNAL)
            .means(Meaning.MAY_ASK)
            .declare();

    public static final SignalKind AUTO_REPLIED = SignalKind.named("email_auto_replied")
            .about("template")
            .data("from", "mail_subject", "text")
            .says("A machine answered the mail {}")
            .help("A machine answered a mail for the person.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .byMachine()
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind COMPLAINED = SignalKind.named("email_complained")
            .about("template")
            .data("key")
            .number("message", "")
            .says("Reported the mail {} as unwanted")
            .help("The person reported a mail as unwanted.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    @Bean
    static DeclaredSignals declaredInboxSignals() {
        return DeclaredSignals.of(REPLIED, RECEIVED, OPT_OUT_ASKED, AUTO_REPLIED, COMPLAINED);
    }
}
