package dev.sluice.consent;

import dev.sluice.consent.ConsentRecorder.RecordedConsent;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Consent given or withdrawn outside of Sluice, written down by a user with its proof: when, where, which words. */
@Component
class ManualConsents {
    /** Where a person may have said it. */
    static final List<String> MEANS = List.of("on the phone", "face to face", "on paper", "by mail", "at an event");

    private static final int MAX_WORDING = 1_000;

    private final SuppressionRows rows;
    private final Suppressions suppressions;
    private final ConsentSettings settings;
    private final ConsentRecorder recorder;
    private final Tenancy tenancy;

    ManualConsents(
            SuppressionRows rows,
            Suppressions suppressions,
            ConsentSettings settings,
            ConsentRecorder recorder,
            Tenancy tenancy) {
        this.rows = rows;
        this.suppressions = suppressions;
        this.settings = settings;
        this.recorder = recorder;
        this.tenancy = tenancy;
    }

    /** A consent as a user writes it down; {@code decision} is "given" or "withdrawn". */
    record ManualConsent(String decision, String purpose, String means, String wording) {
        boolean given() {
            return decision.equals("given");
        }
    }

    /** A yes to marketing also ends an unsubscription of theirs; bounces and complaints stay. */
    void record(Member by, Person person, ManualConsent consent) {
        check(by.workspace(), consent);
        int workspace = by.workspace();
        tenancy.in(workspace, () -> {
            String email = person.email();
            if (consent.purpose().equals(ConsentSettings.MARKETING) && email != null) {
                if (consent.given()) {
                    rows.remove(workspace, Set.of(email), SuppressionReason.UNSUBSCRIBED);
                } else {
                    suppressions.add(
                            workspace,
                            Set.of(email),
                            SuppressionReason.UNSUBSCRIBED,
                            "said " + consent.means(),
                            by.user());
                }
            }
            recorder.byHand(
                    workspace,
                    person.id(),
                    new RecordedConsent(
                            consent.given() ? PersonSignals.CONSENT_GIVEN : PersonSignals.CONSENT_WITHDRAWN,
                            consent.purpose(),
                            Map.of(
                                    "purpose",
                                    consent.purpose(),
                                    "wording",
                                    consent.wording().strip(),
                                    "where",
                                    consent.means(),
                                    "by",
                                    by.name())));
        });
    }

    private void check(int workspace, ManualConsent consent) {
        if (!consent.given() && !consent.decision().equals("withdrawn")) {
            throw new BadInput("said", "Choose whether they gave or withdrew their consent.");
        }
        if (!settings.of(workspace).purposes().containsKey(consent.purpose())) {
            throw new BadInput("purpose", "Choose one of the purposes offered.");
        }
        if (!MEANS.contains(consent.means())) {
            throw new BadInput("means", "Choose where they said it.");
        }
        if (consent.wording().isBlank() || consent.wording().length() > MAX_WORDING) {
            throw new BadInput("wording", "Write what they agreed to or said, in at most 1,000 characters.");
        }
    }
}
