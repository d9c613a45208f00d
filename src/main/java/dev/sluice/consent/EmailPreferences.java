package dev.sluice.consent;

import dev.sluice.consent.ConsentRecorder.RecordedConsent;
import dev.sluice.consent.UnsubscribeLinks.UnsubscribeRecipient;
import dev.sluice.person.Consents;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.kind.SignalKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people choose through the links in an email; each choice is stored with its signal and its effect, or not at all. */
@Component
class EmailPreferences {
    private final Suppressions suppressions;
    private final SuppressionRows rows;
    private final SendPermissions permissions;
    private final ConsentSettings settings;
    private final Consents consents;
    private final ConsentRecorder recorder;
    private final Tenancy tenancy;

    EmailPreferences(
            Suppressions suppressions,
            SuppressionRows rows,
            SendPermissions permissions,
            ConsentSettings settings,
            Consents consents,
            ConsentRecorder recorder,
            Tenancy tenancy) {
        this.suppressions = suppressions;
        this.rows = rows;
        this.permissions = permissions;
        this.settings = settings;
        this.consents = consents;
        this.recorder = recorder;
        this.tenancy = tenancy;
    }

    /** Why no marketing email goes to the recipient now, null when it does (or waits only for a first consent). */
    @Nullable
    SuppressionReason refusal(UnsubscribeRecipient recipient) {
        SuppressionReason reason = permissions.refused(
                recipient.workspace(),
                new SendPermissions.PermissionQuery(recipient.person(), recipient.address(), true));
        return reason == SuppressionReason.NO_CONSENT ? null : reason;
    }

    /** Whether the recipient gets email for each purpose, in the workspace's order. */
    Map<String, Boolean> choices(UnsubscribeRecipient recipient) {
        Map<String, Boolean> given = consents.of(recipient.workspace(), recipient.person()).stream()
                .collect(Collectors.toMap(Consents.ConsentEntry::purpose, Consents.ConsentEntry::given));
        Map<String, Boolean> choices = new LinkedHashMap<>();
        for (String purpose : settings.of(recipient.workspace()).purposes().keySet()) {
            choices.put(
                    purpose,
                    purpose.equals(ConsentSettings.MARKETING)
                            ? refusal(recipient) == null
                            : given.getOrDefault(purpose, false));
        }
        return choices;
    }

    /** Ends marketing email to the address and its person; the second time changes nothing. */
    void unsubscribe(UnsubscribeRecipient recipient, String how) {
        tenancy.in(recipient.workspace(), () -> {
            boolean first = !suppressions
                    .add(recipient.workspace(), Set.of(recipient.address()), SuppressionReason.UNSUBSCRIBED, "", null)
                    .isEmpty();
            if (first) {
                record(recipient, PersonSignals.UNSUBSCRIBED, ConsentSettings.MARKETING, Map.of("how", how));
            }
        });
    }

    /** Takes an unsubscription back, by the person who made it. */
    void undo(UnsubscribeRecipient recipient) {
        tenancy.in(recipient.workspace(), () -> {
            SuppressionReason before = refusal(recipient);
            rows.remove(recipient.workspace(), Set.of(recipient.address()), SuppressionReason.UNSUBSCRIBED);
            if (before == SuppressionReason.UNSUBSCRIBED) {
                record(
                        recipient,
                        PersonSignals.CONSENT_GIVEN,
                        ConsentSettings.MARKETING,
                        Map.of("how", "undone on the page", "wording", "Send me mail again"));
            }
        });
    }

    /** Sets every purpose to what was ticked. */
    void choose(UnsubscribeRecipient recipient, Set<String> ticked) {
        tenancy.in(
                recipient.workspace(),
                () -> choices(recipient).forEach((purpose, given) -> {
                    boolean requested = ticked.contains(purpose);
                    if (requested != given) {
                        choose(recipient, purpose, requested);
                    }
                }));
    }

    private void choose(UnsubscribeRecipient recipient, String purpose, boolean requested) {
        if (!purpose.equals(ConsentSettings.MARKETING)) {
            record(
                    recipient,
                    requested ? PersonSignals.CONSENT_GIVEN : PersonSignals.CONSENT_WITHDRAWN,
                    purpose,
                    Map.of(
                            "how",
                            "preferences",
                            "wording",
                            settings.of(recipient.workspace()).purposes().getOrDefault(purpose, purpose)));
        } else if (requested) {
            undo(recipient);
        } else {
            unsubscribe(recipient, "preferences");
        }
    }

    private void record(UnsubscribeRecipient recipient, SignalKind kind, String purpose, Map<String, String> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("purpose", purpose);
        all.put("message", recipient.message());
        recorder.byLinkUnlessErased(recipient, new RecordedConsent(kind, purpose, all));
    }
}
