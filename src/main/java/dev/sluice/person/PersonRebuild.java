package dev.sluice.person;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.kind.Trust;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Derives a person's row again from their identities and signals, after a merge was undone. */
@Component
class PersonRebuild {
    private final PersonRebuildRows rows;
    private final PersonProfileRows profiles;
    private final IdentityLookupRows identities;
    private final PersonWordRows words;
    private final Companies companies;
    private final SignalLog log;

    PersonRebuild(
            PersonRebuildRows rows,
            PersonProfileRows profiles,
            IdentityLookupRows identities,
            PersonWordRows words,
            Companies companies,
            SignalLog log) {
        this.rows = rows;
        this.profiles = profiles;
        this.identities = identities;
        this.words = words;
        this.companies = companies;
        this.log = log;
    }

    void rebuild(int workspace, long person) {
        List<Long> group = profiles.group(workspace, person);
        List<String> keys = identities.keys(workspace, group).stream().sorted().toList();
        ReplayedProfile profile = new ReplayedProfile();
        log.full(workspace, group).forEach(signal -> profile.add(asNew(signal)));
        String email = email(profile, keys);
        if (email != null) {
            profile.traits.put("email", email);
        } else {
            profile.traits.remove("email");
        }
        boolean identified = keys.stream().anyMatch(key -> !key.startsWith("a:"));
        Long company = companies.of(workspace, email, PersonColumns.text(profile.traits, "company"));
        rows.write(workspace, person, profile, email, first(keys, "u:"), identified, company);
        words.refresh(workspace, List.of(person));
    }

    private static @Nullable String email(ReplayedProfile profile, List<String> keys) {
        return profile.emails.stream()
                .filter(address -> keys.contains("e:" + address))
                .findFirst()
                .orElse(first(keys, "e:"));
    }

    private static @Nullable String first(List<String> keys, String prefix) {
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .findFirst()
                .map(key -> key.substring(prefix.length()))
                .orElse(null);
    }

    private static NewSignal asNew(Signal signal) {
        return new NewSignal(
                new IdentityKeys(null, null, null, List.of()),
                signal.at(),
                null,
                signal.kind(),
                signal.subject(),
                signal.human(),
                signal.source(),
                signal.traits(),
                signal.data(),
                Trust.INTERNAL);
    }
}
