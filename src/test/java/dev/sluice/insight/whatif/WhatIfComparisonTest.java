package dev.sluice.insight.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Fold;
import dev.sluice.funnel.FoldResult;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.TestDefinitions;
import dev.sluice.handoff.CapacitySimulation.Expected;
import dev.sluice.insight.whatif.WhatIfRun.Elsewhere;
import dev.sluice.insight.whatif.WhatIfRun.StageOutcomeCount;
import dev.sluice.insight.whatif.WhatIfRun.WhatIfOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two definitions make of the same people, summed up person by person. */
class WhatIfComparisonTest {
    private static final String TEXT = """
            funnel: tried
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - id: mql
                layer: engage
                owner: marketing
                limit: 7d
                enter: {all: [{engagement: {at_least: 20}}, {happened: demo_requested}]}
              - {id: sql, layer: convert, owner: sales, limit: 14d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, enter: {happened: deal_won}}
            engagement:
              half_life: 14d
              rules:
                - {when: demo_requested, points: 25}
                - {when: page_viewed, points: 10}
            disqualify:
              - {reason: student, when: {role: student}}
            routing:
              - {otherwise: true, to: team/inbound}
            """;
    private static final Definition NOW = TestDefinitions.read(TEXT);
    private static final Definition STRICT = TestDefinitions.read(TEXT.replace("at_least: 20", "at_least: 30"));
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    /** What a definition makes of someone who does these things, an hour apart, from that day on. */
    private static FoldResult life(Definition definition, int day, String... kinds) {
        Standing standing = Standing.NEW;
        List<Decision> decisions = new ArrayList<>();
        Instant at = START.plus(Duration.ofDays(day));
        for (int i = 0; i < kinds.length; i++) {
            at = at.plus(Duration.ofHours(1));
            FoldResult next = Fold.advance(
                    definition,
                    standing,
                    new FoldSignal(new UUID(day, i + 1), at.toEpochMilli() * 1_000, kinds[i], "", true, Map.of()));
            standing = next.standing();
            decisions.addAll(next.decisions());
        }
        return new FoldResult(standing, decisions);
    }

    private static void add(WhatIfComparison comparison, Definition then, long person, int day, String... kinds) {
        comparison.add(person, life(NOW, day, kinds), life(then, day, kinds));
    }

    private static WhatIfOutcome result(WhatIfComparison comparison) {
        return comparison.result(5, arrivals -> new Expected(null, null, 1, arrivals.size()));
    }

    /** Three people: one holds under both, one only under the laxer gate, one is lost under both. */
    private static WhatIfComparison three(@Nullable Instant from) {
        WhatIfComparison comparison = new WhatIfComparison(NOW, STRICT, from);
        add(comparison, STRICT, 1, 0, "identified", "page_viewed", "demo_requested", "accepted_by_sales", "deal_won");
        add(comparison, STRICT, 2, 1, "identified", "demo_requested", "accepted_by_sales", "deal_won");
        add(comparison, STRICT, 3, 40, "identified", "demo_requested");
        return comparison;
    }

    @Test
    void everyStageIsCountedOnBothSides() {
        assertThat(result(three(null)).stages())
                .containsExactly(
                        new StageOutcomeCount("lead", 3, 3, 0, 1),
                        new StageOutcomeCount("mql", 3, 1, 1, 0),
                        new StageOutcomeCount("sql", 2, 2, 0, 0),
                        new StageOutcomeCount("customer", 2, 2, 2, 2));
    }

    @Test
    void aWinThatWouldNotHaveBeenHandedOverIsNamed() {
        WhatIfOutcome result = result(three(null));

        assertThat(result.winsKept()).containsExactly(1L);
        assertThat(result.winsLost()).containsExactly(2L);
        assertThat(result.outcomesNow()).containsEntry("won", 2L).containsEntry("active", 1L);
    }

    @Test
    void aPersonWhoseStageDiffersIsNamedWithBoth() {
        WhatIfOutcome result = result(three(null));

        assertThat(result.moved()).isEqualTo(1);
        assertThat(result.elsewhere()).containsExactly(new Elsewhere(3, "mql", "lead"));
        assertThat(result.people(Map.of()))
                .containsExactly(List.of("person", "name", "now", "would be"), List.of("3", "Person 3", "mql", "lead"));
        assertThat(result.people(Map.of(3L, "Kim")).getLast()).contains("Kim");
    }

    @Test
    void leadsHandedOverAreCountedForWhoAnswersThem() {
        WhatIfOutcome result = result(three(null));

        assertThat(result.handedNow()).isEqualTo(3);
        assertThat(result.handedThen()).isEqualTo(1);
        assertThat(result.expectedNow()).isNotNull();
        assertThat(result.expectedNow().perDay()).isEqualTo(3);
        assertThat(result.weekdays()).isEqualTo(5);
    }

