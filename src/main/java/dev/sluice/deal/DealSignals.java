package dev.sluice.deal;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of a deal. */
@Configuration(proxyBeanMethods = false)
public class DealSignals {
    public static final SignalKind OPENED = SignalKind.named("deal_opened")
            .about("pipeline")
            .data("deal", "name", "stage", "currency")
            .number("amount", "money")
            .timed("expected_close", "date")
            .says("A deal was opened: {}")
            .help("A deal was opened.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind CHANGED = SignalKind.named("deal_changed")
            .data("deal", "currency", "next_step")
            .number("amount", "money")
            .timed("expected_close", "date")
            .says("A deal was changed")
            .help("Something about a deal changed: amount, dates, next step, people.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind MOVED = SignalKind.named("deal_moved")
            .about("stage of the pipeline")
            .data("deal", "remark")
            .says("A deal moved to {}")
            .help("A deal moved to a stage of its pipeline.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind NOTE = SignalKind.named("deal_note")
            .data("deal", "remark")
            .says("Note on a deal")
            .help("A note was written on a deal.")
            .shown(Icon.NOTE, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind KEPT = SignalKind.named("deal_kept")
            .about("reason")
            .data("deal", "next_step")
            .says("A stalled deal was kept: {}")
            .help("A stalled deal is kept, with a next step.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind WON = SignalKind.named("deal_won")
            .data("deal", "currency")
            .number("amount", "money")
            .says("A deal was won")
            .help("A deal was won.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind LOST = SignalKind.named("deal_lost")
            .about("reason")
            .data("deal", "currency", "remark")
            .number("amount", "money")
            .says("A deal was lost: {}")
            .help("A deal was lost.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .means(Meaning.LOSES)
            .declare();

    public static final SignalKind REOPENED = SignalKind.named("deal_reopened")
            .data("deal")
            .says("A deal was opened again")
            .help("A closed deal was opened again.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind QUOTE_ACCEPTED = SignalKind.named("quote_accepted")
            .about("quote")
            .data("currency")
            .number("amount", "money")
            .says("Accepted the quote {}")
            .help("A quote was accepted.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind PAYMENT_RECEIVED = SignalKind.named("payment_received")
            .data("currency")
            .number("amount", "money")
            .says("A payment came in")
            .help("A payment came in.")
            .shown(Icon.DEAL, TimelineGroup.STAGES)
            .trust(Trust.SERVER)
            .declare();

    @Bean
    static DeclaredSignals declaredDealSignals() {
        return DeclaredSignals.of(
                OPENED, CHANGED, MOVED, NOTE, KEPT, WON, LOST, REOPENED, QUOTE_ACCEPTED, PAYMENT_RECEIVED);
    }
}
