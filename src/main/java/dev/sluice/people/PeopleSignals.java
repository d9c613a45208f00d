package dev.sluice.people;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What users do to a person by hand. */
@Configuration(proxyBeanMethods = false)
public class PeopleSignals {
    public static final SignalKind STAGE_SET = SignalKind.named("stage_set")
            .about("stage")
            .data("remark")
            .says("Moved by hand to {}")
            .help("A person moved the lead by hand, either way.")
            .shown(Icon.STAGE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .means(Meaning.SETS_STAGE)
            .declare();

    @Bean
    static DeclaredSignals declaredPeopleSignals() {
        return DeclaredSignals.of(STAGE_SET);
    }
}
