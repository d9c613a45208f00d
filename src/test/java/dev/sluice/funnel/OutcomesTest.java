package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Decision.Entered;
import dev.sluice.funnel.Decision.Move;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways out of a funnel and back into it. */
class OutcomesTest {
    private static final Definition DEFINITION = Life.read("""
            funnel: ways
            stages:
              - id: lead
                layer: engage
                owner: marketing
                enter: {identified: true}
                limit: 99d
                exit:
                  - {when: {happened: {call_logged: no_answer, times: 3}}, to: lost, reason: unreachable}
              - id: sql
                layer: convert
                owner: sales
                enter: {happened: accepted_by_sales}
                limit: 99d
                exit:
                  - {when: {happened: {rejected_by_sales: spam}}, to: disqualified, reason: spam}
                  - {when: {happened: rejected_by_sales}, to: lead}
              - {id: offer, layer: convert, owner: sales, enter: {happened: meeting_held}, limit: 99d}
              - id: customer
                layer: retain
                owner: success
                enter: {happened: deal_won}
                exit:
                  - {when: {happened: unsubscribed}, to: lead}
                  - {when: {happened: email_complained}, to: lost, reason: churned}
              - {id: advocate, layer: retain, owner: success, enter: {happened: {note_added: referral}}}
            fit:
              - {when: {role: owner}, points: 10}
            flags:
              - {id: warm, when: {happened: {email_opened: "*", times: 2}}}
            disqualify:
              - {reason: student, when: {role: student}}
              - {reason: abroad, when: {country: {not_in: [US, GB]}}}
              - {reason: complained, when: {happened: email_complained}}
            lost:
              - {reason: price, when: {happened: {deal_lost: price}}}
              - {reason: gone, when: {happened: deal_lost}}
            reenter: {happened: demo_requested}
            routing:
              - {otherwise: true, to: team/inbound}
            """);

    private static Life kim() {
        return Life.under(DEFINITION).tells("email", "kim@acme.example");
    }

    private static Entered lastEntry(Life life) {
        return (Entered) life.decisions.getLast();
    }

    @Test
    void anExitMayLeadOutWithItsReason() {
        Life lost = kim();
        for (int i = 0; i < 3; i++) {
            lost.does("call_logged", "no_answer");
        }

        assertThat(lost.story()).containsExactly("forward lead", "lost unreachable");
        assertThat(lost.standing.outcome()).isEqualTo(StandingOutcome.LOST);
        assertThat(lost.standing.reason()).isEqualTo("unreachable");
        assertThat(lost.standing.outcomeSince()).isEqualTo(lost.now);
        assertThat(lost.standing.stage()).as("where they were lost").isEqualTo("lead");
    }

    @Test
    void ofTwoExitsTheFirstThatAppliesIsTaken() {
        Life spam = kim().does("accepted_by_sales").does("rejected_by_sales", "spam");
        Life back = kim().does("accepted_by_sales").does("rejected_by_sales", "no_budget");

        assertThat(spam.story()).endsWith("disqualified spam");
        assertThat(back.story()).endsWith("back lead");
        assertThat(back.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);
    }

    @Test
    void anExitCountsOnlyWhatHappensInItsStage() {
        Life kim = Life.under(DEFINITION);
        kim.does("call_logged", "no_answer").does("call_logged", "no_answer");
        kim.tells("email", "kim@acme.example").does("call_logged", "no_answer");

        assertThat(kim.story()).containsExactly("forward lead");
        kim.does("call_logged", "no_answer").does("call_logged", "no_answer");
        assertThat(kim.story()).endsWith("lost unreachable");
    }

    @Test
    void whoIsLostMovesNoFurtherUntilTheyAskAgain() {
        Life kim = kim().does("deal_lost", "price").does("accepted_by_sales").does("meeting_held");

        assertThat(kim.story()).containsExactly("forward lead", "lost price");
        kim.does("demo_requested");
        assertThat(kim.story()).endsWith("reentry lead");
        assertThat(kim.standing.reason()).isNull();
        kim.does("meeting_held");
        assertThat(kim.story()).endsWith("skip offer");
    }

    @Test
    void theFirstRuleOfLostThatAppliesNamesTheReason() {
        assertThat(kim().does("deal_lost", "price").standing.reason()).isEqualTo("price");
        assertThat(kim().does("deal_lost", "competitor").standing.reason()).isEqualTo("gone");
    }

    @Test
    void aSecondLossCountsAnew() {
        Life kim = kim().does("deal_lost", "price").does("demo_requested").does("deal_lost", "competitor");

        assertThat(kim.story()).containsExactly("forward lead", "lost price", "reentry lead", "lost gone");
    }

