package dev.sluice.imports.mapping;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the rows of an imported file tell. */
@Configuration(proxyBeanMethods = false)
public class RowSignals {
    public static final SignalKind IMPORTED = SignalKind.named("imported")
            .about("import")
            .traits(SignalKind.ANY_TRAIT)
            .data("file", "origin", "campaign")
            .number("row", "")
            .says("Imported")
            .help("The person came with an import.")
            .shown(Icon.IMPORT, TimelineGroup.TRAITS)
            .trust(Trust.IMPORT)
            .means(Meaning.IDENTIFIES, Meaning.COUNTED, Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind STAGE_RECORDED = SignalKind.named("stage_recorded")
            .about("stage")
            .data("remark")
            .says("Recorded as having reached {}")
            .help("An import or a person says that a stage was reached.")
            .shown(Icon.STAGE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .means(Meaning.RECORDS_STAGE)
            .declare();

    @Bean
    static DeclaredSignals declaredRowSignals() {
        return DeclaredSignals.of(IMPORTED, STAGE_RECORDED);
    }
}
