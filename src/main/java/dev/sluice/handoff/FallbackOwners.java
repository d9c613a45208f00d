package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.Rep;
import dev.sluice.handoff.routing.Router;
import dev.sluice.handoff.routing.RoutingBatch;
import dev.sluice.handoff.routing.RoutingTeams;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who acts for people whom no one owns: the rules of the definition choose, and without a definition sales takes turns.
 * Everything runs in the transaction under way.
 */
@Component
class FallbackOwners {
    private final Router router;
    private final TeamRotation rotation;
    private final RoutingTeams teams;
    private final Funnels funnels;
    private final Standings standings;
    private final Members members;
    private final InstantSource clock;

    FallbackOwners(
            Router router,
            TeamRotation rotation,
            RoutingTeams teams,
            Funnels funnels,
            Standings standings,
            Members members,
            InstantSource clock) {
        this.router = router;
        this.rotation = rotation;
        this.teams = teams;
        this.funnels = funnels;
        this.standings = standings;
        this.members = members;
        this.clock = clock;
    }

    /** The users of the workspace. */
    Set<Integer> members(int workspace) {
        return members.all(workspace).stream().map(Member::user).collect(Collectors.toSet());
    }

    /** Who acts today for each user: themselves, or the cover of a user who is away; users without either are left out. */
    Map<Integer, Integer> present(int workspace) {
        List<Rep> reps = rotation.everybody(workspace, clock.instant());
        Set<Integer> here =
                reps.stream().filter(rep -> !rep.absent()).map(Rep::user).collect(Collectors.toSet());
        Map<Integer, Integer> present = new HashMap<>();
        for (Rep rep : reps) {
            Integer acting = rep.absent() ? rep.cover() : Integer.valueOf(rep.user());
            if (acting != null && here.contains(acting)) {
                present.put(rep.user(), acting);
            }
        }
        return present;
    }

    /** Chooses an owner for each of these people by the first funnel in which they are. */
    Map<Long, Integer> route(int workspace, Collection<Long> people) {
        Map<Long, Integer> owners = new HashMap<>();
        Instant now = clock.instant();
        List<DefinitionRun> runs = people.isEmpty() ? List.of() : funnels.active(workspace);
        for (DefinitionRun run : runs) {
            List<Long> open = people.stream()
                    .filter(person -> !owners.containsKey(person))
                    .toList();
            Map<Long, Standing> placed = standings.of(workspace, run, open);
            boolean last = run == runs.getLast();
            RoutingBatch batch = router.batch(workspace, run, open, now);
            for (long person : open) {
                Standing standing = last ? placed.getOrDefault(person, Standing.NEW) : placed.get(person);
                Integer owner = standing == null
                        ? null
                        : batch.route(person, standing, Set.of()).owner();
                if (owner != null) {
                    owners.put(person, owner);
                }
            }
        }
        if (runs.isEmpty() && !people.isEmpty()) {
            router.next(workspace, now).ifPresent(owner -> people.forEach(person -> owners.put(person, owner)));
        }
        return owners;
    }

    /** The manager of the team, or else a manager, admin or owner of the workspace; null without any. */
    @Nullable
    Integer manager(int workspace, String team) {
        return teams.manager(workspace, team)
                .or(() -> members.all(workspace).stream()
                        .filter(member -> member.role().covers(Role.MANAGER))
                        .max(Comparator.comparing(Member::role).thenComparing(Member::user, Comparator.reverseOrder())))
                .map(Member::user)
                .orElse(null);
    }
}
