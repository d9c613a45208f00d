package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a person moves through stages, out of them and back. */
class StagesTest {

    private static final Map<String, Object> RUTH =
            Map.of("email", "ruth@acme.example", "company_size", 120.0, "role", "Director", "country", "US");

    private static Life ruthAtSql() {
        return Life.managedIt().says(RUTH).does("demo_requested").does("accepted_by_sales");
    }

    @Test
    void aVisitorHasNoStageAndIsAlreadyScored() {
        Life visitor = Life.managedIt().does("page_viewed", "/pricing");

        assertThat(visitor.standing.stage()).isNull();
        assertThat(visitor.standing.engagement(visitor.now)).isEqualTo(10);
        assertThat(visitor.story()).isEmpty();
    }

    @Test
    void whoSaysWhoTheyAreBecomesALeadAndBringsTheEarlierSignalsAlong() {
        Life ruth = Life.managedIt()
                .does("page_viewed", "/pricing")
                .days(1)
                .does("page_viewed", "/pricing/plans")
                .days(1)
                .does("page_viewed", "/pricing")
                .says(RUTH);

        assertThat(ruth.story()).containsExactly("forward lead", "forward mql");
    }

    @Test
    void aGateNeedsBothFitAndEngagement() {
        Life keenButUnfit = Life.managedIt().tells("email", "kim@example.com").does("demo_requested");
        Life fitButIdle = Life.managedIt().says(RUTH);

        assertThat(keenButUnfit.story()).containsExactly("forward lead");
        assertThat(fitButIdle.story()).containsExactly("forward lead");
    }

    @Test
    void anEntryNamesItsReasonsItsSignalsItsLineAndTheScoresCarried() {
        Life ruth = Life.managedIt().says(RUTH).does("demo_requested");

        Decision.Entered mql = (Decision.Entered) ruth.decisions.getLast();
        assertThat(mql.from()).isEqualTo("lead");
        assertThat(mql.at()).isEqualTo(ruth.now);
        assertThat(mql.fit()).isEqualTo(35);
        assertThat(mql.engagement()).isEqualTo(25);
        assertThat(mql.line()).isEqualTo(ruth.definition.stage("mql").line());
        assertThat(mql.because())
                .extracting(Reason::text)
                .containsExactly("fit at least 20 (35)", "engagement at least 12 (25)", "demo requested");
        assertThat(mql.because().getLast().signals()).containsExactly(ruth.last());
        assertThat(ruth.standing.entryScores()).containsEntry("mql", new Standing.StandingScores(35, 25));
    }

