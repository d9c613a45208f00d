package dev.sluice.person;

import dev.sluice.signal.IdentityResolution;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Recognises a whole batch with a handful of statements, whatever its size. */
@Component
class BatchIdentityResolution implements IdentityResolution {
    private static final int MOST_TRIES = 10;
    private final PersonRows rows;
    private final Companies companies;
    private final Merges merges;

    BatchIdentityResolution(PersonRows rows, Companies companies, Merges merges) {
        this.rows = rows;
        this.companies = companies;
        this.merges = merges;
    }

    @Override
    public List<Recognised> recognise(int workspace, List<NewSignal> batch) {
        boolean alone = false;
        List<List<String>> keys = batch.stream().map(IdentityResolver::keys).toList();
        Set<String> all = keys.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        boolean compares = batch.stream()
                .anyMatch(signal ->
                        signal.caller() == Trust.BROWSER && !signal.traits().isEmpty());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            IdentityResolver crowd =
                    new IdentityResolver(rows.known(workspace, all, compares), rows.numbers(all.size()));
            List<PersonCandidate> people = new ArrayList<>(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                people.add(crowd.recognise(batch.get(i), keys.get(i)));
            }
            if (!crowd.merges().isEmpty() && !alone) {
                // merges of one workspace happen one after the other; what was read before the lock may be old
                merges.lock(workspace);
                alone = true;
            } else if (write(workspace, crowd)) {
                List<Recognised> recognised = new ArrayList<>(batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    recognised.add(new Recognised(people.get(i).recordedAs(), crowd.believed(batch.get(i))));
                }
                return recognised;
            }
        }
        throw new IllegalStateException("the same people are being recognised by too many at once");
    }

    /** False when somebody else wrote one of the keys meanwhile: then nothing of this try stays. */
    private boolean write(int workspace, IdentityResolver crowd) {
        if (!rows.claim(workspace, crowd.newKeys(), crowd.marks())) {
            return false;
        }
        Map<PersonCandidate, @Nullable Long> company = companies.of(workspace, crowd);
        rows.insert(workspace, crowd.fresh(), company);
        rows.update(workspace, crowd.changed(), company);
        rows.move(workspace, crowd.movedKeys());
        rows.mark(workspace, crowd.marks(), crowd.newKeys().keySet());
        merges.write(workspace, crowd.merges());
        return true;
    }
}
