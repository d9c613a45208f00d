package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fit is who a person is, engagement is what they do. */
class ScoresTest {

    @Test
    void fitAddsThePointsOfTheRulesThatMatch() {
        Life kim = Life.managedIt().says(Map.of("company_size", 50.0));
        assertThat(kim.standing.fit()).isEqualTo(20);

        kim.says(Map.of("role", "CFO", "email_is_free", true));
        assertThat(kim.standing.fit()).isEqualTo(15);
    }

    @Test
    void aTraitThatIsTakenBackTakesItsPointsAlong() {
        Map<String, Object> gone = new HashMap<>();
        gone.put("company_size", null);

        Life kim = Life.managedIt().says(Map.of("company_size", 50.0)).says(gone);

        assertThat(kim.standing.fit()).isZero();
        assertThat(kim.standing.traits()).isEmpty();
    }

    @Test
    void numbersWrittenAsTextAreNumbersAndOfAListOneValueIsEnough() {
        Life kim = Life.managedIt().says(Map.of("company_size", "120", "role", List.of("clerk", "Owner")));

        assertThat(kim.standing.fit()).isEqualTo(35);
    }

    @Test
    void engagementLosesHalfOfItsWorthInEachHalfLife() {
        Life kim = Life.managedIt().does("page_viewed", "/pricing");

        assertThat(kim.standing.engagement(kim.now + 14 * Crowd.DAY)).isCloseTo(5, within(1e-9));
        assertThat(kim.standing.engagement(kim.now + 28 * Crowd.DAY)).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void aCapLetsOnlySoManySignalsOfAWindowEarn() {
        Life kim = Life.managedIt();
        for (int i = 0; i < 10; i++) {
            kim.does("page_viewed", "/pricing");
        }
        assertThat(kim.standing.engagement(kim.now)).isCloseTo(30, within(0.1));
        assertThat(kim.explained().engagement().getFirst().count()).isEqualTo(3);

        kim.days(7).does("page_viewed", "/pricing");
        assertThat(kim.explained().engagement().getFirst().count()).isEqualTo(4);
    }

    @Test
    void threeVisitsThisWeekWeighOtherThanThreeSinceSpring() {
        Criterion pricing = Life.managedIt().definition.stage("mql").enter();
        assertThat(pricing.text()).contains("page viewed /pricing* at least 3 times within 7 d");

        Life thisWeek = Life.managedIt();
        Life sinceSpring = Life.managedIt();
        for (int i = 0; i < 3; i++) {
            thisWeek.days(1).does("page_viewed", "/pricing");
            sinceSpring.days(40).does("page_viewed", "/pricing");
        }
        Map<String, Object> fit = Map.of("email", "r@acme.example", "company_size", 99.0, "role", "owner");

        assertThat(thisWeek.says(fit).standing.stage()).isEqualTo("mql");
        assertThat(sinceSpring.says(fit).standing.stage()).isEqualTo("lead");
    }

    @Test
    void rankOrdersPeopleTheSameAtEveryInstantWithoutBeingRewritten() {
        Life early = Life.managedIt().does("page_viewed", "/pricing").does("page_viewed", "/pricing");
        Life late = Life.managedIt().days(20).does("page_viewed", "/pricing");
        Life idle = Life.managedIt().does("page_viewed", "/");

        assertThat(late.standing.rank()).isGreaterThan(early.standing.rank());
        assertThat(idle.standing.rank()).isEqualTo(Standing.NO_RANK);
        for (int days : new int[] {20, 50, 300}) {
            long then = Crowd.START + days * Crowd.DAY;
            assertThat(late.standing.engagement(then)).isGreaterThan(early.standing.engagement(then));
        }
    }

    @Test
    void scoresAreComparedAsTheyAreShownToOneDecimal() {
        Life ruth = Life.managedIt()
                .says(Map.of("email", "r@acme.example", "company_size", 99.0, "role", "owner"))
                .does("demo_requested");
        long soon = ruth.now + 50 * Crowd.MINUTE;
        long muchLater = ruth.now + Crowd.DAY;
        Criterion minimum = new Criterion.EngagementAtLeast(25, Double.POSITIVE_INFINITY);
        CompiledDefinition plan = ruth.definition.compiled().plan(ruth.definition);
        StandingBuilder draft = new StandingBuilder(ruth.standing);

        assertThat(ruth.standing.engagement(soon)).isLessThan(25);
        assertThat(plan.check(minimum).holds(draft, soon, LogPosition.START)).isTrue();
        assertThat(plan.check(minimum).holds(draft, muchLater, LogPosition.START))
                .isFalse();
    }
}
