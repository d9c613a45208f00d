package dev.sluice.handoff;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sales answers to a lead, and how a lead is worked. */
@Configuration(proxyBeanMethods = false)
public class HandoffSignals {
    public static final SignalKind ACCEPTED = SignalKind.named("accepted_by_sales")
            .data("remark")
            .says("Accepted by sales")
            .help("A salesperson accepted the lead.")
            .shown(Icon.STAGE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind REJECTED = SignalKind.named("rejected_by_sales")
            .about("reason")
            .data("remark")
            .says("Rejected by sales: {}")
            .help("A salesperson rejected the lead.")
            .shown(Icon.STAGE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind QUALIFIED = SignalKind.named("qualified")
            .about("question")
            .traits(SignalKind.ANY_TRAIT)
            .says("Answered a qualifying question: {}")
            .help("A qualifying question was answered.")
            .shown(Icon.FORM, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind CHECKLIST_DONE = SignalKind.named("checklist_done")
            .about("item")
            .data("deal")
            .says("Done: {}")
            .help("An item of a stage's checklist was done.")
            .shown(Icon.STAGE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind CHECKLIST_UNDONE = SignalKind.named("checklist_undone")
            .about("item")
            .data("deal")
            .says("Not done after all: {}")
            .help("An item of a checklist was not done after all.")
            .shown(Icon.STAGE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    @Bean
    static DeclaredSignals declaredHandoffSignals() {
        return DeclaredSignals.of(ACCEPTED, REJECTED, QUALIFIED, CHECKLIST_DONE, CHECKLIST_UNDONE);
    }
}
