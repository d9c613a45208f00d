package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.Problem;
import dev.sluice.funnel.text.Problem.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition that can be read is looked through for what would make its funnel leak. */
class DefinitionChecksTest {
    private static final String GATE = "{happened: accepted_by_sales}";

    private static Problem only(List<Problem> problems) {
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void withoutAStageThatRetainsNoLeadIsEverWon() {
        Problem problem = only(SoundDefinition.problems(SoundDefinition.with(
                "layer: retain, owner: success, enter: {happened: deal_won}",
                "layer: convert, owner: success, enter: {happened: deal_won}, limit: 9d")));

        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.what()).contains("no stage of the layer retain");
        assertThat(problem.line()).isEqualTo(SoundDefinition.lineOf("stages:") + 1);
    }

    @Test
    void aFormThatIsWrittenTwiceIsRefused() {
        String form = "  - {slug: contact, fields: [email, company]}\n";
        Problem problem = only(SoundDefinition.problems(SoundDefinition.with(form, form + form)));

        assertThat(problem.what()).contains("the form contact is written twice");
        assertThat(problem.line()).isEqualTo(SoundDefinition.lineOf("- {slug: contact") + 1);
    }

    @Test
    void fourFieldsAreFineAndTheFifthIsWarnedAbout() {
        assertThat(SoundDefinition.problems(SoundDefinition.with("[email, company]", "[email, company, role, phone]")))
                .isEmpty();
        assertThat(only(SoundDefinition.problems(
                                SoundDefinition.with("[email, company]", "[email, company, role, phone, need]")))
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void aUserThatIsNotThereIsWarnedAboutWithTheOneThatWasMeant() {
        DefinitionContext ada = DefinitionContext.of(Set.of(), Set.of("london", "inbound"), Set.of("ada@example.com"));
        String yaml = SoundDefinition.with("to: team/london", "to: user/adda@example.com");
        Problem problem = only(SoundDefinition.problems(yaml, ada));

        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.what())
                .isEqualTo("there is no user \"adda@example.com\" in this workspace yet, did you mean "
                        + "\"ada@example.com\"?");
        assertThat(SoundDefinition.problems(SoundDefinition.with("to: team/london", "to: user/ada@example.com"), ada))
                .isEmpty();
    }

    @Test
    void theOwnerOfACompanyIsNoNameToLookFor() {
        DefinitionContext known = DefinitionContext.of(Set.of(), Set.of("inbound"), Set.of("ada@example.com"));

        assertThat(SoundDefinition.problems(SoundDefinition.with("to: team/london", "to: company_owner"), known))
                .isEmpty();
    }

    @Test
    void aRuleThatReadsUnknownTraitsLeavesThoseWithoutThemUncaught() {
        String yaml = SoundDefinition.with(
                "{otherwise: true, to: team/inbound}", "{when: {country: {not_in: [GB]}}, to: team/x}");
        Problem problem = only(SoundDefinition.problems(yaml));

        assertThat(problem.what()).contains("no routing rule catches");
        assertThat(problem.line()).isEqualTo(SoundDefinition.lineOf("routing:") + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{all: [{seats: {at_least: 10}}, {seats: {at_most: 9}}]}",
                "{all: [{seats: {between: [1, 5]}}, {seats: {at_least: 6}}]}",
                "{all: [{identified: true}, {identified: false}]}",
                "{all: [{role: owner}, {role: {not_in: [OWNER]}}]}",
                "{all: [{flagged: warm}, {none: [{flagged: warm}]}]}",
                "{all: [{reached: lead}, {none: [{reached: lead}]}]}",
                "{all: [{any: [{country: GB}, {country: IE}]}, {none: [{country: [GB, IE]}]}]}"
            })
    void aGateThatNoOneCanPassIsRefused(String gate) {
        Problem problem = only(SoundDefinition.problems(SoundDefinition.with(GATE, gate)));

        assertThat(problem.what()).contains("stage sql can never be entered", "contradict each other");
        assertThat(problem.line()).isEqualTo(SoundDefinition.lineOf(GATE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{all: [{seats: {at_least: 9}}, {seats: {at_most: 9}}]}",
                "{all: [{happened: note_added}, {none: [{happened: call_logged}]}]}",
                "{any: [{happened: note_added}, {all: [{role: owner}, {role: {not_in: [owner]}}]}]}",
                "{all: [{country: {not_in: [GB]}}, {country: {not_in: [IE]}}]}",
                "{all: [{happened: {page_viewed: /a, times: 3}}, {none: [{happened: {page_viewed: /b}}]}]}"
            })
    void aGateThatSomeoneCanPassIsNot(String gate) {
        assertThat(SoundDefinition.problems(SoundDefinition.with(GATE, gate))).isEmpty();
    }

    @Test
    void theSumOfFitIsWhatOneLeadCanHave() {
        String two = "  - {when: {role: {in: [owner]}}, points: 20}\n";
        String both = two + "  - {when: {role: {in: [cfo]}}, points: 30}\n";
        String yaml = SoundDefinition.with(two, both);

        assertThat(only(SoundDefinition.problems(yaml.replace(GATE, "{fit: {at_least: 31}}")))
                        .what())
                .contains("the fit rules give one lead 30 at most");
        assertThat(SoundDefinition.problems(yaml.replace(GATE, "{fit: {at_least: 30}}")))
                .isEmpty();
    }

    @Test
    void anEngagementRuleWithoutACapCanGiveAnyNumberOfPoints() {
        String gate = SoundDefinition.with(GATE, "{engagement: {at_least: 5000}}");

        assertThat(only(SoundDefinition.problems(gate)).what()).contains("never give more than 102.4");
        assertThat(SoundDefinition.problems(gate.replace(", at_most: 3 per 7d", "")))
                .isEmpty();
    }

    @Test
    void aGateWhosePeopleAreAllLostBeforeIsRefused() {
        Problem problem = only(SoundDefinition.problems(
                SoundDefinition.with(GATE, "{all: [{happened: deal_lost}, {happened: note_added}]}")));

        assertThat(problem.what()).contains("everybody who meets its gate is lost before (deal_lost)");
    }

    @Test
    void aDefinitionWithTwoFaultsNamesBothInOrder() {
        String yaml =
                SoundDefinition.with("[script, form/contact]", "[form/contact]").replace(GATE, "{fit: {at_least: 21}}");

        assertThat(SoundDefinition.problems(yaml))
                .extracting(Problem::line)
                .containsExactly(SoundDefinition.lineOf("sources:"), SoundDefinition.lineOf(GATE));
    }
}
