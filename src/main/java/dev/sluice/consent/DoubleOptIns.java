package dev.sluice.consent;

import dev.sluice.consent.ConsentRecorder.RecordedConsent;
import dev.sluice.consent.DoubleOptInRows.OptIn;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.database.LinkTokens;
import dev.sluice.platform.database.Tenancy;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Double opt-in: a consent ticked on a form counts once the owner of the mailbox has confirmed it. */
@Component
class DoubleOptIns {
    static final String PURPOSE = "opt-in";

    private final DoubleOptInRows rows;
    private final SuppressionRows suppressed;
    private final LinkTokens tokens;
    private final ConsentRecorder recorder;
    private final Tenancy tenancy;
    private final InstantSource clock;

    DoubleOptIns(
            DoubleOptInRows rows,
            SuppressionRows suppressed,
            LinkTokens tokens,
            ConsentRecorder recorder,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.suppressed = suppressed;
        this.tokens = tokens;
        this.recorder = recorder;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** What that link confirms; nothing when it was forged, or the person was erased since. */
    Optional<OptIn> find(@Nullable String token) {
        return tokens.open(PURPOSE, token)
                .flatMap(opened -> tenancy.read(
                        opened.workspace(), () -> rows.find(opened.workspace(), Long.parseLong(opened.content()))));
    }

    /** Records the consent with its wording; the second time changes nothing. */
    void confirm(OptIn optIn) {
        int workspace = optIn.workspace();
        tenancy.in(workspace, () -> {
            if (!rows.confirm(workspace, optIn.id(), clock.instant())) {
                return;
            }
            suppressed.remove(workspace, Set.of(optIn.address()), SuppressionReason.UNSUBSCRIBED);
            recorder.byLink(
                    workspace,
                    optIn.person(),
                    new RecordedConsent(
                            PersonSignals.CONSENT_GIVEN,
                            ConsentSettings.MARKETING,
                            Map.of(
                                    "purpose",
                                    ConsentSettings.MARKETING,
                                    "wording",
                                    optIn.wording(),
                                    "form",
                                    optIn.form(),
                                    "how",
                                    "confirmed by mail"),
                            optIn.traits()));
        });
    }
}
