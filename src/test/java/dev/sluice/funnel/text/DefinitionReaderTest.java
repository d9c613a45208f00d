package dev.sluice.funnel.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.StageOwner;
import dev.sluice.funnel.Life;
import dev.sluice.signal.kind.AllSignals;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read. */
class DefinitionReaderTest {

    private final Definition definition = Life.read(Life.readyMade("managed-it"));

    @ParameterizedTest
    @ValueSource(strings = {"managed-it", "b2b-saas", "history"})
    void theReadyMadeOnesPassEveryCheckWithoutAWarning(String name) {
        ParsedDefinition reading = DefinitionReader.read(
                Life.readyMade(name), AllSignals.vocabulary(), DefinitionContext.of(Set.of(), Set.of(), Set.of()));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        ParsedDefinition.Readable.class,
                        readable -> assertThat(readable.warnings()).isEmpty());
    }

    @Test
    void stagesComeInOrderWithLayerOwnerLimitTextAndLine() {
        assertThat(definition.stages())
                .extracting(Definition.Stage::id)
                .containsExactly("lead", "mql", "sql", "opportunity", "customer");
        Definition.Stage sql = definition.stages().get(2);
        assertThat(sql.layer()).isEqualTo(Layer.CONVERT);
        assertThat(sql.owner()).isEqualTo(StageOwner.SALES);
        assertThat(sql.limit()).isEqualTo(Duration.ofDays(14));
        assertThat(sql.text()).contains("accepted");
        assertThat(Life.readyMade("managed-it").lines().toList().get(sql.line() - 1))
                .contains("accepted_by_sales");
        assertThat(definition.stages().getLast().limit()).isNull();
    }

    @Test
    void aStageSaysHowItIsWorked() {
        Definition.Playbook playbook = definition.stages().get(2).playbook();
        assertThat(playbook.guidance()).startsWith("Call within the half hour");
        assertThat(playbook.questions()).contains("need", "others_involved");
        assertThat(playbook.checklist()).contains("Know who else decides");
        assertThat(definition.stages().getFirst().playbook().isEmpty()).isTrue();
    }

    @Test
    void aTraitIsUnderstoodByItsFormerNameAndReadUnderItsOwn() {
        String yaml = Life.readyMade("managed-it").replace("\nfit:\n", """

                fit:
                  - when: {company_revenue: {at_least: 5000000}}
                    points: 5
                """);

        assertThat(Life.read(yaml).fit().getFirst().when())
                .isEqualTo(new Criterion.AtLeast("annual_revenue", 5_000_000));
    }

    @Test
    void aRetainStageMayLeaveItsLimitOut() {
        String yaml = Life.readyMade("managed-it").replace("    limit: none\n", "");

        assertThat(Life.read(yaml).stages().getLast().limit()).isNull();
    }

    @Test
    void scoresFlagsAndReasonsAreRead() {
        assertThat(definition.fit()).extracting(Definition.FitRule::points).containsExactly(20, 15, -20);
        assertThat(definition.engagement().halfLife()).isEqualTo(Duration.ofDays(14));
        assertThat(definition.engagement().rules().getFirst().cap())
                .isEqualTo(new Definition.Cap(3, Duration.ofDays(7)));
        assertThat(definition.flags()).extracting(Definition.FlagRule::id).containsExactly("warm");
        assertThat(definition.disqualify())
                .extracting(Definition.Disqualifier::reason)
                .containsExactly("not_a_fit", "student");
        assertThat(definition.lost()).extracting(Definition.Loss::reason).containsExactly("deal_lost", "no_interest");
    }

    @Test
    void routingAndResponseClassesAreKept() {
        assertThat(definition.routing())
                .extracting(route -> route.when().text() + " -> " + route.to() + " " + route.by())
                .containsExactly(
                        "the company has an owner -> company_owner ",
                        "country is GB -> team/london round_robin",
                        "always -> team/inbound least_busy");
        assertThat(definition.response().get(1))
                .isEqualTo(new Definition.ResponseClass(
                        "inbound",
                        Duration.ofMinutes(30),
                        "human",
                        "",
                        List.of(),
                        "working",
                        List.of("remind", "reassign"),
                        definition.response().get(1).line()));
    }

    @Test
    void readingTwiceGivesTheSameDefinition() {
        assertThat(Life.read(Life.readyMade("managed-it"))).isEqualTo(definition);
    }

    @Test
    void theSchemaHasEveryWordThatTheReaderTakes() {
        assertThat(Keywords.all())
                .allSatisfy(word -> assertThat(DefinitionReader.schema()).contains("\"" + word + "\""));
    }
}
