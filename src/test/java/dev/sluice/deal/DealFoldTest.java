package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.TestDefinitions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of a deal says what the deal is, without a database. */
class DealFoldTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Definition DEFINITION = definition();

    private final List<DealEvent> log = new ArrayList<>();
    private boolean met;

    private static Definition definition() {
        return TestDefinitions.read("""
                funnel: sold
                stages:
                  - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
                disqualify:
                  - {reason: student, when: {role: student}}
                routing:
                  - {otherwise: true, to: team/inbound}
                pipelines:
                  - id: sales
                    stages:
                      - {id: discovery, probability: 20, limit: 14d}
                      - {id: proposal, probability: 50, limit: 14d, needs: [amount, decision_maker]}
                      - {id: negotiation, probability: 75, limit: 14d, needs: [next_step, {happened: meeting_held}]}
                  - id: renewal
                    stages:
                      - {id: open, probability: 80, limit: 14d}
                """);
    }

    private DealFoldTest then(String kind, String subject, Map<String, Object> data) {
        return then(kind, subject, data, null);
    }

    private DealFoldTest then(String kind, String subject, Map<String, Object> data, @Nullable List<String> judged) {
        log.add(new DealEvent(
                START.plusSeconds(3_600L * log.size()), new UUID(1, log.size()), 5, kind, subject, data, 1, judged));
        return this;
    }

    private DealFoldTest opened() {
        return then("deal_opened", "sales", Map.of());
    }

    private DealFold fold() {
        return fold(log);
    }

    private DealFold fold(List<DealEvent> events) {
        return new DealFold(run -> DEFINITION, (run, asked, person, at) -> met, name -> name.equals("olga") ? 9 : null)
                .fold(events);
    }

    private List<String> held(DealFold deal) {
        return deal.log.getLast().held();
    }

    @Test
    void aDealBeginsInTheFirstStageOfItsPipeline() {
        DealFold deal = opened().fold();

        assertThat(deal.pipeline).isEqualTo("sales");
        assertThat(deal.stage).isEqualTo("discovery");
        assertThat(deal.state).isEqualTo("open");
        assertThat(deal.opened).isEqualTo(START);
        assertThat(deal.stageEntered).isEqualTo(START);
        assertThat(deal.person).isEqualTo(5);
        assertThat(deal.closed).isNull();
    }

    @Test
    void thePipelineIsTheOneThatTheOpeningNames() {
        assertThat(then("deal_opened", "renewal", Map.of()).fold().stage).isEqualTo("open");
        log.clear();
        assertThat(then("deal_opened", "", Map.of("pipeline", "renewal")).fold().pipeline)
                .isEqualTo("renewal");
        log.clear();
        assertThat(then("deal_opened", "gone", Map.of()).fold().pipeline).isEqualTo("sales");
    }

    @Test
    void whatIsMissingForAStageIsNamedAndTheDealStays() {
        DealFold deal = opened().then("deal_moved", "proposal", Map.of()).fold();

        assertThat(deal.stage).isEqualTo("discovery");
        assertThat(held(deal)).containsExactly("amount", "decision_maker");
    }

    @Test
    void whatAMoveBringsAlongCountsForItsGate() {
        DealFold deal = opened().then(
                        "deal_moved",
                        "proposal",
                        Map.of("amount", "12,000", "people", List.of(Map.of("person", "5", "role", "decision_maker"))))
                .fold();

        assertThat(deal.stage).isEqualTo("proposal");
        assertThat(held(deal)).isNull();
        assertThat(deal.stageEntered).isEqualTo(START.plusSeconds(3_600));
    }

    @Test
    void aStageThatIsPassedOverIsAskedTooAndHistoryIsAskedForEvidence() {
        Map<String, Object> all = Map.of(
                "amount",
                5,
                "next_step",
                "Sign",
                "people",
                List.of(Map.of("email", "a@b.example", "role", "decision_maker")));

        DealFold without = opened().then("deal_moved", "negotiation", Map.of("next_step", "Sign"))
                .fold();
        assertThat(held(without)).containsExactly("amount", "decision_maker", "meeting held");
        assertThat(held(then("deal_moved", "negotiation", all).fold())).containsExactly("meeting held");
        met = true;
        assertThat(fold().stage).isEqualTo("negotiation");
    }

    @Test
    void goingBackNeedsNothing() {
        met = true;
        DealFold deal = opened().then(
                        "deal_changed",
                        "",
                        Map.of(
                                "amount",
                                5,
                                "next_step",
                                "x",
                                "people",
                                List.of(Map.of("person", 5, "role", "decision_maker"))))
                .then("deal_moved", "negotiation", Map.of())
                .then("deal_changed", "", Map.of("amount", "", "next_step", ""))
                .then("deal_moved", "discovery", Map.of())
                .fold();

        assertThat(deal.stage).isEqualTo("discovery");
        assertThat(deal.amount).isNull();
    }

    @Test
    void someoneWhoseRoleIsTakenAwayTakesPartNoLonger() {
        Map<String, Object> without = new HashMap<>();
        without.put("person", "5");
        without.put("role", null);
        DealFold deal = opened().then(
                        "deal_changed",
                        "",
                        Map.of(
                                "people",
                                List.of(
                                        Map.of("person", "5", "role", "user"),
                                        Map.of("email", "a@b.example", "role", "champion"))))
                .then("deal_changed", "", Map.of("people", List.of(without)))
                .fold();

        assertThat(deal.people).containsExactly(Map.entry("a@b.example", "champion"));
    }

    @Test
    void aNameThatIsNoStageLeadsNowhereUnlessAnImportTellsIt() {
        DealFold held = opened().then("deal_moved", "Somewhere", Map.of()).fold();
        assertThat(held.stage).isEqualTo("discovery");
        assertThat(held(held)).containsExactly("unknown stage \"Somewhere\"");

        DealFold told =
                then("deal_moved", "Closed (waiting)", Map.of("import", 3)).fold();
        assertThat(told.stage).isEqualTo("closed_waiting_");
    }

    @Test
    void aMoveToWhereItIsSaysNothing() {
        DealFold deal = opened().then("deal_moved", "Discovery", Map.of()).fold();

        assertThat(held(deal)).isNull();
        assertThat(deal.log.getLast().step()).isEmpty();
        assertThat(deal.stageEntered).isEqualTo(START);
    }

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
        assertThat(deal.filled(Pipeline.Field.OWNER)).isTrue();
        assertThat(deal.filled(Pipeline.Field.SDR)).isTrue();
        assertThat(deal.filled(Pipeline.Field.PRODUCTS)).isFalse();
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