    @Test
    void onlyPeopleWhoBeganInThePeriodAreCompared() {
        WhatIfOutcome result = result(three(START.plus(Duration.ofDays(30))));

        assertThat(result.people()).isEqualTo(1);
        assertThat(result.winsKept()).isEmpty();
        assertThat(result.handedNow()).isEqualTo(1);
    }

    @Test
    void aVisitorWhoEnteredNothingIsNoOneToCompare() {
        WhatIfComparison comparison = new WhatIfComparison(NOW, STRICT, null);
        add(comparison, STRICT, 9, 0, "page_viewed", "page_viewed");

        assertThat(result(comparison).people()).isZero();
        assertThat(result(comparison).outcomesNow()).isEmpty();
    }

    @Test
    void aStageThatTheTriedOneLacksIsNamedWherePeopleStandInIt() {
        Definition renamed = TestDefinitions.read(TEXT.replace("id: mql", "id: interested"));
        WhatIfComparison comparison = new WhatIfComparison(NOW, renamed, null);
        add(comparison, renamed, 3, 0, "identified", "demo_requested");
        WhatIfOutcome result = result(comparison);

        assertThat(result.cannotMap()).containsExactly("mql");
        assertThat(result.stages())
                .extracting(StageOutcomeCount::stage)
                .containsExactly("lead", "interested", "sql", "customer", "mql");
        assertThat(result.elsewhere()).containsExactly(new Elsewhere(3, "mql", "interested"));
    }

    @Test
    void theSameDefinitionMovesNoOne() {
        WhatIfComparison comparison = new WhatIfComparison(NOW, NOW, null);
        add(comparison, NOW, 1, 0, "identified", "demo_requested", "accepted_by_sales", "deal_won");
        WhatIfOutcome result = result(comparison);

        assertThat(result.moved()).isZero();
        assertThat(result.winsKept()).containsExactly(1L);
        assertThat(result.winsLost()).isEmpty();
        assertThat(result.cannotMap()).isEmpty();
    }

    @Test
    void theFileHasStagesAndThenOutcomes() {
        List<List<@Nullable String>> cells = result(three(null)).cells();

        assertThat(cells).hasSize(8);
        assertThat(cells.get(2)).containsExactly("mql", "3", "1", "1", "0");
        assertThat(cells.get(5)).containsExactly("won", "2", "2", null, null);
        assertThat(cells.get(7)).startsWith("disqualified", "0", "0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5    | 5    | –
            5    | 17   | +12
            17   | 5    | −12
            0    | 1500 | +1,500
            """)
    void aChangeHasItsSign(long now, long then, String written) {
        assertThat(WhatIfRun.change(now, then)).isEqualTo(written);
    }

    @Test
    void aThresholdIsSlidInItsOwnLineOfTheText() {
        String slid = ThresholdSlider.in(TEXT, NOW, "mql", 35);

        assertThat(slid).isEqualTo(TEXT.replace("at_least: 20", "at_least: 35"));
        assertThat(ThresholdSlider.in(TEXT, NOW, "sql", 35))
                .as("a gate without one")
                .isEqualTo(TEXT);
        assertThat(ThresholdSlider.in(TEXT, NOW, "nowhere", 35)).isEqualTo(TEXT);
    }

    @Test
    void aSliderShowsItsNewThresholdAndTheOthersTheirOwn() {
        assertThat(ThresholdSlider.of(NOW, "mql", 33)).containsExactly(new ThresholdSlider("mql", 20, 33));
        assertThat(ThresholdSlider.of(NOW, "", 33)).containsExactly(new ThresholdSlider("mql", 20, 20));
        assertThat(new ThresholdSlider("mql", 20, 20).text()).isEqualTo("20");
        assertThat(new ThresholdSlider("mql", 22.5, 20).text()).isEqualTo("22.5");
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "12.4, 12", "12.6, 13", "99999, 10000"})
    void aThresholdIsAWholeNumberInBounds(double parameters, int threshold) {
        assertThat(ThresholdSlider.whole(parameters)).isEqualTo(threshold);
    }

    @Test
    void salesIsHandedTheLastStageBeforeItsFirst() {
        assertThat(WhatIfComparison.beforeSales(NOW)).isEqualTo("mql");
        assertThat(WhatIfComparison.beforeSales(TestDefinitions.read(TEXT.replace("owner: sales", "owner: success"))))
                .isNull();
    }
}
