package dev.sluice.handoff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds who has to act for a person: the owner of the lead, of a deal, whoever had the lead last, or else whom the
 * routing rules choose. It is no one only in a workspace without members. Everything runs in the transaction under way.
 */
@Component
class StepOwners {
    private final LeadAssignmentRows leads;
    private final AssignmentHistoryRows history;
    private final List<OwnerSource> sources;
    private final FallbackOwners fallback;

    StepOwners(
            LeadAssignmentRows leads,
            AssignmentHistoryRows history,
            List<OwnerSource> sources,
            FallbackOwners fallback) {
        this.leads = leads;
        this.history = history;
        this.sources = sources;
        this.fallback = fallback;
    }

    /** The owner of each of these people, be they away or not. */
    Map<Long, Integer> of(int workspace, Collection<Long> people) {
        Set<Integer> members = fallback.members(workspace);
        return choose(workspace, people, user -> members.contains(user) ? user : null);
    }

    /** Who can act for each of these people today: the owner, or the cover of an owner who is away. */
    Map<Long, Integer> present(int workspace, Collection<Long> people) {
        Map<Integer, Integer> present = fallback.present(workspace);
        Map<Long, Integer> chosen = choose(workspace, people, present::get);
        if (!present.isEmpty()) {
            int anyone = present.values().stream().min(Integer::compare).orElseThrow();
            chosen.replaceAll(
                    (_, user) -> present.getOrDefault(user, anyone)); // the rules know only people who are away
        }
        return chosen;
    }

    /** A manager of the team, or else of the workspace. */
    @Nullable
    Integer manager(int workspace, String team) {
        return fallback.manager(workspace, team);
    }

    private Map<Long, Integer> choose(
            int workspace, Collection<Long> people, IntFunction<@Nullable Integer> available) {
        List<Map<Long, Integer>> known = new ArrayList<>();
        known.add(leads.owners(workspace, people));
        sources.forEach(source -> known.add(source.owners(workspace, people)));
        known.add(history.lastOwners(workspace, people));
        Map<Long, Integer> chosen = new HashMap<>();
        Set<Long> unknown = new LinkedHashSet<>();
        for (long person : people) {
            Integer owner = known.stream()
                    .map(owners -> owners.get(person))
                    .map(user -> user == null ? null : available.apply(user))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (owner == null) {
                unknown.add(person);
            } else {
                chosen.put(person, owner);
            }
        }
        chosen.putAll(fallback.route(workspace, unknown));
        return chosen;
    }
}