    @Test
    void stagesBetweenAreSkippedWhenALaterGatePasses() {
        Life ruth = Life.managedIt().says(RUTH).does("deal_won");

        assertThat(ruth.story()).containsExactly("forward lead", "skip customer");
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.WON);
        assertThat(ruth.standing.reached()).containsOnlyKeys("lead", "customer");
    }

    @Test
    void afterASteppingBackOnlyWhatHappensLaterOpensTheGateAgain() {
        Life ruth = ruthAtSql().does("rejected_by_sales").does("page_viewed", "/pricing");
        assertThat(ruth.story()).containsExactly("forward lead", "forward mql", "forward sql", "back lead");
        assertThat(ruth.standing.fit()).isEqualTo(35);

        ruth.does("demo_requested");

        assertThat(ruth.standing.stage()).isEqualTo("mql");
    }

    @Test
    void aLostDealLosesTheLeadAndAFormBringsItBack() {
        Life ruth = ruthAtSql().does("deal_lost", "price");
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.LOST);
        assertThat(ruth.standing.reason()).isEqualTo("deal_lost");
        assertThat(ruth.standing.stage()).isEqualTo("sql");

        ruth.days(200).does("page_viewed", "/pricing");
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.LOST);

        ruth.does("form_submitted", "audit-checklist");
        assertThat(ruth.story()).endsWith("lost deal_lost", "reentry lead");
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);
    }

    @Test
    void theSignalThatBringsALeadBackCountsForItsGatesAndEarlierOnesDoNot() {
        Life ruth = ruthAtSql().does("deal_lost").does("demo_requested");

        assertThat(ruth.story()).endsWith("reentry lead", "forward mql");
    }

    @Test
    void aWonDealIsAFactEvenAfterALostOne() {
        Life ruth = ruthAtSql().does("deal_lost").days(3).does("deal_won");

        assertThat(ruth.story()).endsWith("lost deal_lost", "reentry customer");
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.WON);
    }

    @Test
    void whoDoesNotFitIsDisqualifiedWithTheReasonUntilTheTraitIsMended() {
        Life ruth = Life.managedIt().says(RUTH).says(Map.of("company_size", 5000.0));
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.DISQUALIFIED);
        assertThat(ruth.standing.reason()).isEqualTo("not_a_fit");

        ruth.does("form_submitted", "contact").says(Map.of("company_size", 90.0));

        assertThat(ruth.story()).containsExactly("forward lead", "disqualified not_a_fit", "reinstated");
        assertThat(ruth.standing.outcome()).isEqualTo(StandingOutcome.ACTIVE);
        assertThat(ruth.standing.reason()).isNull();
    }

    @Test
    void anUnknownTraitDisqualifiesNobody() {
        assertThat(Life.managedIt().tells("email", "kim@example.com").standing.outcome())
                .isEqualTo(StandingOutcome.ACTIVE);
    }

    @Test
    void whoIsDisqualifiedByTheSameSignalIsCountedAsALeadAndGoesNoFurther() {
        assertThat(Life.managedIt()
                        .says(Map.of("email", "kim@example.com", "role", "student"))
                        .story())
                .containsExactly("forward lead", "disqualified student");
    }

    @Test
    void aDisqualificationByWhatHappenedIsLiftedByReentryOnly() {
        Life kim = Life.under("funnel: f\nstages:\n"
                        + "  - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: 9d}\n"
                        + "disqualify:\n  - {reason: gone, when: {happened: unsubscribed}}\n"
                        + "routing:\n  - {otherwise: true, to: team/inbound}\n")
                .says(Map.of("email", "kim@example.com"))
                .does("unsubscribed")
                .says(Map.of("email", "kim@acme.example"));
        assertThat(kim.story()).containsExactly("forward lead", "disqualified gone");

        kim.does("form_submitted", "contact").does("page_viewed", "/");

        assertThat(kim.story()).containsExactly("forward lead", "disqualified gone", "reentry lead");
    }

    @Test
    void aRecordedLaterStageMovesThePerson() {
        Life ruth = Life.managedIt().does("stage_recorded", "sql");

        assertThat(ruth.story()).containsExactly("recorded sql");
        assertThat(ruth.standing.stage()).isEqualTo("sql");
    }

    @Test
    void aRecordedEarlierStageIsReachedAndThePersonStays() {
        Life ruth = Life.managedIt().does("stage_recorded", "sql").days(1).does("stage_recorded", "mql");

        Decision.Entered mql = (Decision.Entered) ruth.decisions.getLast();
        assertThat(mql.move()).isEqualTo(Decision.Move.RECORDED);
        assertThat(mql.from()).isEqualTo("sql");
        assertThat(ruth.standing.stage()).isEqualTo("sql");
        assertThat(ruth.standing.reached()).containsEntry("mql", ruth.now);

        ruth.does("stage_recorded", "mql");
        assertThat(ruth.story()).containsExactly("recorded sql", "recorded mql");
    }

    @Test
    void setByHandMovesEitherWayAndAnUnknownStageMovesNobody() {
        Life ruth = Life.managedIt()
                .does("stage_set", "opportunity")
                .does("stage_set", "lead")
                .does("stage_set", "nowhere");

        assertThat(ruth.story()).containsExactly("recorded opportunity", "back lead");
    }

    @Test
    void aStageThatLastsTooLongIsSaidOnceAtTheInstantOfItsLimit() {
        Life ruth = Life.managedIt().says(RUTH);
        long limit = ruth.now + 90 * Crowd.DAY;
        assertThat(Fold.nextChange(ruth.definition, ruth.standing)).hasValue(limit);

        ruth.days(100).look().look().does("page_viewed", "/");

        assertThat(ruth.decisions.getLast()).isEqualTo(new Decision.LimitPassed("lead", limit));
        assertThat(ruth.story()).containsExactly("forward lead", "limit of lead");
        assertThat(Fold.nextChange(ruth.definition, ruth.standing)).isEmpty();
    }

    @Test
    void timeAloneStepsBackWhenEngagementHasFaded() {
        Life ruth = Life.under("""
                        funnel: f
                        stages:
                          - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: none2}
                        """.replace("none2", "900d") + """
                          - id: sql
                            layer: convert
                            owner: sales
                            limit: 900d
                            enter: {happened: accepted_by_sales}
                            exit:
                              - {when: {engagement: {at_most: 5}}, to: lead}
                        engagement:
                          half_life: 7d
                          rules:
                            - {when: demo_requested, points: 20}
                        """ + Life.REST)
                .says(RUTH)
                .does("demo_requested")
                .does("accepted_by_sales")
                .days(60)
                .look();

        Decision.Entered back = (Decision.Entered) ruth.decisions.getLast();
        assertThat(ruth.story()).containsExactly("forward lead", "forward sql", "back lead");
        assertThat(back.engagement()).isBetween(5.0, 5.1);
        assertThat(back.at())
                .isBetween(
                        ruth.signals.get(1).at() + 13 * Crowd.DAY,
                        ruth.signals.get(1).at() + 14 * Crowd.DAY);
    }

    @Test
    void aWindowThatClosesOpensTheGateThatWaitedForIt() {
        Life kim = Life.under("""
                        funnel: f
                        stages:
                          - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: 900d}
                          - id: cold
                            layer: convert
                            owner: sales
                            limit: 900d
                            enter: {none: [{happened: {page_viewed: "*", within: 30d}}]}
                        """ + Life.REST)
                .does("page_viewed", "/")
                .does("page_viewed", "/")
                .says(RUTH);
        long closes = kim.signals.get(1).at() + 30 * Crowd.DAY;
        assertThat(Fold.nextChange(kim.definition, kim.standing)).hasValue(closes);

        kim.days(31).look();

        assertThat(kim.story()).containsExactly("forward lead", "forward cold");
        assertThat(kim.standing.enteredAt()).isEqualTo(closes);
    }

    @Test
    void whatMachinesDoCountsNowhere() {
        Life bot = Life.managedIt()
                .machine()
                .does("page_viewed", "/pricing")
                .does("email_opened")
                .does("email_opened")
                .tells("email", "bot@example.com");

        assertThat(bot.story()).isEmpty();
        assertThat(bot.standing.count()).isZero();
        assertThat(bot.standing.engagement(bot.now)).isZero();
        assertThat(bot.standing.lastId()).isEqualTo(bot.last());
    }

    @Test
    void twoOpensRaiseTheFlagAndMoveNobody() {
        Life ruth = Life.managedIt()
                .says(RUTH)
                .does("email_opened")
                .does("email_opened")
                .does("email_opened");

        assertThat(ruth.story()).containsExactly("forward lead", "flagged warm");
        assertThat(ruth.standing.flags()).containsKey("warm");
    }

    @Test
    void aSignalThatIsNotAfterTheLastOneIsRefused() {
        Life ruth = Life.managedIt().says(RUTH);
        FoldSignal again = ruth.signals.getLast();
        FoldSignal late = new FoldSignal(new UUID(9, 9), ruth.now - 1, "page_viewed", "/", true, Map.of());

        assertThat(ruth.standing.precedes(again)).isFalse();
        assertThatThrownBy(() -> Fold.advance(ruth.definition, ruth.standing, again))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fold.advance(ruth.definition, ruth.standing, late))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSignalBeforeAnInstantThatWasAlreadyLookedAtIsRefused() {
        Life ruth = Life.managedIt().says(RUTH).days(100).look();
        FoldSignal late = new FoldSignal(new UUID(9, 9), ruth.now - 20 * Crowd.DAY, "page_viewed", "/", true, Map.of());

        assertThatThrownBy(() -> Fold.advance(ruth.definition, ruth.standing, late))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStandingOfAnotherDefinitionIsRefused() {
        Life ruth = Life.managedIt().says(RUTH);
        Definition other = Life.read(Life.readyMade("history"));

        assertThatThrownBy(() -> Fold.passTime(other, ruth.standing, ruth.now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another definition");
    }

    @Test
    void importedHistoryGivesStagesWithItsOwnDates() {
        Life olist = Life.under(Life.readyMade("history"))
                .does("stage_recorded", "mql")
                .days(14)
                .does("deal_won");

        assertThat(olist.story()).containsExactly("recorded mql", "forward customer");
        assertThat(olist.standing.reached().values())
                .containsExactlyElementsOf(
                        List.of(olist.signals.get(0).at(), olist.signals.get(1).at()));
    }
}
