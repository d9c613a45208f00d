package dev.sluice.person;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is learnt of a person in contact with them, and the consent they give or withdraw. */
@Configuration(proxyBeanMethods = false)
public class PersonSignals {
    public static final SignalKind CALL_LOGGED = SignalKind.named("call_logged")
            .about("outcome")
            .data("remark")
            .says("Call: {}")
            .help("A call was logged by hand.")
            .shown(Icon.CALL, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.RESPONSE, Meaning.COUNTED)
            .declare();

    public static final SignalKind NOTE_ADDED = SignalKind.named("note_added")
            .data("text", "remark")
            .says("Note")
            .help("A note was written.")
            .shown(Icon.NOTE, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind PERSON_MERGED = SignalKind.named("person_merged")
            .says("Another record of the same person was merged")
            .help("Another record of the same person was merged.")
            .shown(Icon.PERSON, TimelineGroup.TRAITS)
            .trust(Trust.INTERNAL)
            .means(Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind CONSENT_GIVEN = SignalKind.named("consent_given")
            .about("purpose")
            .data("purpose", "wording", "form", "how")
            .says("Gave consent for {}")
            .help("The person gave consent.")
            .shown(Icon.CONSENT, TimelineGroup.TRAITS)
            .trust(Trust.FORM)
            .means(Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind CONSENT_DECLINED = SignalKind.named("consent_declined")
            .about("purpose")
            .data("purpose", "wording", "form")
            .says("Did not give consent for {} when asked")
            .help("The person was asked for consent and did not give it.")
            .shown(Icon.CONSENT, TimelineGroup.TRAITS)
            .trust(Trust.FORM)
            .means(Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind CONSENT_WITHDRAWN = SignalKind.named("consent_withdrawn")
            .about("purpose")
            .data("purpose", "how")
            .says("Withdrew consent for {}")
            .help("The person withdrew consent.")
            .shown(Icon.CONSENT, TimelineGroup.TRAITS)
            .trust(Trust.SERVER)
            .means(Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind UNSUBSCRIBED = SignalKind.named("unsubscribed")
            .data("how")
            .says("Wants no more mail")
            .help("The person wants no more mail.")
            .shown(Icon.CONSENT, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    @Bean
    static DeclaredSignals declaredPersonSignals() {
        return DeclaredSignals.of(
                CALL_LOGGED,
                NOTE_ADDED,
                PERSON_MERGED,
                CONSENT_GIVEN,
                CONSENT_DECLINED,
                CONSENT_WITHDRAWN,
                UNSUBSCRIBED);
    }
}