    @Test
    void whoWasTakenBackIsNotLostAgainByTheOldReason() {
        Life kim = kim().does("deal_lost", "price").does("demo_requested").does("page_viewed", "/");

        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);
    }

    @Test
    void aWonDealIsWonFromAnywhereAndStaysWon() {
        Life kim = kim().does("deal_won");

        assertThat(kim.story()).containsExactly("forward lead", "skip customer");
        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.WON);
        kim.does("deal_lost", "price").says(Map.of("role", "student"));
        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.WON);
    }

    @Test
    void aSecondStageThatRetainsIsStillOneWin() {
        Life kim = kim().does("deal_won").does("note_added", "referral");
        long won = kim.standing.outcomeSince();

        assertThat(kim.standing.stage()).isEqualTo("advocate");
        assertThat(won).isLessThan(kim.now);
        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.WON);
    }

    @Test
    void aCustomerWhoLeavesIsALeadAgainAndMayWinAgain() {
        Life kim = kim().does("deal_won").does("unsubscribed");

        assertThat(kim.story()).endsWith("back lead");
        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);
        kim.does("deal_won");
        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.WON);
        assertThat(kim.standing.reached().keySet()).containsExactly("lead", "customer");
    }

    @Test
    void aCustomerMayBeLost() {
        Life kim = kim().does("deal_won").does("email_complained");

        assertThat(kim.story()).endsWith("lost churned");
    }

    @Test
    void aTraitThatIsMendedLiftsOnlyWhatTraitsDid() {
        Life student = kim().says(Map.of("role", "student", "country", "FR"));
        assertThat(student.standing.reason()).isEqualTo("student");
        student.says(Map.of("role", "owner"));
        assertThat(student.standing.outcome()).as("still abroad").isEqualTo(StandingOutcome.DISQUALIFIED);
        student.says(Map.of("country", "GB"));
        assertThat(student.story()).endsWith("reinstated");
        assertThat(student.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);

        Life complained =
                kim().says(Map.of("role", "clerk")).does("email_complained").says(Map.of("role", "owner"));
        assertThat(complained.standing.reason()).isEqualTo("complained");
    }

    @Test
    void whoDoesNotFitDoesNotComeBackByAsking() {
        Life kim = kim().says(Map.of("role", "student")).does("demo_requested");

        assertThat(kim.story()).containsExactly("forward lead", "disqualified student");
        kim.says(Map.of("role", "owner")).does("accepted_by_sales");
        assertThat(kim.story()).endsWith("reinstated", "forward sql");
    }

    @Test
    void aFlagIsRaisedOnceAndAnewAfterAReturn() {
        Life kim = kim().does("email_opened").does("email_opened").does("email_opened");
        assertThat(kim.story()).containsExactly("forward lead", "flagged warm");

        kim.does("deal_lost", "price").does("demo_requested");
        assertThat(kim.standing.flags()).isEmpty();
        kim.does("email_opened").does("email_opened");
        assertThat(kim.story())
                .containsExactly("forward lead", "flagged warm", "lost price", "reentry lead", "flagged warm");
    }

    @Test
    void noFlagIsRaisedOfWhoIsOut() {
        Life kim = kim().does("deal_lost", "price").does("email_opened").does("email_opened");

        assertThat(kim.standing.flags()).isEmpty();
    }

    @Test
    void aMoveByHandTakesSomeoneBackWhoWasLost() {
        Life kim = kim().does("deal_lost", "price").does("stage_set", "sql");

        assertThat(kim.standing.stage()).isEqualTo("sql");
        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);
        assertThat(lastEntry(kim).move()).isEqualTo(Move.REENTRY);
        assertThat(lastEntry(kim).because().getFirst().text()).isEqualTo("stage set sql");
    }

    @Test
    void aMoveByHandToWhereSomeoneIsDoesNothing() {
        Life kim = kim().does("accepted_by_sales");
        int before = kim.decisions.size();

        assertThat(kim.does("stage_set", "sql").decisions).hasSize(before);
        assertThat(kim.does("stage_recorded", "sql").decisions).hasSize(before);
    }

    @Test
    void aRecordedStageThatRetainsIsAWin() {
        Life kim = kim().does("stage_recorded", "customer");

        assertThat(kim.standing.outcome()).isEqualTo(StandingOutcome.WON);
        assertThat(lastEntry(kim).move()).isEqualTo(Move.RECORDED);
    }

    @Test
    void aStageThatIsLearntLateCountsOnce() {
        Life kim = kim().does("meeting_held").does("stage_recorded", "sql").does("stage_recorded", "sql");

        assertThat(kim.standing.stage()).isEqualTo("offer");
        assertThat(kim.standing.reached().keySet()).containsExactly("lead", "offer", "sql");
        assertThat(kim.story()).containsExactly("forward lead", "skip offer", "recorded sql");
    }

    @Test
    void anEntryCarriesTheScoresOfItsInstant() {
        Life kim = kim().says(Map.of("role", "owner")).does("accepted_by_sales");

        assertThat(lastEntry(kim).fit()).isEqualTo(10);
        assertThat(kim.standing.entryScores().get("lead").fit()).isZero();
        assertThat(kim.standing.entryScores().get("sql").fit()).isEqualTo(10);
        assertThat(lastEntry(kim).because()).singleElement().satisfies(reason -> {
            assertThat(reason.text()).isEqualTo("accepted by sales");
            assertThat(reason.signals()).containsExactly(kim.last());
        });
    }

    @Test
    void signalsOfOneInstantAreTakenInTheOrderOfTheirIds() {
        Life kim = kim();
        kim.later(-Crowd.MINUTE).does("accepted_by_sales");

        assertThat(kim.standing.stage()).isEqualTo("sql");
        assertThat(kim.standing.precedes(kim.signals.getFirst())).isFalse();
        assertThat(kim.standing.precedes(kim.signals.getLast())).isFalse();
    }
}
