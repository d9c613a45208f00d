package dev.sluice.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.Import;
import dev.sluice.imports.Import.Counts;
import dev.sluice.imports.Import.ImportState;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.DealRowReader.DealStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row tells of a deal, as the signals it becomes; and how far an import is. */
class DealRowReaderTest {
    private static final Instant JANUARY = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-10T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final DealRowReader facts = new DealRowReader();

    private List<String> story(@Nullable Instant won, @Nullable Instant lost, @Nullable String reason) {
        return events(won, lost, reason).stream()
                .map(event -> event.kind() + " " + event.subject() + " "
                        + event.at().toString().substring(0, 10))
                .toList();
    }

    private List<DealStep> events(@Nullable Instant won, @Nullable Instant lost, @Nullable String reason) {
        return facts.events("d1", won, lost, 500.0, "EUR", reason, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "won, won",
        "Closed Won, won",
        "ClosedWon, won",
        "gewonnen, won",
        "Lost, lost",
        "closed-lost, lost",
        "perdu, lost"
    })
    void anEndIsKnownInTheWordsOfManySystems(String written, String end) {
        assertThat(DealRowReader.end(written)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Proposal", "Almost won", "Won't do"})
    void anythingElseIsAStage(String written) {
        assertThat(DealRowReader.end(written)).isNull();
    }

    @Test
    void anEmptyRowTellsOfNoDeal() {
        assertThat(facts.any()).isFalse();
        facts.field("owner", "Olga");
        assertThat(facts.any()).as("an owner alone is no deal").isFalse();
        facts.field("title", "Outage");
        assertThat(facts.any()).isTrue();
    }

    @Test
    void aDealIsOpenedOnItsDayInItsStage() {
        facts.stage("Proposal");
        facts.opened(JANUARY);
        facts.product("Backup");
        facts.product("Support");

        assertThat(story(null, null, null))
                .containsExactly("deal_opened  2026-01-10", "deal_moved Proposal 2026-01-10");
        assertThat(events(null, null, null).getFirst().data())
                .containsEntry("deal", "d1")
                .containsEntry("amount", 500.0)
                .containsEntry("currency", "EUR")
                .containsEntry("products", List.of("Backup", "Support"));
    }

    @Test
    void theDayOfCloseOfAnOpenDealIsWhenItsEndIsExpected() {
        facts.stage("Proposal");
        facts.opened(JANUARY);
        facts.closed(MARCH, LocalDate.parse("2026-03-10"));

        assertThat(events(null, null, null).getFirst().data()).containsEntry("expected_close", "2026-03-10");
        assertThat(events(MARCH, null, null).getFirst().data()).doesNotContainKey("expected_close");
    }

    @Test
    void aStageThatMeansWonEndsTheDealOnItsDayOfClose() {
        facts.stage("Closed Won");
        facts.opened(JANUARY);
        facts.closed(MARCH, LocalDate.parse("2026-03-10"));

        assertThat(story(null, null, null)).containsExactly("deal_opened  2026-01-10", "deal_won  2026-03-10");
        assertThat(events(null, null, null).getLast().data()).containsEntry("amount", 500.0);
    }

    @Test
    void aLossNamesItsReasonInSmallLetters() {
        facts.stage("Closed Lost");
        facts.opened(JANUARY);

        assertThat(story(null, null, "Price")).containsExactly("deal_opened  2026-01-10", "deal_lost price 2026-06-01");
        assertThat(events(null, null, "Price").getLast().data()).containsEntry("reason", "Price");
        assertThat(story(null, null, null).getLast()).isEqualTo("deal_lost  2026-06-01");
    }

    @Test
    void aColumnForTheDayWonOutranksTheStage() {
        facts.stage("Lost");
        facts.opened(JANUARY);

        assertThat(story(MARCH, null, "price")).containsExactly("deal_opened  2026-01-10", "deal_won  2026-03-10");
    }

    @Test
    void aRowWithTheDayOfItsStageIsOneStepOfTheWay() {
        facts.stage("Proposal");
        facts.stageAt(MARCH);

        assertThat(story(null, null, null)).containsExactly("deal_moved Proposal 2026-03-10");
        assertThat(events(null, null, null).getFirst().data()).containsEntry("amount", 500.0);
        assertThat(facts.first()).isEqualTo(MARCH);
    }

    @Test
    void whatHasNoDateIsOfNow() {
        facts.key("42");

        assertThat(story(null, null, null)).containsExactly("deal_opened  2026-06-01");
        assertThat(facts.first()).isNull();
        assertThat(facts.key()).isEqualTo("42");
    }

    @Test
    void theEarliestDayOfAnEndedDealIsItsFirst() {
        facts.stage("Won");
        facts.opened(MARCH);
        facts.closed(JANUARY, LocalDate.parse("2026-01-10"));

        assertThat(facts.first()).isEqualTo(JANUARY);
        facts.stage("Proposal");
        assertThat(facts.first()).as("an expected end is no day of the past").isEqualTo(MARCH);
    }

    private static Import at(ImportState state, long bytesRead, long rowsRead, long workingMs) {
        FileLayout layout = new FileLayout("UTF-8", false, List.of(), ",", 1, List.of("Email"));
        Counts counts = new Counts(bytesRead, rowsRead, 0, 0, 0, 0, 0, 0, 0, workingMs);
        return new Import(
                1,
                "a.csv",
                "x",
                "y",
                1_000,
                state,
                layout,
                new ColumnMapping(List.of(), ZoneOffset.UTC),
                List.of(),
                null,
                NOW,
                null,
                null,
                1,
                counts,
                null);
    }

    @Test
    void anImportSaysHowFarItIsAndWhenItWillBeDone() {
        Import half = at(ImportState.RUNNING, 500, 90, 3_000);

        assertThat(half.share()).isEqualTo(0.5);
        assertThat(half.rowsPerSecond()).isEqualTo(30);
        assertThat(half.left()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void beforeItBeginsOrAfterItEndsNoTimeIsEstimated() {
        assertThat(at(ImportState.RUNNING, 500, 90, 499).left()).isNull();
        assertThat(at(ImportState.RUNNING, 4, 1, 3_000).left()).isNull();
        assertThat(at(ImportState.PAUSED, 500, 90, 3_000).left()).isNull();
        assertThat(at(ImportState.DONE, 0, 0, 0).share()).isEqualTo(1);
        assertThat(at(ImportState.UPLOADED, 0, 0, 0).rowsPerSecond()).isZero();
        assertThat(at(ImportState.RUNNING, 2_000, 1, 1).share()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ImportState.class)
    void aStateIsReadBackFromItsCode(ImportState state) {
        assertThat(ImportState.of(state.code())).isEqualTo(state);
        assertThat(state.isFinal())
                .isEqualTo(List.of("cancelled", "failed", "done").contains(state.code()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "EUR")
    void anAmountMayComeWithoutACurrency(String currency) {
        facts.key("1");

        assertThat(facts.events("d1", null, null, 5.0, currency, null, NOW)
                        .getFirst()
                        .data()
                        .get("currency"))
                .isEqualTo(currency);
    }
}
