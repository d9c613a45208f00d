package dev.sluice.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.TimeFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A deal as boards and lists show it.
 *
 * @param person null where whoever it was with is erased
 * @param probability of its stage, in percent, 100 once won and 0 once lost; null for a stage that the definition does not know
 * @param limitAt when its stage's limit passes; null where there is none
 * @param stepAt from when on the lack of a next step, or its date, is a reason to look
 * @param quietAt when nothing will have been heard for too long
 * @param stalledAt since when it is stalled; null while it is not, and for closed deals
 * @param decideAt when its owner must have decided what becomes of it
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DealSummary(
        long id,
        String key,
        int version,
        int funnel,
        String pipeline,
        String title,
        String state,
        String stage,
        @Nullable Integer probability,
        Instant stageEnteredAt,
        Instant openedAt,
        @Nullable Instant closedAt,
        String reason,
        @Nullable BigDecimal amount,
        String currency,
        @Nullable LocalDate expectedClose,
        String nextStep,
        @Nullable LocalDate nextStepAt,
        @Nullable Integer owner,
        @Nullable String ownerName,
        @Nullable Long person,
        String personName,
        @Nullable Long company,
        @Nullable String companyName,
        Instant heardAt,
        @Nullable Instant limitAt,
        Instant stepAt,
        Instant quietAt,
        @Nullable Instant stalledAt,
        @Nullable Instant decideAt) {

    private static final String IN_STAGE = " in this stage, limit passed ";
    private static final String STEP_DUE = "Next step was due ";

    /** From how much of the allowed time on a card says so, in percent. */
    private static final int SOON = 80;

    public boolean open() {
        return state.equals("open");
    }

    /** Why it is stalled, the worst first; none for a deal that moves. */
    public List<String> stalls(TimeFormat when) {
        List<String> why = new ArrayList<>();
        if (stalledAt == null) {
            return why;
        }
        if (limitAt != null && when.late(limitAt)) {
            why.add(TimeFormat.lasting(Duration.between(stageEnteredAt, when.now())) + IN_STAGE + when.ago(limitAt));
        }
        if (when.late(stepAt)) {
            why.add(
                    nextStep.isEmpty() || nextStepAt == null
                            ? "No next step with a date"
                            : STEP_DUE
                                    + when.date(
                                            nextStepAt.atStartOfDay(when.zone()).toInstant()));
        }
        if (when.late(quietAt)) {
            why.add("Nothing heard for " + TimeFormat.lasting(Duration.between(heardAt, when.now())));
        }
        return why;
    }

    /** How pressing it is: "late" when its owner must decide, "soon" when it stalls or its time is nearly up, else "". */
    public String level(TimeFormat when) {
        return mustDecide(when) ? "late" : stalledAt != null || open() && used(when) >= SOON ? "soon" : "";
    }

    /** Why it is stalled, without what a card shows of it already: its time in the stage and its next step. */
    public List<String> otherStalls(TimeFormat when) {
        List<String> why = stalls(when);
        why.removeIf(reason -> reason.contains(IN_STAGE) || reason.startsWith(STEP_DUE));
        return why;
    }

    /** Whether the day of its next step has passed. */
    public boolean stepLate(TimeFormat when) {
        return nextStepAt != null && when.late(stepAt);
    }

    /** What a closed deal was never told and somebody ought to say; null where nothing is missing. */
    @Nullable
    public String asks() {
        if (state.equals("won") && amount == null) {
            return "Won, but for how much?";
        }
        return state.equals("lost") && reason.equals(DealFold.NOT_TOLD) ? "Lost, but why?" : null;
    }

    public boolean mustDecide(TimeFormat when) {
        return decideAt != null && when.late(decideAt);
    }

    /** How much of the time that the stage allows is used up, in percent; more than 100 past the limit. */
    public int used(TimeFormat when) {
        if (limitAt == null) {
            return 0;
        }
        long allowed = Math.max(1, Duration.between(stageEnteredAt, limitAt).toSeconds());
        return (int)
                Math.min(999, 100 * Duration.between(stageEnteredAt, when.now()).toSeconds() / allowed);
    }

    public String age(TimeFormat when) {
        return TimeFormat.lasting(Duration.between(stageEnteredAt, open() || closedAt == null ? when.now() : closedAt));
    }
}
