package dev.sluice.insight.whatif;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.handoff.CapacitySimulation.Expected;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What-if by API: one call begins the replay, another reads what came of it. */
@RestController
class WhatIfApi {
    private static final int USUAL_DAYS = 365;

    /**
     * What to try: a whole definition, or the deciding one of a funnel with a stage asking for another engagement.
     *
     * @param days people who came in so many days, 0 for all time; a year when left out
     */
    @Schema(name = "WhatIfAsk")
    record WhatIfRequest(
            @Nullable String definition,
            @Nullable String funnel,
            @Nullable String stage,
            @Nullable Double threshold,
            @Nullable Integer days) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "WhatIfAtStage")
    record StageResponse(String stage, long reachedNow, long reachedThen, long hereNow, long hereThen) {}

    /** What one definition makes of the leads that sales would be given; times in working seconds. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WhatIfLoad")
    record LoadResponse(
            long handed,
            @Nullable Double medianResponse,
            @Nullable Double p90Response) {
        static LoadResponse of(long handed, @Nullable Expected expected) {
            return new LoadResponse(
                    handed, expected == null ? null : expected.median(), expected == null ? null : expected.p90());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "WhatIfMoved")
    record MovedResponse(long person, String before, String after) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "WhatIfMoney")
    record MoneyResponse(long deals, double amount, String currency) {}

    /** {@code moved} counts all who stand elsewhere, {@code elsewhere} names the first of them. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "WhatIfResult")
    record WhatIfOutcomeResponse(
            long people,
            List<StageResponse> stages,
            Map<String, Long> outcomesNow,
            Map<String, Long> outcomesThen,
            LoadResponse now,
            LoadResponse then,
            List<Long> winsKept,
            List<MoneyResponse> moneyKept,
            List<Long> winsLost,
            List<MoneyResponse> moneyLost,
            long moved,
            List<MovedResponse> elsewhere,
            long weekdays,
            List<String> cannotMap) {}

    /** {@code state} is running, done or failed, {@code done} of {@code total} people are replayed. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WhatIfReport")
    record WhatIfResponse(
            long id,
            String funnel,
            String state,
            long done,
            long total,
            @Nullable String fault,
            @Nullable WhatIfOutcomeResponse result) {}

    private final WhatIfRuns runs;
    private final WhatIfRunRows rows;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final InstantSource clock;

    WhatIfApi(WhatIfRuns runs, WhatIfRunRows rows, Funnels funnels, Tenancy tenancy, InstantSource clock) {
        this.runs = runs;
        this.rows = rows;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Begins to replay history by the deciding definition and the tried one; nothing that decides changes. */
    @RequiresScope("reports:read")
    @PostMapping("/api/v1/reports/what-if")
    ResponseEntity<WhatIfResponse> begin(ApiCaller caller, @RequestBody WhatIfRequest ask) {
        int workspace = caller.workspace();
        int days = ask.days() == null ? USUAL_DAYS : ask.days();
        Instant from = days <= 0 ? null : clock.instant().minus(Duration.ofDays(Math.min(days, WhatIfRuns.LONGEST)));
        long id = runs.begin(workspace, text(workspace, ask), from, null);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/reports/what-if/" + id))
                .body(answer(workspace, id));
    }

    private String text(int workspace, WhatIfRequest ask) {
        if (ask.definition() != null && !ask.definition().isBlank()) {
            return ask.definition();
        }
        if (ask.funnel() == null || ask.stage() == null || ask.threshold() == null) {
            throw new BadInput("definition", "Send a definition, or a funnel with the stage and its threshold.");
        }
        DefinitionRun run = runs.deciding(workspace, ask.funnel());
        String yaml = funnels.version(workspace, run.funnel(), run.version()).yaml();
        String slid = ThresholdSlider.in(yaml, run.definition(), ask.stage(), ThresholdSlider.whole(ask.threshold()));
        if (slid.equals(yaml)) {
            throw new BadInput(
                    "threshold",
                    "This stage asks for no other engagement than that, or not in one line; send a definition.");
        }
        return slid;
    }

    /** What came of it, once it is done. */
    @RequiresScope("reports:read")
    @GetMapping("/api/v1/reports/what-if/{id}")
    WhatIfResponse trial(ApiCaller caller, @PathVariable long id) {
        return answer(caller.workspace(), id);
    }

    private WhatIfResponse answer(int workspace, long id) {
        return tenancy.read(workspace, () -> {
            WhatIfRun trial = rows.find(workspace, id);
            return new WhatIfResponse(
                    id,
                    trial.funnel(),
                    trial.state().name().toLowerCase(Locale.ROOT),
                    trial.done(),
                    trial.total(),
                    trial.fault().isEmpty() ? null : trial.fault(),
                    trial.result() == null ? null : result(workspace, trial.result()));
        });
    }

    private WhatIfOutcomeResponse result(int workspace, WhatIfRun.WhatIfOutcome result) {
        return new WhatIfOutcomeResponse(
                result.people(),
                result.stages().stream()
                        .map(at -> new StageResponse(
                                at.stage(), at.reachedNow(), at.reachedThen(), at.hereNow(), at.hereThen()))
                        .toList(),
                result.outcomesNow(),
                result.outcomesThen(),
                LoadResponse.of(result.handedNow(), result.expectedNow()),
                LoadResponse.of(result.handedThen(), result.expectedThen()),
                result.winsKept(),
                money(workspace, result.winsKept()),
                result.winsLost(),
                money(workspace, result.winsLost()),
                result.moved(),
                result.elsewhere().stream()
                        .map(one -> new MovedResponse(one.person(), one.before(), one.after()))
                        .toList(),
                result.weekdays(),
                result.cannotMap());
    }

    private List<MoneyResponse> money(int workspace, List<Long> people) {
        return rows.worth(workspace, people).stream()
                .map(worth -> new MoneyResponse(worth.deals(), worth.amount(), worth.currency()))
                .toList();
    }
}
