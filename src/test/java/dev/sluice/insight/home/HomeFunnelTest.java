package dev.sluice.insight.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.insight.Definitions;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The funnel on the home page: visitors by the doors that visitors come by, then every stage. */
class HomeFunnelTest {
    private static final int WEBSITE = 1;
    private static final int LIST = 2;
    private static final Map<Integer, String> KINDS = Map.of(WEBSITE, "script", LIST, "import");

    private final Map<Integer, FunnelCounts> bySource = new HashMap<>();

    private void people(int source, int reached, StandingOutcome outcome, long n) {
        bySource.computeIfAbsent(
                        source, key -> new FunnelCounts(Definitions.fourStages().stages()))
                .add(reached, outcome.ordinal(), n);
    }

    private HomeFunnel figures(@Nullable LocalDate first) {
        return HomeFunnel.of(
                Definitions.run(),
                Period.read(
                        first == null ? Map.of("period", "all") : Map.of("from", first.toString()),
                        ZoneId.of("UTC"),
                        Instant.parse("2026-11-30T10:00:00Z")),
                bySource,
                KINDS);
    }

    private void aQuarter() {
        people(WEBSITE, 0, StandingOutcome.ACTIVE, 900);
        people(WEBSITE, 0b0001, StandingOutcome.ACTIVE, 60);
        people(WEBSITE, 0b0001, StandingOutcome.LOST, 10);
        people(WEBSITE, 0b0001, StandingOutcome.DISQUALIFIED, 5);
        people(WEBSITE, 0b0011, StandingOutcome.ACTIVE, 20);
        people(WEBSITE, 0b1111, StandingOutcome.ACTIVE, 5);
        people(LIST, 0b0001, StandingOutcome.ACTIVE, 50);
    }

    @Test
    void visitorsAreThoseOfTheWebsiteAndLeadsOfAListWereNeverVisitors() {
        aQuarter();
        HomeFunnel figures = figures(null);

        assertThat(figures.visitors()).isEqualTo(1_000);
        assertThat(figures.captured()).isEqualTo(100);
        assertThat(figures.recorded()).isEqualTo(50);
        assertThat(figures.total().people()).isEqualTo(150);
    }

    @Test
    void eachStepSaysHowManyWentOnAndWhoStopped() {
        aQuarter();
        HomeFunnel.HomeStage visitors = figures(null).steps().getFirst();
        HomeFunnel.HomeStage lead = figures(null).steps().get(1);
        HomeFunnel.HomeStage won = figures(null).steps().getLast();

        assertThat(visitors.share()).isEqualTo("10.0 %");
        assertThat(visitors.of()).isEqualTo("100 of 1,000 became leads");
        assertThat(lead.name()).isEqualTo("Lead");
        assertThat(lead.people()).isEqualTo(150);
        assertThat(lead.of()).isEqualTo("25 of 150 went on");
        assertThat(lead.stopped()).isEqualTo("110 still open, 10 lost, 5 disqualified");
        assertThat(won.share()).isEmpty();
        assertThat(won.stopped()).isEmpty();
    }

    @Test
    void aStepOpensItsPeopleOfThePeriod() {
        aQuarter();

        assertThat(figures(null).steps().get(2).href()).isEqualTo("/people?funnel=four&stage=any&reached=mql");
        assertThat(figures(LocalDate.parse("2026-03-01")).steps().getFirst().href())
                .isEqualTo("/insight/people?funnel=four&stage=any&fate=seen&from=2026-03-01");
    }

    @Test
    void withoutVisitorsTheFunnelBeginsWithItsFirstStage() {
        people(LIST, 0b0001, StandingOutcome.ACTIVE, 50);

        assertThat(figures(null).steps())
                .extracting(HomeFunnel.HomeStage::id)
                .containsExactly("lead", "mql", "sql", "customer");
        assertThat(figures(null).steps().get(1).share()).as("of no one").isEmpty();
    }

    @Test
    void theWidthIsTheRootOfTheShareOfTheLargestStep() {
        aQuarter();
        HomeFunnel figures = figures(null);

        assertThat(figures.width(figures.steps().getFirst())).isEqualTo(1_000);
        assertThat(figures.width(figures.steps().get(1))).isEqualTo(387);
        assertThat(figures.width(figures.steps().getLast())).isEqualTo(71);
    }

    @Test
    void beforeAnyoneCameThereIsNothing() {
        HomeFunnel figures = figures(null);

        assertThat(figures.empty()).isTrue();
        assertThat(figures.daysToWin()).isEmpty();
        assertThat(figures.quartiles()).isEmpty();
        assertThat(figures.width(figures.steps().getFirst())).isZero();
    }

    @Test
    void aVisitorAloneIsSomeone() {
        people(WEBSITE, 0, StandingOutcome.ACTIVE, 1);

        assertThat(figures(null).empty()).isFalse();
    }

    @Test
    void theDaysToWinAreAMedianBetweenQuartiles() {
        people(WEBSITE, 0b1111, StandingOutcome.ACTIVE, 4);
        bySource.get(WEBSITE).days().add(10, 1);
        bySource.get(WEBSITE).days().add(20, 2);
        bySource.get(WEBSITE).days().add(31, 1);
        assertThat(figures(null).daysToWin()).as("of four").isEmpty();
        assertThat(figures(null).quartiles()).isEqualTo("4 won, too few for a median");
        bySource.get(WEBSITE).days().add(20, 1);

        assertThat(figures(null).daysToWin()).isEqualTo("20 days");
        assertThat(figures(null).quartiles()).isEqualTo("half of 5 within 20 days to 20 days");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "50, 1000", "51, 1020", "3000, 60000"})
    void figuresThatWereDearAreKeptForLonger(long tookMillis, long keptMillis) {
        assertThat(HomeFunnel.keep(Duration.ofMillis(tookMillis))).isEqualTo(Duration.ofMillis(keptMillis));
    }
}
