package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every score is a list of lines, every gate says what is met and what is missing. */
class ExplanationTest {

    private final Life kim = Life.managedIt()
            .says(Map.of("email", "kim@acme.example", "role", "director"))
            .does("page_viewed", "/pricing")
            .later(30 * Crowd.MINUTE) // another visit
            .does("page_viewed", "/pricing/plans");

    @Test
    void fitNamesTheRulesThatMatchWithTheValueAndThoseThatDoNot() {
        Explanation explanation = kim.explained();

        assertThat(explanation.fitTotal()).isEqualTo(15);
        assertThat(explanation.fit())
                .extracting(line -> line.rule() + "; " + line.points() + "; " + line.matched() + "; " + line.value())
                .containsExactly(
                        "company size between 50 and 500; 20; false; ",
                        "role level is one of owner, executive, vp, director and role function is one of general, finance, operations, it; 15; true; director, general",
                        "the address is free mail; -20; false; ");
        assertThat(explanation.fit())
                .allSatisfy(line -> assertThat(kim.definition.fit())
                        .extracting(Definition.FitRule::line)
                        .contains(line.line()));
    }

    @Test
    void engagementNamesThePointsLeftAndTheSignalsThatEarnedThem() {
        Explanation.EngagementLine pricing =
                kim.days(14).explained().engagement().getFirst();

        assertThat(pricing.rule()).isEqualTo("page viewed /pricing*");
        assertThat(pricing.points()).isCloseTo(10, within(0.1));
        assertThat(pricing.signals())
                .containsExactly(kim.signals.get(1).id(), kim.signals.get(2).id());
        assertThat(kim.explained().engagementTotal()).isCloseTo(pricing.points(), within(1e-9));
    }

    @Test
    void aGateThatHoldsSaysHowFarEachCriterionIs() {
        Explanation.GateExplanation.Held mql =
                (Explanation.GateExplanation.Held) kim.explained().gates().getFirst();

        assertThat(mql.stage()).isEqualTo("mql");
        assertThat(mql.met()).extracting(Explanation.ConditionResult::progress).containsExactly("engagement 20 of 12");
        assertThat(mql.missing())
                .extracting(Explanation.ConditionResult::progress)
                .containsExactly("fit 15 of 20", "0 of 4, one is enough");
        Explanation.ConditionResult pricing = mql.missing().getLast().parts().get(2);
        assertThat(pricing.progress()).isEqualTo("2 of 3 within 7 d");
        assertThat(pricing.signals())
                .containsExactly(kim.signals.get(1).id(), kim.signals.get(2).id());
    }

    @Test
    void onlyGatesAheadAreListed() {
        assertThat(kim.explained().gates())
                .extracting(Explanation.GateExplanation::stage)
                .containsExactly("mql", "sql", "opportunity", "customer");
        assertThat(kim.does("deal_won").explained().gates()).isEmpty();
    }

    @Test
    void aGateThatIsOpenSaysSo() {
        Life back = Life.managedIt()
                .says(Map.of("email", "kim@acme.example"))
                .does("accepted_by_sales")
                .does("rejected_by_sales");

        assertThat(back.explained().gates().get(1)).isInstanceOf(Explanation.GateExplanation.Held.class);
        Life withoutExit = Life.under("""
                        funnel: f
                        stages:
                          - {id: one, layer: attract, owner: marketing, limit: 9d, enter: {happened: page_viewed}}
                          - id: two
                            layer: engage
                            owner: marketing
                            limit: 9d
                            enter: {identified: true}
                            exit:
                              - {when: {happened: note_added}, to: one}
                        """ + Life.REST)
                .says(Map.of("email", "kim@acme.example"))
                .does("note_added");
        assertThat(withoutExit.explained().gates().getFirst())
                .isInstanceOfSatisfying(
                        Explanation.GateExplanation.Passed.class,
                        gate -> assertThat(gate.met())
                                .extracting(Explanation.ConditionResult::text)
                                .containsExactly("identified"));
    }

    @Test
    void flagsSaySinceWhenOrWhatIsMissing() {
        assertThat(kim.does("email_opened")
                        .explained()
                        .flags()
                        .getFirst()
                        .part()
                        .progress())
                .isEqualTo("1 of 2");
        assertThat(kim.does("email_opened").explained().flags().getFirst().since())
                .isEqualTo(kim.now);
    }

    @Test
    void aDisqualifierIsNamedWhenItAppliesAndNotWhenNothingSpeaksForIt() {
        assertThat(kim.explained().dangers()).isEmpty();
        assertThat(kim.says(Map.of("role", "student")).explained().dangers())
                .extracting(Explanation.Danger::reason)
                .containsExactly("student");
    }
}
