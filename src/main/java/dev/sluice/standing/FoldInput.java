package dev.sluice.standing;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
import dev.sluice.signal.EmailDomains;
import dev.sluice.signal.SignalLog.StoredSignal;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.DeclaredTraits.TraitDeclaration;
import dev.sluice.signal.values.JobTitle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns rows of the log into signals of the fold: traits in their types, whether the address is free mail, and what the role says. */
final class FoldInput {
    private FoldInput() {}

    static FoldSignal signal(UUID id, long at, String kind, String subject, boolean human, @Nullable String traits) {
        return new FoldSignal(id, at, kind, subject, human, traits == null ? Map.of() : traits(Json.object(traits)));
    }

    static FoldSignal signal(StoredSignal stored) {
        return signal(
                stored.id(),
                Time.micros(stored.at()),
                stored.kind(),
                stored.subject(),
                stored.human(),
                stored.traits());
    }

    private static Map<String, Object> traits(Map<String, Object> input) {
        Map<String, Object> traits = HashMap.newHashMap(input.size() + 3);
        input.forEach((name, value) -> traits.put(name, value(name, value)));
        JobTitle.addTo(traits);
        if (input.get("email") instanceof String text) {
            String email = EmailAddress.normal(text);
            if (email == null) {
                traits.remove("email");
            } else {
                traits.put("email", email);
                String domain = EmailAddress.domainOf(email);
                traits.put("email_is_free", EmailDomains.isFree(domain) || EmailDomains.isThrowAway(domain));
            }
        }
        return traits;
    }

    private static @Nullable Object value(String trait, @Nullable Object input) {
        return switch (input) {
            case null -> null;
            case Number number -> number.doubleValue();
            case Boolean yesNo -> yesNo;
            case String text -> normal(trait, text);
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> input.toString();
        };
    }

    private static Object normal(String trait, String text) {
        TraitDeclaration declared = DeclaredTraits.named(trait);
        return declared == null ? text : declared.normal(text);
    }
}
