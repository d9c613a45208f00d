package dev.sluice.funnel.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.funnel.Definition.Route;
import dev.sluice.funnel.Life;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.SoundDefinition;
import dev.sluice.funnel.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a definition may leave out, and what holds then. */
class DefinitionDefaultsTest {
    private static final Definition SMALL = Life.read("""
            funnel: small
            stages:
              - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: 30d}
              - id: sql
                layer: convert
                owner: sales
                enter: {happened: accepted_by_sales}
                limit: 14d
                exit:
                  - {when: {happened: rejected_by_sales}, to: lead}
            """ + Life.REST);

    @Test
    void pointsLoseHalfOfTheirWorthInTwoWeeksAndNoRuleGivesAny() {
        assertThat(SMALL.engagement().halfLife()).isEqualTo(Duration.ofDays(14));
        assertThat(SMALL.engagement().rules()).isEmpty();
        assertThat(SMALL.fit()).isEmpty();
        assertThat(SMALL.flags()).isEmpty();
    }

    @Test
    void aLostDealLosesTheLead() {
        assertThat(SMALL.lost()).singleElement().satisfies(loss -> {
            assertThat(loss.reason()).isEqualTo("deal_lost");
            assertThat(loss.when().text()).isEqualTo("deal lost");
        });
    }

    @Test
    void whoAsksAgainComesBack() {
        assertThat(SMALL.reenter().text())
                .isEqualTo(
                        "demo requested by a human or form submitted by a human or information requested by a human");
    }

    @Test
    void aDealHasOneStageAndReasonsToBeLostFor() {
        Pipeline plain = SMALL.pipelines().getFirst();

        assertThat(SMALL.pipelines()).hasSize(1);
        assertThat(plain.id()).isEqualTo("sales");
        assertThat(plain.opensAt()).isEmpty();
        assertThat(plain.stages().getFirst().probability()).isEqualTo(30);
        assertThat(plain.lost())
                .containsExactly("structure_change", "cycle_too_long", "price", "competitor", "no_decision");
        assertThat(plain.quiet()).isEqualTo(Duration.ofDays(14));
        assertThat(plain.decideWithin()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void anExitWithoutAReasonIsCalledLeft() {
        assertThat(SMALL.stages().getLast().exit().getFirst().reason()).isEqualTo("left");
    }

    @Test
    void nothingIsDeclaredNamedOrWrittenAboutStages() {
        assertThat(SMALL.profile()).isEmpty();
        assertThat(SMALL.sources()).isEmpty();
        assertThat(SMALL.signals()).isEmpty();
        assertThat(SMALL.traits()).isEmpty();
        assertThat(SMALL.forms()).isEmpty();
        assertThat(SMALL.response()).isEmpty();
        assertThat(SMALL.followUp()).isEmpty();
        assertThat(SMALL.stages()).allSatisfy(stage -> {
            assertThat(stage.text()).isEmpty();
            assertThat(stage.playbook().isEmpty()).isTrue();
        });
    }

    @Test
    void aTeamSharesLeadsInTurnAndAUserSharesWithNoOne() {
        String rules = """
                routing:
                  - {when: {country: FR}, to: team/paris}
                  - {when: {country: GB}, to: team/london, by: least_busy}
                  - {when: {country: US}, to: user/ada@example.com}
                  - {otherwise: true, to: company_owner}
                """;

        assertThat(routes(rules)).extracting(Route::by).containsExactly("round_robin", "least_busy", "", "");
    }

    private static List<Route> routes(String rules) {
        return Life.read(SoundDefinition.TEXT.replaceAll("(?s)\nrouting:.*\nresponse:", "\n" + rules + "response:"))
                .routing();
    }

    @Test
    void anAnswerIsDueAtAllHoursAndNothingFollows() {
        ResponseClass answer = Life.read(SoundDefinition.with(
                        "{within: 30m, by: human, hours: working, then: [remind]}", "{within: 2h, by: automation}"))
                .response()
                .getFirst();

        assertThat(answer.name()).isEqualTo("inbound");
        assertThat(answer.within()).isEqualTo(Duration.ofHours(2));
        assertThat(answer.hours()).isEqualTo("always");
        assertThat(answer.then()).isEmpty();
        assertThat(answer.template()).isEmpty();
        assertThat(answer.choose()).isEmpty();
    }

    @Test
    void aStalledDealHasAWeekToBeDecidedOn() {
        Pipeline sales = Life.read(SoundDefinition.TEXT).pipelines().getFirst();

        assertThat(sales.quiet()).isEqualTo(Duration.ofDays(10));
        assertThat(sales.decideWithin()).isEqualTo(Duration.ofDays(7));
        assertThat(sales.lost()).isEqualTo(Pipeline.PLAIN.lost());
    }

    @Test
    void aStageOrPipelineThatIsNotThereIsNull() {
        assertThat(SMALL.stage("mql")).isNull();
        assertThat(SMALL.stage("sql")).isNotNull();
        assertThat(SMALL.pipeline("other")).isNull();
        assertThat(SMALL.pipeline("sales")).isNotNull();
    }

    @Test
    void declaredNamesComeWithTheirTypes() {
        Definition sound = Life.read(SoundDefinition.TEXT);

        assertThat(sound.signals()).containsExactly("trial_started");
        assertThat(sound.traits()).isEqualTo(Map.of("seats", Vocabulary.TraitType.NUMBER));
        assertThat(sound.sources()).containsExactly("script", "form/contact");
    }

    @Test
    void aPageOrFormThatIsNamedWithTrueMeansAny() {
        Definition any =
                Life.read(SoundDefinition.with("{happened: accepted_by_sales}", "{happened: {note_added: true}}"));

        assertThat(any.stages().get(1).enter()).isEqualTo(new Criterion.Happened("note_added", "*", 1, null, false));
    }

    @Test
    void twoFieldsOfOneCriterionMustBothBeMet() {
        Definition both = Life.read(
                SoundDefinition.with("{happened: accepted_by_sales}", "{happened: accepted_by_sales, country: GB}"));

        assertThat(both.stages().get(1).enter().text()).isEqualTo("accepted by sales and country is GB");
    }

    @Test
    void aTraitMayHaveSeveralTestsAtOnce() {
        Definition both =
                Life.read(SoundDefinition.with("{happened: accepted_by_sales}", "{seats: {at_least: 5, at_most: 9}}"));

        assertThat(both.stages().get(1).enter().text()).isEqualTo("seats at least 5 and seats at most 9");
    }

    @Test
    void aListOfValuesIsShortForOneOfThem() {
        Definition list = Life.read(SoundDefinition.with("{role: {in: [owner]}}", "{role: [owner, cfo]}"));

        assertThat(list.fit().getFirst().when()).isEqualTo(new Criterion.In("role", List.of("owner", "cfo")));
    }

    @Test
    void theSchemaKnowsTheStandardKindsOfADefinition() {
        assertThat(DefinitionReader.schema()).contains("\"$schema\"", "\"stages\"", "\"pipelines\"");
        assertThat(Set.of("funnel", "stages")).isSubsetOf(Keywords.all());
    }
}
