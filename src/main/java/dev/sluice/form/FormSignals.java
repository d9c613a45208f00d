package dev.sluice.form;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What visitors do with a form. */
@Configuration(proxyBeanMethods = false)
public class FormSignals {
    public static final SignalKind VIEWED = SignalKind.named("form_viewed")
            .about("form")
            .says("Saw the form {}")
            .help("A form was seen.")
            .shown(Icon.FORM, TimelineGroup.FORMS)
            .trust(Trust.BROWSER)
            .means(Meaning.SILENT, Meaning.COUNTED, Meaning.VISIT)
            .declare();

    public static final SignalKind STARTED = SignalKind.named("form_started")
            .about("form")
            .says("Began the form {}")
            .help("The first field of a form was touched.")
            .shown(Icon.FORM, TimelineGroup.FORMS)
            .trust(Trust.BROWSER)
            .means(Meaning.SILENT, Meaning.COUNTED, Meaning.VISIT)
            .declare();

    public static final SignalKind SUBMITTED = SignalKind.named("form_submitted")
            .about("form")
            .traits(SignalKind.ANY_TRAIT)
            .data("question", "problem", "consent_to_confirm")
            .says("Submitted the form {}")
            .help("A form was sent.")
            .shown(Icon.FORM, TimelineGroup.FORMS)
            .trust(Trust.BROWSER)
            .means(Meaning.REENTERS, Meaning.COUNTED, Meaning.TELLS_TRAITS, Meaning.MAY_ASK)
            .declare();

    @Bean
    static DeclaredSignals declaredFormSignals() {
        return DeclaredSignals.of(VIEWED, STARTED, SUBMITTED);
    }
}
