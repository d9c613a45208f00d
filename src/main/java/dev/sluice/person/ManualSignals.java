package dev.sluice.person;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.kind.WebSignals;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What users and callers of the API say about people, told to the log like everything else. */
@Component
public class ManualSignals {
    /** How a call can go: the subject of {@code call_logged}. */
    public static final List<String> OUTCOMES =
            List.of("connected", "no answer", "left a message", "call back later", "not interested", "wrong number");

    /** Through which door something is told, and who told it (null for a caller of the API). */
    public record Teller(
            int workspace,
            Sources.Kind door,
            String name,
            @Nullable String by) {
        public static Teller of(Member member) {
            return new Teller(member.workspace(), Sources.Kind.HAND, "By hand", member.name());
        }

        public static Teller of(ApiCaller caller) {
            return new Teller(caller.workspace(), Sources.Kind.API, "API", null);
        }
    }

    private final Signals signals;
    private final Sources sources;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ManualSignals(Signals signals, Sources sources, Persons persons, Tenancy tenancy, InstantSource clock) {
        this.signals = signals;
        this.sources = sources;
        this.persons = persons;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Tells something about a person that is known; durable on return. */
    public void tell(
            Teller teller,
            Person person,
            SignalKind kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data) {
        if (traits.get("email") instanceof String email) {
            onlyTheirs(teller.workspace(), person, email);
        }
        int workspace = teller.workspace();
        // looked up and recorded in one transaction, or an erasure in between would be undone
        tenancy.insist(
                workspace,
                () -> signals.recordHere(
                        workspace,
                        List.of(signal(teller, persons.keys(workspace, person.id()), kind, subject, traits, data))));
    }

    /** Tells of somebody who may be new; gives back who it is. */
    public Person add(Teller teller, IdentityKeys keys, Map<String, Object> traits) {
        IdentityKeys named =
                keys.email() == null && keys.user() == null && keys.external().isEmpty()
                        ? new IdentityKeys(
                                null,
                                null,
                                null,
                                List.of(teller.door().name().toLowerCase(java.util.Locale.ROOT) + ":"
                                        + UUID.randomUUID()))
                        : keys;
        signals.record(teller.workspace(), List.of(signal(teller, named, WebSignals.IDENTIFIED, "", traits, Map.of())));
        return persons.withKey(teller.workspace(), key(named)).orElseThrow();
    }

    private NewSignal signal(
            Teller teller,
            IdentityKeys keys,
            SignalKind kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data) {
        Map<String, Object> all = new HashMap<>(data);
        if (teller.by() != null) {
            all.put("by", teller.by());
        }
        int source = sources.named(teller.workspace(), teller.door(), teller.name());
        return new NewSignal(
                keys, clock.instant(), null, kind.name(), subject, true, source, traits, all, Trust.INTERNAL);
    }

    private void onlyTheirs(int workspace, Person person, String email) {
        String normal = EmailAddress.normal(email);
        if (normal == null) {
            throw new BadInput("email", "Write an e-mail address like name@example.com.");
        }
        Person owner = persons.withKey(workspace, "e:" + normal).orElse(null);
        if (owner != null && owner.id() != person.id()) {
            throw new BadInput(
                    "email",
                    "This address belongs to " + owner.title() + " (" + owner.id() + "); merge the two instead.");
        }
    }

    private static String key(IdentityKeys keys) {
        if (keys.user() != null) {
            return "u:" + keys.user();
        }
        String email = EmailAddress.normal(keys.email());
        return email != null ? "e:" + email : "x:" + keys.external().getFirst();
    }
}
