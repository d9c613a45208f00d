package dev.sluice.consent;

import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Consent given or withdrawn outside of Sluice, written down by a user with its proof: when, where, which words. */
@Component
class ManualConsents {
    /** Where a person may have said it. */
    static final List<String> MEANS = List.of("on the phone", "face to face", "on paper", "by mail", "at an event");

    private static final int LONGEST = 1_000;

    private final SuppressionRows rows;
    private final Suppressions suppressions;
    private final ConsentSettings settings;
    private final Persons persons;
    private final Signals signals;
    private final Sources sources;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ManualConsents(
            SuppressionRows rows,
            Suppressions suppressions,
            ConsentSettings settings,
            Persons persons,
            Signals signals,
            Sources sources,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.suppressions = suppressions;
        this.settings = settings;
        this.persons = persons;
        this.signals = signals;
        this.sources = sources;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** A yes to marketing also ends an unsubscription of theirs; bounces and complaints stay. */
    void record(Member by, Person person, String said, String purpose, String means, String wording) {
        boolean given = said.equals("given");
        if (!given && !said.equals("withdrawn")) {
            throw new BadInput("said", "Choose whether they gave or withdrew their consent.");
        }
        if (!settings.of(by.workspace()).purposes().containsKey(purpose)) {
            throw new BadInput("purpose", "Choose one of the purposes offered.");
        }
        if (!MEANS.contains(means)) {
            throw new BadInput("means", "Choose where they said it.");
        }
        if (wording.isBlank() || wording.length() > LONGEST) {
            throw new BadInput("wording", "Write what they agreed to or said, in at most 1,000 characters.");
        }
        int workspace = by.workspace();
        tenancy.in(workspace, () -> {
            if (purpose.equals(ConsentSettings.MARKETING) && person.email() != null) {
                if (given) {
                    rows.remove(workspace, Set.of(person.email()), SuppressionReason.UNSUBSCRIBED);
                } else {
                    suppressions.add(
                            workspace,
                            Set.of(person.email()),
                            SuppressionReason.UNSUBSCRIBED,
                            "said " + means,
                            by.user());
                }
            }
            signals.recordHere(
                    workspace,
                    List.of(new NewSignal(
                            persons.keys(workspace, person.id()),
                            clock.instant(),
                            null,
                            given ? PersonSignals.CONSENT_GIVEN.name() : PersonSignals.CONSENT_WITHDRAWN.name(),
                            purpose,
                            true,
                            sources.named(workspace, Sources.Kind.HAND, "By hand"),
                            Map.of(),
                            Map.of("purpose", purpose, "wording", wording.strip(), "where", means, "by", by.name()))));
        });
    }
}
