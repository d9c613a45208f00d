package dev.sluice.handoff.today;

import dev.sluice.platform.Time;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Where people are in the funnels, with their scores. */
@Component
class LeadPlaces {
    /**
     * A person's stage in one funnel.
     *
     * @param funnel its name; "" while the workspace has only one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record LeadPlace(String funnel, String stage, int fit, double engagement) {
        /** "MQL", and "MQL in Partners" where there is more than one funnel. */
        String text() {
            return DisplayFormat.stage(stage) + (funnel.isEmpty() ? "" : " in " + funnel);
        }
    }

    private final Funnels funnels;
    private final Standings standings;

    LeadPlaces(Funnels funnels, Standings standings) {
        this.funnels = funnels;
        this.standings = standings;
    }

    /** The places of each of these people; those who are in no stage are left out. */
    Map<Long, List<LeadPlace>> of(int workspace, Collection<Long> people, Instant now) {
        Map<Long, List<LeadPlace>> places = new HashMap<>();
        List<DefinitionRun> runs = funnels.active(workspace);
        for (DefinitionRun run : runs) {
            String funnel = runs.size() == 1 ? "" : run.definition().name();
            standings.of(workspace, run, people).forEach((person, standing) -> {
                String stage = standing.stage();
                if (stage != null) {
                    places.computeIfAbsent(person, _ -> new ArrayList<>())
                            .add(new LeadPlace(
                                    funnel, stage, standing.fit(), rounded(standing.engagement(Time.micros(now)))));
                }
            });
        }
        return places;
    }

    private static double rounded(double points) {
        return Math.round(points * 10) / 10.0;
    }
}
