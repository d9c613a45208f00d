package dev.sluice.deal.projection;

import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealFold;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.standing.AdHocCriteria;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Folds logs of deals with the definitions, evidence and users of their workspace. */
@Component
class DealFolder {
    private final Funnels funnels;
    private final AdHocCriteria criteria;
    private final Members members;

    DealFolder(Funnels funnels, AdHocCriteria criteria, Members members) {
        this.funnels = funnels;
        this.criteria = criteria;
        this.members = members;
    }

    Map<Long, DealFold> fold(int workspace, Map<Long, List<DealEvent>> logs) {
        Map<Integer, DefinitionRun> runs = new HashMap<>();
        Map<Long, DealFold> folded = new TreeMap<>();
        WorkspaceUsers users = new WorkspaceUsers(workspace);
        logs.forEach((deal, log) -> folded.put(
                deal,
                new DealFold(
                                run -> runs.computeIfAbsent(run, id -> funnels.run(workspace, id))
                                        .definition(),
                                (run, evidence, person, at) -> shows(workspace, runs.get(run), evidence, person, at),
                                users)
                        .fold(log)));
        return folded;
    }

    private boolean shows(
            int workspace, @Nullable DefinitionRun run, Pipeline.RequiredEvidence evidence, long person, Instant at) {
        if (run == null) {
            return false;
        }
        AdHocCriterion criterion = AdHocCriterion.of(run.definition(), evidence.criterion());
        return !criteria.whoMeets(workspace, criterion, Set.of(person), at).isEmpty();
    }

    /** The users of a workspace by what a signal may call them; read at the first look-up. */
    private final class WorkspaceUsers implements DealFold.FieldUsers {
        private final int workspace;
        private final Map<String, Integer> byName = new HashMap<>();

        WorkspaceUsers(int workspace) {
            this.workspace = workspace;
        }

        @Override
        public @Nullable Integer find(String name) {
            if (name.isEmpty()) {
                return null;
            }
            if (byName.isEmpty()) {
                List<Member> all = members.all(workspace);
                Map<String, Long> namesakes =
                        all.stream().collect(Collectors.groupingBy(one -> key(one.name()), Collectors.counting()));
                for (Member member : all) {
                    byName.put(Integer.toString(member.user()), member.user());
                    byName.put(key(member.email()), member.user());
                    if (namesakes.getOrDefault(key(member.name()), 0L) == 1) {
                        byName.put(key(member.name()), member.user());
                    }
                }
            }
            return byName.get(key(name));
        }

        private static String key(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
