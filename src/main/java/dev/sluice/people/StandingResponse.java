package dev.sluice.people;

import dev.sluice.funnel.Explanation;
import dev.sluice.platform.Time;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The place of a person in a funnel and the reasons for it, as of now. */
@JsonNaming(SnakeCaseStrategy.class)
record StandingResponse(
        String funnel,
        int version,
        @Nullable String stage,
        @Nullable Instant enteredAt,
        String outcome,
        @Nullable String reason,
        Map<String, Instant> reached,
        FitResponse fit,
        EngagementResponse engagement,
        List<GateResponse> gates,
        List<FlagResponse> flags,
        List<Explanation.Danger> dangers) {
    /** A gate ahead: open, or blocked by the conditions that are not met. */
    record GateResponse(
            String stage,
            boolean open,
            List<Explanation.ConditionResult> met,
            List<Explanation.ConditionResult> missing,
            int line) {
        static GateResponse of(Explanation.GateExplanation gate) {
            return switch (gate) {
                case Explanation.GateExplanation.Passed passed ->
                    new GateResponse(passed.stage(), true, passed.met(), List.of(), passed.line());
                case Explanation.GateExplanation.Held held ->
                    new GateResponse(held.stage(), false, held.met(), held.missing(), held.line());
            };
        }
    }

    record FlagResponse(String flag, @Nullable Instant since, Explanation.ConditionResult part, int line) {}

    record FitResponse(int total, List<Explanation.FitLine> lines) {}

    record EngagementResponse(double total, List<Explanation.EngagementLine> lines) {}

    static StandingResponse of(Standings.StagePlacement placed, long now) {
        Explanation explanation = placed.explanation();
        Map<String, Instant> reached = new LinkedHashMap<>();
        placed.standing().reached().forEach((stage, at) -> reached.put(stage, Time.instant(at)));
        return new StandingResponse(
                placed.run().definition().name(),
                placed.run().version(),
                placed.standing().stage(),
                instant(placed.standing().enteredAt()),
                code(placed.standing().outcome()),
                placed.standing().reason(),
                reached,
                new FitResponse(explanation.fitTotal(), explanation.fit()),
                new EngagementResponse(rounded(placed.standing().engagement(now)), explanation.engagement()),
                explanation.gates().stream().map(GateResponse::of).toList(),
                explanation.flags().stream()
                        .map(flag -> new FlagResponse(flag.flag(), instant(flag.since()), flag.part(), flag.line()))
                        .toList(),
                explanation.dangers());
    }

    private static String code(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(long micros) {
        return micros == 0 ? null : Time.instant(micros);
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
