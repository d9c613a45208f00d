package dev.sluice.funnel;

import java.util.List;
import java.util.UUID;

/** Why a person is in their stage: every score line, every gate ahead, every flag, with rule and signals. */
public record Explanation(
        List<FitLine> fit,
        int fitTotal,
        List<EngagementLine> engagement,
        double engagementTotal,
        List<GateExplanation> gates,
        List<FlagLine> flags,
        List<Danger> dangers) {

    /** A fit rule; {@code value} is the person's trait that it reads, "" when unknown. */
    public record FitLine(String rule, int points, boolean matched, String value, int line) {}

    /**
     * An engagement rule.
     *
     * @param points what is left of them now, after decay
     * @param count how many signals ever earned points by this rule
     * @param signals the latest of them
     */
    public record EngagementLine(String rule, double points, int count, List<UUID> signals, int line) {}

    /**
     * One criterion and how far it is met, such as "2 of 3 within 7 d".
     *
     * @param parts of an all, any or none; empty for a plain criterion
     */
    public record ConditionResult(
            String text, boolean met, String progress, List<UUID> signals, List<ConditionResult> parts) {}

    /** The gate of a stage that lies ahead. */
    public sealed interface GateExplanation {
        String stage();

        int line();

        record Passed(String stage, List<ConditionResult> met, int line) implements GateExplanation {}

        record Held(String stage, List<ConditionResult> met, List<ConditionResult> missing, int line)
                implements GateExplanation {}
    }

    /** A flag: since when (microseconds), or 0 while it is not raised. */
    public record FlagLine(String flag, long since, ConditionResult part, int line) {}

    /** A rule that disqualifies and applies, or of which a part is met already. */
    public record Danger(String reason, ConditionResult part, int line) {}
}
