package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a deal is, and what it needs to go on. */
class DealFoldTest extends DealLogCase {
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
}
