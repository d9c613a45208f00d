package dev.sluice.person;

import dev.sluice.signal.IdentityResolution;
import dev.sluice.signal.IdentityResolution.Recognised;
import dev.sluice.signal.NewSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Resolves the identities of a whole batch with a handful of statements, whatever its size. */
@Component
class BatchIdentityResolution implements IdentityResolution {
    private static final int MAX_TRIES = 10;
    private final PersonRows rows;
    private final IdentityRows identities;
    private final Companies companies;
    private final Merges merges;
    private final PersonWordRows words;

    BatchIdentityResolution(
            PersonRows rows, IdentityRows identities, PersonWordRows words, Companies companies, Merges merges) {
        this.rows = rows;
        this.identities = identities;
        this.words = words;
        this.companies = companies;
        this.merges = merges;
    }

    @Override
    public List<Recognised> recognise(int workspace, List<NewSignal> batch) {
        boolean alone = false;
        List<List<String>> keys = batch.stream().map(SignalKeys::of).toList();
        Set<String> all = keys.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        boolean compares = batch.stream()
                .anyMatch(
                        signal -> signal.caller().isPublic() && !signal.traits().isEmpty());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            IdentityResolver resolver =
                    new IdentityResolver(rows.byKeys(workspace, all, compares), rows.numbers(all.size()));
            List<PersonCandidate> people = new ArrayList<>(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                people.add(resolver.recognise(batch.get(i), keys.get(i)));
            }
            if (!resolver.merges().isEmpty() && !alone) {
                // merges of one workspace happen one after the other; what was read before the lock may be old
                merges.lock(workspace);
                alone = true;
            } else if (write(workspace, resolver)) {
                List<Recognised> recognised = new ArrayList<>(batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    recognised.add(new Recognised(
                            people.get(i).recordedAs(),
                            people.get(i).recordOf(ownFirst(keys.get(i))),
                            resolver.claims().believed(batch.get(i))));
                }
                return recognised;
            }
        }
        throw new IllegalStateException("the same people are being recognised by too many at once");
    }

    /** A browser says less than an address of who it was. */
    private static List<String> ownFirst(List<String> keys) {
        return keys.stream().sorted(Comparator.comparing(SignalKeys::isWeak)).toList();
    }

    /** False when another writer added one of the keys meanwhile: then nothing of this try remains. */
    private boolean write(int workspace, IdentityResolver resolver) {
        if (!identities.claim(workspace, resolver.newKeys(), resolver.claims().marks())) {
            return false;
        }
        CompanyOfBatch company = companies.of(workspace, resolver);
        rows.insert(workspace, resolver.added(), company);
        List<Long> changed = rows.update(workspace, resolver.changed(), company);
        identities.move(workspace, resolver.movedKeys());
        identities.mark(workspace, resolver.claims().marks(), resolver.newKeys().keySet());
        merges.write(workspace, resolver.merges());
        words.refresh(
                workspace,
                Stream.concat(
                                resolver.added().stream()
                                        .filter(person -> person.identified || !person.traits.isEmpty())
                                        .map(person -> person.id),
                                changed.stream())
                        .toList());
        return true;
    }
}
