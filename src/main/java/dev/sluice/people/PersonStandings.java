package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.person.PersonWork;
import dev.sluice.person.PersonWork.WorkFacts;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a person stands, who works on them and what comes next, as the head of their page shows it. */
@Component
class PersonStandings {
    /** A person's place in a funnel; the engagement score as of now. */
    record PersonStanding(
            DefinitionRun run,
            Definition.@Nullable Stage stage,
            String outcome,
            @Nullable String reason,
            int fit,
            double engagement) {
        static PersonStanding of(Standings.StagePlacement placed, long now) {
            String stage = placed.standing().stage();
            return new PersonStanding(
                    placed.run(),
                    stage == null ? null : placed.run().definition().stage(stage),
                    placed.standing().outcome().name().toLowerCase(Locale.ROOT),
                    placed.standing().reason(),
                    placed.standing().fit(),
                    placed.standing().engagement(now));
        }
    }

    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Standings standings;
    private final Funnels funnels;
    private final PersonWork work;
    private final InstantSource clock;

    PersonStandings(Standings standings, Funnels funnels, PersonWork work, InstantSource clock) {
        this.work = work;
        this.standings = standings;
        this.funnels = funnels;
        this.clock = clock;
    }

    List<PersonStanding> of(int workspace, long person) {
        return of(standings.of(workspace, person), Time.micros(clock.instant()));
    }

    /** The same of places that were read already. */
    static List<PersonStanding> of(List<Standings.StagePlacement> placed, long now) {
        return placed.stream().map(one -> PersonStanding.of(one, now)).toList();
    }

    WorkFacts work(int workspace, long person) {
        return work.ofPeople(workspace, List.of(person)).getOrDefault(person, WorkFacts.NONE);
    }

    /** Waits a moment until the person is in that stage, so that the page that follows a move shows it. */
    void awaitStage(int workspace, long person, String funnel, String stage) {
        for (int i = 0; i < LOOKS; i++) {
            boolean there = standings.of(workspace, person).stream()
                    .anyMatch(placed -> placed.run().definition().name().equals(funnel)
                            && stage.equals(placed.standing().stage()));
            if (there) {
                return;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The active funnels, in which a user may set the stage. */
    List<DefinitionRun> funnels(int workspace) {
        return funnels.active(workspace);
    }
}
