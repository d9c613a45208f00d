package dev.sluice.link;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the links and open pixels of email see. */
@Configuration(proxyBeanMethods = false)
public class LinkSignals {
    public static final SignalKind OPENED = SignalKind.named("email_opened")
            .about("template")
            .data("key")
            .number("message", "")
            .says("Opened the mail {}")
            .help("A mail was opened: weak evidence.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.SILENT, Meaning.WEAK)
            .declare();

    public static final SignalKind CLICKED = SignalKind.named("email_clicked")
            .about("link")
            .data("key")
            .number("message", "")
            .says("Followed a link in a mail: {}")
            .help("A link in a mail was followed.")
            .shown(Icon.MAIL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.VISIT)
            .declare();

    @Bean
    static DeclaredSignals declaredLinkSignals() {
        return DeclaredSignals.of(OPENED, CLICKED);
    }
}
