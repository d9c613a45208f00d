package dev.sluice.person;

import dev.sluice.signal.NewSignal;
import dev.sluice.signal.WhoIs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Recognises a whole batch with a handful of statements, whatever its size. */
@Component
class Recognition implements WhoIs {
    private static final int MOST_TRIES = 10;
    private final PersonRows rows;
    private final Companies companies;
    private final Merges merges;

    Recognition(PersonRows rows, Companies companies, Merges merges) {
        this.rows = rows;
        this.companies = companies;
        this.merges = merges;
    }

    @Override
    public long[] recognise(int workspace, List<NewSignal> batch) {
        rows.keepErasureOut(workspace);
        boolean alone = false;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Crowd crowd = new Crowd(rows.known(workspace, keys(batch)), rows.numbers());
            List<Known> people = batch.stream().map(crowd::recognise).toList();
            if (!crowd.merges().isEmpty() && !alone) {
                // merges of one workspace happen one after the other; what was read before the lock may be old
                merges.lock(workspace);
                alone = true;
            } else if (write(workspace, crowd)) {
                return people.stream().mapToLong(Known::recordedAs).toArray();
            }
        }
        throw new IllegalStateException("the same people are being recognised by too many at once");
    }

    /** False when somebody else wrote one of the keys meanwhile: then nothing of this try stays. */
    private boolean write(int workspace, Crowd crowd) {
        if (!rows.claim(workspace, crowd.newKeys())) {
            return false;
        }
        Map<Known, @Nullable Long> company = companies.of(workspace, crowd);
        rows.insert(workspace, crowd.fresh(), company);
        rows.update(workspace, crowd.changed(), company);
        rows.move(workspace, crowd.movedKeys());
        merges.write(workspace, crowd.merges());
        return true;
    }

    private static Set<String> keys(List<NewSignal> batch) {
        Set<String> keys = HashSet.newHashSet(batch.size() * 2);
        batch.forEach(signal -> keys.addAll(Crowd.keys(signal)));
        return new TreeSet<>(keys);
    }
}
