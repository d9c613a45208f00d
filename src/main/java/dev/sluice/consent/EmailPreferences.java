package dev.sluice.consent;

import dev.sluice.consent.UnsubscribeLinks.UnsubscribeRecipient;
import dev.sluice.person.Consents;
import dev.sluice.person.Erasure;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.Sources;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What people say about mail by the links in it; each stands with its signal and its effect, or not at all. */
@Component
class EmailPreferences {
    private static final Set<String> NO =
            Set.of(PersonSignals.UNSUBSCRIBED.name(), PersonSignals.CONSENT_WITHDRAWN.name());

    private final Suppressions suppressions;
    private final SuppressionRows rows;
    private final SendPermissions permission;
    private final ConsentSettings settings;
    private final Consents consents;
    private final Persons persons;
    private final Erasure erasure;
    private final Signals signals;
    private final Sources sources;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    EmailPreferences(
            Suppressions suppressions,
            SuppressionRows rows,
            SendPermissions permission,
            ConsentSettings settings,
            Consents consents,
            Persons persons,
            Erasure erasure,
            Signals signals,
            Sources sources,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.suppressions = suppressions;
        this.rows = rows;
        this.permission = permission;
        this.settings = settings;
        this.consents = consents;
        this.persons = persons;
        this.erasure = erasure;
        this.signals = signals;
        this.sources = sources;
        this.tenancy = tenancy;
        this.clock = clock;
        this.events = events;
    }

    /** Why no marketing mail goes to the recipient now, null when it does (or waits only for a first consent). */
    @Nullable
    SuppressionReason refusal(UnsubscribeRecipient who) {
        SuppressionReason why = permission.refused(
                who.workspace(), new SendPermissions.PermissionQuery(who.person(), who.address(), true));
        return why == SuppressionReason.NO_CONSENT ? null : why;
    }

    /** Whether the recipient gets mail for each purpose, in the workspace's order. */
    Map<String, Boolean> choices(UnsubscribeRecipient who) {
        Map<String, Boolean> said = consents.of(who.workspace(), who.person()).stream()
                .collect(Collectors.toMap(Consents.ConsentEntry::purpose, Consents.ConsentEntry::given));
        Map<String, Boolean> choices = new LinkedHashMap<>();
        for (String purpose : settings.of(who.workspace()).purposes().keySet()) {
            choices.put(
                    purpose,
                    purpose.equals(ConsentSettings.MARKETING)
                            ? refusal(who) == null
                            : said.getOrDefault(purpose, false));
        }
        return choices;
    }

    /** Ends marketing mail to the address and its person; the second time changes nothing. */
    void unsubscribe(UnsubscribeRecipient who, String how) {
        tenancy.in(who.workspace(), () -> {
            boolean first = !suppressions
                    .add(who.workspace(), Set.of(who.address()), SuppressionReason.UNSUBSCRIBED, "", null)
                    .isEmpty();
            if (first) {
                tell(who, PersonSignals.UNSUBSCRIBED.name(), ConsentSettings.MARKETING, Map.of("how", how));
            }
        });
    }

    /** Takes an unsubscription back, by the one who made it. */
    void undo(UnsubscribeRecipient who) {
        tenancy.in(who.workspace(), () -> {
            SuppressionReason before = refusal(who);
            rows.remove(who.workspace(), Set.of(who.address()), SuppressionReason.UNSUBSCRIBED);
            if (before == SuppressionReason.UNSUBSCRIBED) {
                tell(
                        who,
                        PersonSignals.CONSENT_GIVEN.name(),
                        ConsentSettings.MARKETING,
                        Map.of("how", "undone on the page", "wording", "Send me mail again"));
            }
        });
    }

    /** Sets every purpose to what was ticked. */
    void choose(UnsubscribeRecipient who, Set<String> ticked) {
        tenancy.in(
                who.workspace(),
                () -> choices(who).forEach((purpose, given) -> {
                    boolean wanted = ticked.contains(purpose);
                    if (wanted == given) {
                        return;
                    }
                    if (purpose.equals(ConsentSettings.MARKETING)) {
                        if (wanted) {
                            undo(who);
                        } else {
                            unsubscribe(who, "preferences");
                        }
                        return;
                    }
                    String words = settings.of(who.workspace()).purposes().getOrDefault(purpose, purpose);
                    tell(
                            who,
                            wanted ? PersonSignals.CONSENT_GIVEN.name() : PersonSignals.CONSENT_WITHDRAWN.name(),
                            purpose,
                            Map.of("how", "preferences", "wording", words));
                }));
    }

    /** Records what the person said, unless nobody of that number is left. */
    private void tell(UnsubscribeRecipient who, String kind, String purpose, Map<String, String> data) {
        int workspace = who.workspace();
        if (!erasure.suppressed(workspace, Set.of(who.address())).isEmpty()) {
            return;
        }
        try {
            persons.get(workspace, who.person());
        } catch (NotFound gone) {
            return;
        }
        Map<String, Object> all = new HashMap<>(data);
        all.put("purpose", purpose);
        all.put("message", who.message());
        signals.recordHere(
                workspace,
                List.of(new NewSignal(
                        persons.keys(workspace, who.person()),
                        clock.instant(),
                        null,
                        kind,
                        purpose,
                        true,
                        sources.named(workspace, Sources.Kind.MAILBOX, "Links in mail"),
                        Map.of(),
                        all)));
    }

    /** Whoever withdrew by whatever door gets nothing that is queued. */
    @EventListener
    @Order(RecipientOrder.UNSUBSCRIBING)
    void on(SignalsRecorded recorded) {
        Set<Long> gone = recorded.signals().stream()
                .filter(signal -> NO.contains(signal.kind())
                        && (signal.subject().isBlank() || signal.subject().equals(ConsentSettings.MARKETING)))
                .map(Signal::person)
                .collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            events.publishEvent(
                    new RecipientsSuppressed(recorded.workspace(), Set.of(), rows.groups(recorded.workspace(), gone)));
        }
    }
}
