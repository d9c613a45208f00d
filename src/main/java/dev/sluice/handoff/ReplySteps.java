package dev.sluice.handoff;

import dev.sluice.handoff.LeadReplies.LeadReply;
import dev.sluice.handoff.ResponseClocks.ClockStart;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The next steps of answering people, one at a time for each person, with their response clocks. */
@Component
class ReplySteps {
    private final NextSteps steps;
    private final StepOwners owners;
    private final ResponseClocks clocks;
    private final Funnels funnels;
    private final Standings standings;
    private final InstantSource clock;

    ReplySteps(
            NextSteps steps,
            StepOwners owners,
            ResponseClocks clocks,
            Funnels funnels,
            Standings standings,
            InstantSource clock) {
        this.steps = steps;
        this.owners = owners;
        this.clocks = clocks;
        this.funnels = funnels;
        this.standings = standings;
        this.clock = clock;
    }

    /** Gives each of these replies to someone who is there today, in the transaction under way. */
    void add(int workspace, Map<Long, LeadReply> replies) {
        Set<Long> covered = clocks.owned(workspace, replies.keySet());
        Map<Long, LeadReply> open = new HashMap<>(replies);
        open.entrySet().removeIf(reply -> !reply.getValue().written() && covered.contains(reply.getKey()));
        if (open.isEmpty()) {
            return;
        }
        Map<Long, NextStep> waiting = waiting(workspace, open.keySet());
        Map<Long, Integer> found = owners.present(workspace, open.keySet());
        List<ClockStart> starts = new ArrayList<>();
        open.forEach((person, reply) -> {
            Integer owner = found.get(person);
            Instant since = since(reply);
            NextStep before = waiting.get(person);
            if (before == null) {
                Instant due = clocks.replyDue(workspace, funnels.active(workspace), owner, since);
                steps.add(
                        workspace,
                        NextStepDraft.of(person, owner, NextSteps.RESPOND, reply.title(), due)
                                .since(reply.at()));
            } else {
                steps.change(workspace, before.id(), reply.title(), before.dueAt());
            }
            if (!covered.contains(person)) {
                starts.add(new ClockStart(person, HandoffPolicy.REPLY, owner, since));
            }
        });
        start(workspace, starts);
    }

    /** A reply that comes in late is due from now on. */
    private Instant since(LeadReply reply) {
        Instant now = clock.instant();
        return LeadAssignments.recent(reply.at(), now) ? reply.at() : now;
    }

    private Map<Long, NextStep> waiting(int workspace, Collection<Long> people) {
        return steps.open(workspace, people).stream()
                .filter(step -> step.kind().equals(NextSteps.RESPOND) && step.owner() != null)
                .collect(Collectors.toMap(NextStep::person, step -> step, (first, _) -> first));
    }

    /** Each in the first funnel in which the person is, or else in the first of all. */
    private void start(int workspace, List<ClockStart> starts) {
        List<ClockStart> left = new ArrayList<>(starts);
        List<DefinitionRun> runs = funnels.active(workspace);
        for (DefinitionRun run : runs) {
            Set<Long> placed = run == runs.getLast()
                    ? left.stream().map(ClockStart::person).collect(Collectors.toSet())
                    : standings
                            .of(
                                    workspace,
                                    run,
                                    left.stream().map(ClockStart::person).toList())
                            .keySet();
            clocks.start(
                    workspace,
                    run,
                    left.stream()
                            .filter(start -> placed.contains(start.person()))
                            .toList());
            left.removeIf(start -> placed.contains(start.person()));
        }
    }
}
