package dev.sluice.standing;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.platform.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks people's histories against criteria that no definition contains. */
@Component
public class AdHocCriteria {
    private final HistoryRows histories;
    private final InstantSource clock;

    AdHocCriteria(HistoryRows histories, InstantSource clock) {
        this.histories = histories;
        this.clock = clock;
    }

    /**
     * Reads a criterion in the words of a definition.
     *
     * @throws IllegalArgumentException with a sentence that says what was expected
     */
    public static AdHocCriterion read(Definition definition, String written) {
        return AdHocCriterion.of(definition, written);
    }

    /** The people who meet it now, from the log, in the caller's transaction. */
    public Set<Long> whoMeets(int workspace, AdHocCriterion criterion, Collection<Long> people) {
        return whoMeets(workspace, criterion, people, clock.instant());
    }

    /** The same as of an instant, by the log as it is today. */
    public Set<Long> whoMeets(int workspace, AdHocCriterion criterion, Collection<Long> people, Instant at) {
        long now = Time.micros(at);
        Set<Long> matching = new HashSet<>();
        histories.histories(workspace, people).forEach((person, history) -> {
            List<FoldSignal> before =
                    history.stream().filter(signal -> signal.at() <= now).toList();
            if (criterion.holds(
                    PersonFold.whole(criterion.definition(), before, now).standing(), now)) {
                matching.add(person);
            }
        });
        return matching;
    }
}
