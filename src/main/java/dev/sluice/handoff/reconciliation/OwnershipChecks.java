package dev.sluice.handoff.reconciliation;

import dev.sluice.handoff.DepartedOwners;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds leads with a wrong owner or none, and records each as an incident. */
@Component
public class OwnershipChecks {
    /** A lead that had been forgotten. */
    public record Incident(
            long id,
            long person,
            String name,
            String what,
            Instant foundAt,
            @Nullable Instant repairedAt,
            @Nullable String repair) {}

    private final OwnershipCheckRows rows;
    private final DepartedOwners departed;
    private final Tenancy tenancy;
    private final InstantSource clock;

    /** The run that was checked last of each workspace and funnel: what another run left behind is no incident. */
    private final Map<List<Integer>, Integer> checkedRuns = new ConcurrentHashMap<>();

    OwnershipChecks(OwnershipCheckRows rows, DepartedOwners departed, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.departed = departed;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Finds leads that should be assigned and are not, or are and should not, and records them. */
    List<Long> misassigned(int workspace, HandoffPolicy policy, int limit) {
        int run = policy.run().id();
        int funnel = policy.run().funnel();
        return tenancy.in(workspace, () -> {
            rows.saveStages(workspace, policy);
            List<Long> misassigned = rows.misassigned(workspace, policy, limit);
            Integer before = checkedRuns.put(List.of(workspace, funnel), run);
            if (before != null && before == run && !misassigned.isEmpty()) {
                rows.insertIncidents(
                        workspace, funnel, misassigned, "in the wrong hands or in nobody's", clock.instant());
            }
            return misassigned;
        });
    }

    /** Removes the assignments of people who have no standing any more. */
    void removeStale(int workspace, DefinitionRun run, Collection<Long> found, Set<Long> standing) {
        List<Long> stale =
                found.stream().filter(person -> !standing.contains(person)).toList();
        rows.remove(workspace, run.funnel(), stale);
    }

    /** Routes leads that no member owns once more, and records them. */
    void reroute(int workspace, DefinitionRun run) {
        tenancy.in(workspace, () -> {
            List<Long> people = departed.reroute(workspace, run);
            if (!people.isEmpty()) {
                rows.insertIncidents(workspace, run.funnel(), people, "without an owner", clock.instant());
            }
        });
    }

    /** Finds owners for next steps without one; adds a task for each lead for which none can be found, once. */
    void repair(int workspace) {
        tenancy.in(workspace, () -> {
            Instant now = clock.instant();
            departed.adopt(workspace);
            rows.addTasks(workspace, now);
            rows.closeIncidents(workspace, now);
        });
    }

    /** The latest incidents, the newest first. */
    public List<Incident> newest(int workspace, int limit) {
        return tenancy.read(workspace, () -> rows.newest(workspace, limit));
    }
}
