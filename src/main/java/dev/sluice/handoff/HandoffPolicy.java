package dev.sluice.handoff;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing;
import dev.sluice.standing.DefinitionRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a lead belongs to sales: from the stage that sales has to accept until it is won or lost, and before that while a
 * flag waits for a review.
 *
 * @param first the position of the first stage that is handed off
 */
public record HandoffPolicy(DefinitionRun run, int first) {
    /** The response class of a lead that is handed off. */
    static final String INBOUND = "inbound";

    /** The response class of what a person writes; a definition without it answers as it answers new leads. */
    static final String REPLY = "reply";

    /** The response class of flags. */
    static final String FLAGGED = "flagged";

    /** The limit of stages for which the definition sets none. */
    private static final Duration DEFAULT_LIMIT = Duration.ofDays(30);

    public static HandoffPolicy of(DefinitionRun run) {
        List<Stage> stages = run.definition().stages();
        for (int i = 1; i < stages.size(); i++) {
            if (asks(stages.get(i).enter(), HandoffSignals.ACCEPTED.name())) {
                return new HandoffPolicy(run, i - 1);
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).owner() == Definition.StageOwner.SALES) {
                return new HandoffPolicy(run, i);
            }
        }
        return new HandoffPolicy(run, stages.size());
    }

    private static boolean asks(Criterion criterion, String kind) {
        return switch (criterion) {
            case Criterion.Happened happened -> happened.kind().equals(kind);
            case Criterion.All all -> all.parts().stream().anyMatch(part -> asks(part, kind));
            case Criterion.Any any -> any.parts().stream().anyMatch(part -> asks(part, kind));
            case Criterion.None _,
                    Criterion.OfTrait _,
                    Criterion.FitAtLeast _,
                    Criterion.EngagementAtLeast _,
                    Criterion.HasFlag _,
                    Criterion.InStage _,
                    Criterion.Reached _,
                    Criterion.Identified _ -> false;
        };
    }

    /** Null while the lead is not for sales. */
    @Nullable
    Stage stage(Standing standing) {
        if (standing.outcome() != Standing.StandingOutcome.ACTIVE || standing.stage() == null) {
            return null;
        }
        Stage stage = run.definition().stage(standing.stage());
        boolean assigned =
                run.position(standing.stage()) >= first || (!standing.flags().isEmpty() && answersFlags());
        return stage == null || !assigned || stage.layer() == Layer.RETAIN ? null : stage;
    }

    private boolean answersFlags() {
        return run.definition().response().stream()
                .anyMatch(response -> response.name().equals(FLAGGED));
    }

    /** The state of a lead that enters the stage. */
    LeadAssignment.AssignmentState state(Stage stage) {
        return switch (Integer.signum(run.position(stage.id()) - first)) {
            case -1 -> LeadAssignment.AssignmentState.FLAGGED;
            case 0 -> LeadAssignment.AssignmentState.OFFERED;
            default -> LeadAssignment.AssignmentState.ACCEPTED;
        };
    }

    /** When the time limit of that stage ends. */
    public static Instant limit(Stage stage, Instant entered) {
        return entered.plus(stage.limit() == null ? DEFAULT_LIMIT : stage.limit());
    }

    /** The positions of the stages in which a lead is assigned to sales. */
    public List<Integer> positions() {
        List<Stage> stages = run.definition().stages();
        return IntStream.range(Math.min(first, stages.size()), stages.size())
                .filter(i -> stages.get(i).layer() != Layer.RETAIN)
                .boxed()
                .toList();
    }
}
