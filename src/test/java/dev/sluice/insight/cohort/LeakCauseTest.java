package dev.sluice.insight.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.funnel.TestDefinitions;
import dev.sluice.insight.leaks.LeakCause;
import dev.sluice.insight.leaks.LeakCause.CauseFacts;
import dev.sluice.insight.leaks.ThresholdTrial.TrialEffect;
import dev.sluice.insight.metrics.Benchmark;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.statistics.Proportion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each place in the funnel fails in its own way, and the figures say in which. */
class LeakCauseTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Definition FIVE = TestDefinitions.read("""
            funnel: five
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - id: mql
                layer: engage
                owner: marketing
                limit: 7d
                enter: {all: [{engagement: {at_least: 20}}, {happened: demo_requested}]}
              - {id: sql, layer: convert, owner: sales, limit: 14d, enter: {happened: accepted_by_sales}}
              - {id: opportunity, layer: convert, owner: sales, limit: 60d, enter: {happened: meeting_booked}}
              - {id: customer, layer: retain, owner: success, enter: {happened: deal_won}}
            engagement:
              half_life: 14d
              rules:
                - {when: demo_requested, points: 25}
            disqualify:
              - {reason: student, when: {role: student}}
            routing:
              - {otherwise: true, to: team/inbound}
            """);

    private final CohortMetrics now = new CohortMetrics(FIVE.stages());
    private final CohortMetrics usual = new CohortMetrics(FIVE.stages());

    private LeakCause cause(int stage) {
        ReportFilter filter =
                new ReportFilter(new DefinitionRun(1, 1, 1, FIVE), ZoneId.of("UTC"), null, NOW, NOW, false, Map.of());
        Benchmark response = Benchmark.shipped(Benchmark.BenchmarkedMetric.RESPONSE);
        return LeakCause.of(
                stage,
                new CauseFacts(
                        filter,
                        now,
                        new Proportion(40, 1_000),
                        usual,
                        response == null ? Map.of() : Map.of(Benchmark.BenchmarkedMetric.RESPONSE, response),
                        List.of(Map.entry("no_decision", 6L), Map.entry("price", 3L)),
                        (position, whom, gate, threshold) -> new TrialEffect(7, 50, "", 0)));
    }

    private void people(int reached, StandingOutcome outcome, long n) {
        now.figures().add(reached, outcome.ordinal(), n);
    }

    @Test
    void visitorsWhoSayNothingAreAMatterOfForms() {
        LeakCause cause = cause(-1);

        assertThat(cause.name()).isEqualTo("Capture");
        assertThat(cause.evidence())
                .singleElement()
                .asString()
                .startsWith("40 of 1,000 (")
                .endsWith("became leads.");
        assertThat(cause.href()).isEqualTo("/forms");
    }

    @Test
    void leadsThatGoColdBeforeTheyQualifyWantALowerThreshold() {
        people(0b1, StandingOutcome.ACTIVE, 30);
        people(0b11, StandingOutcome.ACTIVE, 10);
        now.stay(0).add(10, true, 10);
        LeakCause cause = cause(0);

        assertThat(cause.name()).isEqualTo("Nurture");
        assertThat(cause.evidence()).hasSize(4);
        assertThat(cause.evidence().get(1)).isEqualTo("30 of those who stopped are still open and can be followed up.");
        assertThat(cause.evidence().get(2)).startsWith("Half of those who went on did so within 10 h");
        assertThat(cause.evidence().get(3))
                .isEqualTo(
                        "Replayed with a threshold of 16 for MQL, 7 of the 50 newest who stand there would have qualified.");
        assertThat(cause.fix()).isEqualTo("Try a lower threshold for MQL");
        assertThat(cause.href()).isEqualTo("/insight/what-if?funnel=five&stage=mql&threshold=16.0");
    }

    @Test
    void leadsThatWaitAreAHandOffThatIsBroken() {
        now.waits().answered(20_000, 10);
        now.waits().unanswered(true, 2);
        LeakCause cause = cause(1);

        assertThat(cause.name()).isEqualTo("Broken hand-off");
        assertThat(cause.evidence())
                .containsExactly(
                        "Half of the answered leads waited longer than 5 h.",
                        "2 still wait and 0 were never answered, of 12.");
        assertThat(cause.href()).isEqualTo("/insight/response");
    }

    @Test
    void moreThanAQuarterWithoutAnAnswerIsABrokenHandOffToo() {
        now.waits().answered(60, 11);
        now.waits().unanswered(false, 4);
        assertThat(cause(1).name()).isEqualTo("Broken hand-off");

        CohortMetrics quarter = new CohortMetrics(FIVE.stages());
        quarter.waits().answered(60, 1);
        now.add(quarter);
        assertThat(cause(1).name()).as("a quarter is not more than one").isEqualTo("Criteria too loose");
    }

    @Test
    void leadsThatAreAnsweredAndNotWantedPassedAGateThatIsTooLoose() {
        people(0b11, StandingOutcome.ACTIVE, 30);
        people(0b111, StandingOutcome.ACTIVE, 10);
        people(0b1111, StandingOutcome.LOST, 5);
        people(0b11111, StandingOutcome.ACTIVE, 15);
        now.waits().answered(60, 40);
        LeakCause cause = cause(1);

        assertThat(cause.name()).isEqualTo("Criteria too loose");
        assertThat(cause.evidence().getFirst()).startsWith("30 of 60 (").endsWith("they are answered in time.");
        assertThat(cause.evidence().get(1)).contains("75.0 % are won");
        assertThat(cause.evidence().getLast())
                .isEqualTo("Replayed with a threshold of 25, 7 of the 50 newest would have been kept out.");
        assertThat(cause.href()).isEqualTo("/insight/what-if?funnel=five&stage=mql&threshold=25.0");
    }

    @Test
    void whatSalesTookAndLeftIsStalled() {
        people(0b111, StandingOutcome.ACTIVE, 12);
        now.stay(2).add(96, true, 5);
        LeakCause cause = cause(2);

        assertThat(cause.name()).isEqualTo("Stalls early");
        assertThat(cause.evidence())
                .containsExactly(
                        "12 stand in SQL, whose limit is 14 d.", "Those who went on did so within 4.0 d (median).");
        assertThat(cause.href()).isEqualTo("/insight/people?stage=sql&fate=open");
    }

    @Test
    void whoDecidesAgainstItSaysWhy() {
        people(0b1111, StandingOutcome.LOST, 30);
        people(0b11111, StandingOutcome.ACTIVE, 10);
        usual.figures().add(0b1111, StandingOutcome.LOST.ordinal(), 30);
        usual.figures().add(0b11111, StandingOutcome.ACTIVE.ordinal(), 30);
        LeakCause cause = cause(3);

        assertThat(cause.name()).isEqualTo("Conversation or proposal");
        assertThat(cause.evidence().getFirst()).isEqualTo("Close rate 25.0 % of 40, over all time 50.0 % of 60.");
        assertThat(cause.evidence().getLast()).isEqualTo("The most frequent reason is no decision: 6 of 9 lost deals.");
        assertThat(cause.href()).isEqualTo("/insight/people?stage=opportunity&fate=lost");
    }
}
