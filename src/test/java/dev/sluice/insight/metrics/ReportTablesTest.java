package dev.sluice.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.insight.Definitions;
import dev.sluice.insight.cohort.CohortMetrics;
import dev.sluice.insight.cohort.CohortSql.CohortBreakdown;
import dev.sluice.insight.cohort.Metrics.Five;
import dev.sluice.insight.cohort.Metrics.GroupMetrics;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.leaks.Leak;
import dev.sluice.insight.leaks.Leak.LeakCost;
import dev.sluice.insight.leaks.Leak.Reference;
import dev.sluice.insight.leaks.LeakCause;
import dev.sluice.insight.leaks.LeakReport;
import dev.sluice.insight.review.WeeklyReview;
import dev.sluice.insight.review.WeeklyReview.DefinitionChange;
import dev.sluice.insight.review.WeeklyReview.WeeklyCount;
import dev.sluice.insight.review.WeeklyReviewRows;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Chart;
import dev.sluice.statistics.Proportion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that reports are downloaded as: headings first, every figure in its column, holes where nothing is known. */
class ReportTablesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static ReportFilter filter(Map<String, String> filters) {
        return new ReportFilter(Definitions.run(), ZoneId.of("UTC"), null, NOW, NOW, false, filters);
    }

    private static CohortMetrics measure(long leads, long mqls, long won) {
        CohortMetrics measure = new CohortMetrics(Definitions.fourStages().stages());
        measure.figures().add(0b0001, StandingOutcome.ACTIVE.ordinal(), leads);
        measure.figures().add(0b0011, StandingOutcome.LOST.ordinal(), mqls);
        measure.figures().add(0b1111, StandingOutcome.ACTIVE.ordinal(), won);
        return measure;
    }

    @ParameterizedTest
    @CsvSource({"'', MONTH", "month, MONTH", "source, SOURCE", "campaign, CAMPAIGN", "form, FORM", "owner, OWNER"})
    void groupsAreNamedInTheAddress(String text, CohortBreakdown by) {
        assertThat(GroupTable.by(text, filter(Map.of()))).isEqualTo(by);
    }

    @Test
    void aGroupingByTraitNamesTheTrait() {
        assertThat(GroupTable.by("trait", filter(Map.of("trait", "role")))).isEqualTo(CohortBreakdown.TRAIT);
        assertThatThrownBy(() -> GroupTable.by("trait", filter(Map.of()))).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> GroupTable.by("mood", filter(Map.of())))
                .hasMessage("Group by month, source, campaign, form, owner or trait.");
    }

    @Test
    void groupsAreLabelledForTheirReaders() {
        List<GroupMetrics> rows = List.of(
                new GroupMetrics("7", measure(1, 0, 0), true),
                new GroupMetrics("8", measure(1, 0, 0), true),
                new GroupMetrics("", measure(1, 0, 0), false));
        GroupTable owners = GroupTable.of(rows, CohortBreakdown.OWNER, filter(Map.of()), Map.of("7", "Olga"));
        GroupTable roles = GroupTable.of(rows, CohortBreakdown.TRAIT, filter(Map.of("trait", "job_role")), Map.of());

        assertThat(owners.lines()).extracting(GroupTable.GroupRow::label).containsExactly("Olga", "User 8", "nobody");
        assertThat(owners.filter()).isEqualTo("owner");
        assertThat(roles.heading()).isEqualTo("Job role");
        assertThat(roles.filter()).isEqualTo("is");
        assertThat(roles.lines().getLast().label()).isEqualTo("not told");
    }

    @Test
    void aGroupHasAColumnForEveryFigureOfEveryStage() {
        CohortMetrics web = measure(6, 3, 1);
        web.waits().answered(60, 2);
        web.waits().unanswered(true, 1);
        web.deals().add("won", 1);
        web.stay(0).add(12, true, 4);
        List<List<@Nullable String>> cells = GroupTable.of(
                        List.of(new GroupMetrics("web", web, true)), CohortBreakdown.SOURCE, filter(Map.of()), Map.of())
                .csv();

        assertThat(cells).hasSize(2);
        assertThat(cells.get(1)).hasSameSizeAs(cells.get(0)).startsWith("web", "10", "1", "3", "0", "6", "10", "4");
        assertThat(cell(cells, "lead median hours")).isEqualTo("12.0");
        assertThat(cell(cells, "mql median hours")).isNull();
        assertThat(cell(cells, "response median seconds")).isEqualTo("60.0");
        assertThat(cell(cells, "waiting")).isEqualTo("1");
        assertThat(cell(cells, "deals won")).isEqualTo("1");
        assertThat(cell(cells, "mature")).isEqualTo("yes");
    }

    private static @Nullable String cell(List<List<@Nullable String>> cells, String heading) {
        int column = cells.getFirst().indexOf(heading);
        assertThat(column).as(heading).isNotNegative();
        return cells.get(1).get(column);
    }

    @Test
    void theLastStageLeadsNowhereAndHasNoRate() {
        CohortMetrics now = measure(6, 3, 1);
        now.stay(0).add(12, true, 4);
        List<List<@Nullable String>> cells =
                StageTable.cells(new Five(filter(Map.of()), now, measure(2, 2, 0), List.of()));

        assertThat(cells).hasSize(5);
        assertThat(cells.get(1)).startsWith("lead", "10", "4").contains("12.0", "720");
        assertThat(cells.get(1).get(5)).as("reached before").isEqualTo("4");
        assertThat(cells.get(4)).startsWith("customer", "1", null).endsWith("0", "0", "0");
        assertThat(StageTable.cells(new Five(filter(Map.of()), now, null, List.of()))
                        .get(1)
                        .get(5))
                .isNull();
    }

    private static LeakReport leaks(LeakCost worth) {
        Leak leak = new Leak(
                "Lead", "MQL", new Proportion(40, 200), new Reference("May", 0.4, 150), new Proportion(25, 100), worth);
        LeakCause cause = new LeakCause("Nurture", "Leads go cold.", List.of(), "Follow up", "/outreach");
        return new LeakReport(filter(Map.of()), worth, List.of(new LeakReport.RankedLeak(leak, cause)), List.of("SQL"));
    }

    @Test
    void leaksAreMeasuredInMoneyOnceDealsAreWon() {
        LeakReport money = leaks(new LeakCost(10_000, 4_000, 64, "EUR"));
        LeakReport people = leaks(new LeakCost(0, 0, 0, "EUR"));

        assertThat(money.inMoney()).isTrue();
        assertThat(money.chart().unit()).isEqualTo(Chart.ChartUnit.MONEY);
        assertThat(money.chart().labels()).containsExactly("Lead to MQL");
        assertThat(money.chart().series().getFirst().values().getFirst().note()).isEmpty();
        assertThat(people.inMoney()).isFalse();
        assertThat(people.chart().unit()).isEqualTo(Chart.ChartUnit.COUNT);
        assertThat(people.chart().series().getFirst().values().getFirst().note())
                .isEqualTo("weak evidence");
    }

    @Test
    void aLeakIsARowWithItsCause() {
        List<List<@Nullable String>> cells =
                leaks(new LeakCost(10_000, 4_000, 64, "EUR")).cells();

        assertThat(cells.get(1)).hasSameSizeAs(cells.get(0)).startsWith("Lead", "MQL", "200", "40", "May", "0.4");
        assertThat(cells.get(1)).endsWith("64", "yes", "Nurture");
    }

    private static WeeklyReview review(
            List<WeeklyCount> lines, List<WeeklyReviewRows.OverdueLead> overdue, List<DefinitionChange> changes) {
        return new WeeklyReview(
                filter(Map.of()),
                LocalDate.parse("2026-05-25"),
                lines,
                overdue,
                leaks(new LeakCost(0, 0, 0, "EUR")),
                List.of(),
                changes,
                List.of());
    }

    @Test
    void aReviewOfNothingIsEmpty() {
        WeeklyCount quiet = new WeeklyCount("New leads", 0, 0, 0, 0);

        assertThat(review(List.of(quiet), List.of(), List.of()).isEmpty()).isTrue();
        assertThat(review(List.of(new WeeklyCount("New leads", 0, 0, 0.1, 0)), List.of(), List.of())
                        .isEmpty())
                .isFalse();
        assertThat(review(List.of(quiet), List.of(new WeeklyReviewRows.OverdueLead("mql", 2, NOW)), List.of())
                        .isEmpty())
                .isFalse();
    }

    @Test
    void aReviewIsOfAWeekAndNamesThreeLeaksAtMost() {
        WeeklyReview review = review(List.of(new WeeklyCount("New leads", 12, 9, 7.25, 12)), List.of(), List.of());
        List<LeakReport.RankedLeak> many =
                new ArrayList<>(java.util.Collections.nCopies(5, review.worst().getFirst()));

        assertThat(review.week()).isEqualTo("25 May to 31 May 2026");
        assertThat(review.cells().get(1)).containsExactly("New leads", "12", "9", "7.25", "");
        assertThat(WeeklyReview.usual(7.25)).isIn("7.2", "7.3");
        LeakReport five = new LeakReport(filter(Map.of()), new LeakCost(0, 0, 0, "EUR"), many, List.of());
        assertThat(new WeeklyReview(
                                filter(Map.of()),
                                review.monday(),
                                List.of(),
                                List.of(),
                                five,
                                List.of(),
                                List.of(),
                                List.of())
                        .worst())
                .hasSize(3);
    }

    @Test
    void aNewVersionIsComparedWithTheTimeBeforeItStageByStage() {
        DefinitionChange change =
                new DefinitionChange(3, NOW, null, "Higher threshold", measure(400, 0, 0), measure(0, 400, 0));
        WeeklyReview review = review(List.of(), List.of(), List.of(change));

        assertThat(change.steps()).extracting(DefinitionChange.Step::stage).containsExactly("lead", "mql", "sql");
        assertThat(change.steps().getFirst().certain()).as("from all to none").isTrue();
        assertThat(change.steps().getLast().certain()).as("of no one").isFalse();
        assertThat(review.changeCells()).hasSize(4);
        assertThat(review.changeCells().get(1))
                .containsExactly("3", "2026-06-01T00:00:00Z", "lead", "400", "400", "400", "0");
    }
}
