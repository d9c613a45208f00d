package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Pipeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a deal ends and begins again, and what its log keeps. */
class DealClosingTest extends DealLogCase {
    @Test
    void aWonDealIsClosedAndGoesNowhere() {
        DealFold deal = opened().then("deal_won", "", Map.of("amount", 700, "currency", "eur"))
                .then("deal_moved", "proposal", Map.of())
                .then("deal_kept", "They asked for time", Map.of())
                .fold();

        assertThat(deal.state).isEqualTo("won");
        assertThat(deal.closed).isEqualTo(START.plusSeconds(3_600));
        assertThat(deal.currency).isEqualTo("EUR");
        assertThat(deal.log)
                .extracting(DealFold.After::held)
                .containsExactly(null, null, List.of("closed"), List.of("closed"));
    }

    @Test
    void anAmountInNoCurrencyIsNotOneInAnother() {
        assertThat(opened().then("deal_won", "", Map.of("amount", 700, "currency", "XYZ"))
                        .fold()
                        .amount)
                .isNull();
        DealFold deal = then("deal_changed", "", Map.of("amount", 10.123, "currency", "KWD"))
                .fold();
        assertThat(deal.amount).isEqualByComparingTo("10.123");
        assertThat(then("deal_changed", "", Map.of("currency", "dinar")).fold().currency)
                .isEqualTo("KWD");
        assertThat(then("deal_changed", "", Map.of("amount", -1)).fold().amount).isNull();
    }

    @Test
    void theReasonOfALossMayComeLater() {
        DealFold lost = opened().then("deal_lost", "", Map.of()).fold();
        assertThat(lost.reason).isEqualTo(DealFold.NOT_TOLD);

        assertThat(then("deal_changed", "", Map.of("reason", "price")).fold().reason)
                .isEqualTo("price");
        assertThat(then("deal_lost", "competitor", Map.of()).fold().reason)
                .as("the first word stays")
                .isEqualTo("price");
    }

    @Test
    void ofTwoEndsTheFirstCounts() {
        DealFold deal = opened().then("deal_lost", "price", Map.of())
                .then("deal_won", "", Map.of())
                .fold();

        assertThat(deal.state).isEqualTo("lost");
        assertThat(held(deal)).containsExactly("closed");
    }

    @Test
    void aDealThatIsOpenedAgainBeginsAnotherStay() {
        DealFold deal = opened().then("deal_lost", "price", Map.of())
                .then("deal_reopened", "", Map.of())
                .then("deal_reopened", "", Map.of())
                .fold();

        assertThat(deal.state).isEqualTo("open");
        assertThat(deal.reason).isEmpty();
        assertThat(deal.closed).isNull();
        assertThat(deal.stageEntered).isEqualTo(START.plusSeconds(7_200));
        assertThat(held(deal)).containsExactly("open");
    }

    @Test
    void keepingADealIsForgottenWhenItMovesOn() {
        opened().then("deal_kept", "Budget in May", Map.of());
        assertThat(fold().kept).isEqualTo(START.plusSeconds(3_600));

        assertThat(then("deal_moved", "Proposal", Map.of("import", 1)).fold().kept)
                .isNotNull();
        then(
                "deal_moved",
                "proposal",
                Map.of("amount", 1, "people", List.of(Map.of("person", 5, "role", "decision_maker"))));
        assertThat(fold().kept).isNull();
    }

    @Test
    void aUserIsKnownByNameAndAnyoneElseStaysAName() {
        DealFold deal = opened().then("deal_changed", "", Map.of("owner", "olga", "sdr", "Somebody Else"))
                .fold();

        assertThat(deal.ownerId).isEqualTo(9);
        assertThat(deal.owner).isEmpty();
        assertThat(deal.sdrId).isNull();
        assertThat(deal.sdr).isEqualTo("Somebody Else");
        assertThat(deal.filled(Pipeline.PipelineField.OWNER)).isTrue();
        assertThat(deal.filled(Pipeline.PipelineField.SDR)).isTrue();
        assertThat(deal.filled(Pipeline.PipelineField.PRODUCTS)).isFalse();
    }

    @Test
    void theLastWordOnAFieldCounts() {
        DealFold deal = opened().then(
                        "deal_changed",
                        "",
                        Map.of("title", "One", "expected_close", "2026-05-01", "products", List.of("A")))
                .then("deal_note", "", Map.of("title", "Two"))
                .then("deal_changed", "", Map.of("expected_close", "soon", "competitors", "Rival"))
                .fold();

        assertThat(deal.title).isEqualTo("Two");
        assertThat(deal.expectedClose).isNull();
        assertThat(deal.products).containsExactly("A");
        assertThat(deal.competitors).containsExactly("Rival");
        assertThat(deal.log.get(1).expectedClose()).isEqualTo(LocalDate.parse("2026-05-01"));
        assertThat(deal.heard).isEqualTo(START.plusSeconds(3 * 3_600));
    }

    @Test
    void whatWasJudgedIsNotAskedAgain() {
        DealFold passed =
                opened().then("deal_moved", "proposal", Map.of(), List.of()).fold();
        assertThat(passed.stage).isEqualTo("proposal");

        log.clear();
        DealFold held = opened().then("deal_moved", "proposal", Map.of("amount", 1), List.of("decision_maker"))
                .fold();
        assertThat(held.stage).isEqualTo("discovery");
        assertThat(held(held)).containsExactly("decision_maker");
    }

    @Test
    void staysAreMarkedInTheLog() {
        DealFold deal = opened().then(
                        "deal_changed",
                        "",
                        Map.of("amount", 3, "people", List.of(Map.of("person", 5, "role", "decision_maker"))))
                .then("deal_moved", "proposal", Map.of())
                .then("deal_won", "", Map.of())
                .fold();

        assertThat(deal.log).extracting(DealFold.After::step).containsExactly("entered", "", "entered", "closed");
    }

    @Test
    void aDealThatIsOpenedAndWonByOneWordHasPassedItsStage() {
        DealFold deal = then("deal_won", "", Map.of("amount", 3)).fold();

        assertThat(deal.state).isEqualTo("won");
        assertThat(deal.log.getLast().step()).isEqualTo("passed");
    }

    @Test
    void withPeopleWhoAreErasedTheNextIsTheMainPerson() {
        log.add(new DealEvent(START, new UUID(1, 0), 0, "deal_opened", "sales", Map.of(), 1, null));
        assertThat(fold().person).isZero();
        log.add(new DealEvent(START.plusSeconds(9), new UUID(1, 1), 8, "deal_note", "", Map.of(), 1, null));
        assertThat(fold().person).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inWhateverOrderTheLogIsReadTheDealIsTheSame(long seed) {
        opened().then(
                        "deal_changed",
                        "",
                        Map.of("amount", 3, "people", List.of(Map.of("person", 5, "role", "decision_maker"))))
                .then("deal_moved", "proposal", Map.of())
                .then("deal_lost", "price", Map.of())
                .then("deal_reopened", "", Map.of())
                .then("deal_changed", "", Map.of("amount", 4));
        DealFold ordered = fold();
        List<DealEvent> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, new Random(seed));
        DealFold again = fold(shuffled);

        assertThat(again.log).isEqualTo(ordered.log);
        assertThat(again.stage).isEqualTo("proposal");
        assertThat(again.amount).isEqualByComparingTo("4");
    }
}
