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

/** Asks people's histories what no definition keeps an answer to. */
@Component
public class AdHocCriteria {
    private final StandingRows rows;
    private final InstantSource clock;

    AdHocCriteria(StandingRows rows, InstantSource clock) {
        this.rows = rows;
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

    /** Those who meet it now, from the log, in the caller's transaction. */
    public Set<Long> whoMeets(int workspace, AdHocCriterion question, Collection<Long> people) {
        return whoMeets(workspace, question, people, clock.instant());
    }

    /** The same as of an instant, by what the log tells today. */
    public Set<Long> whoMeets(int workspace, AdHocCriterion question, Collection<Long> people, Instant at) {
        long now = Time.micros(at);
        Set<Long> meets = new HashSet<>();
        rows.histories(workspace, people).forEach((person, history) -> {
            List<FoldSignal> before =
                    history.stream().filter(signal -> signal.at() <= now).toList();
            if (question.holds(
                    PersonFold.whole(question.definition(), before, now).standing(), now)) {
                meets.add(person);
            }
        });
        return meets;
    }
}
