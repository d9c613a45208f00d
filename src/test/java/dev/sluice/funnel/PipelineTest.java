package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Pipeline.BuyingRole;
import dev.sluice.funnel.Pipeline.FieldFilled;
import dev.sluice.funnel.Pipeline.Need;
import dev.sluice.funnel.Pipeline.PipelineField;
import dev.sluice.funnel.Pipeline.Present;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.signal.kind.AllSignals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pipeline is read as it is written, and one that cannot be worked is refused with its line. */
class PipelineTest {
    private static final String BASE = Life.readyMade("managed-it");
    private static final int BEGINS = BASE.indexOf("pipelines:");

    private static final String SALES = """
            pipelines:
              - id: sales
                opens_at: opportunity
                stages:
                  - {id: discovery, probability: 20, limit: 14d}
                  - {id: proposal, probability: 50, limit: 21d, needs: [amount, champion]}
                  - {id: negotiation, probability: 75, limit: 14d, needs: [next_step, {happened: meeting_held}]}
                lost: [price, no_decision]
                stalled: {quiet: 10d, decide_within: 3d}
            """;

    private static Pipeline read(String yaml) {
        return Life.read(BASE.substring(0, BEGINS) + yaml).pipelines().getFirst();
    }

    /** The problems of a pipeline with this text replaced. */
    private static List<Problem> after(String text, String replacement) {
        assertThat(SALES).contains(text);
        String yaml = BASE.substring(0, BEGINS) + SALES.replace(text, replacement);
        return switch (DefinitionReader.read(yaml, AllSignals.vocabulary(), DefinitionContext.unknown())) {
            case ParsedDefinition.Readable readable -> readable.warnings();
            case ParsedDefinition.DefinitionRefused refused -> refused.problems();
        };
    }

    private static void refused(String text, String replacement, String... words) {
        List<Problem> problems = after(text, replacement);
        assertThat(problems).as("problems").hasSize(1);
        assertThat(problems.getFirst().what()).contains(words);
        assertThat(problems.getFirst().line())
                .isGreaterThan((int) BASE.substring(0, BEGINS).lines().count());
    }

    @Test
    void stagesComeInOrderWithProbabilityLimitAndWhatTheyNeed() {
        Pipeline sales = read(SALES);

        assertThat(sales.opensAt()).isEqualTo("opportunity");
        assertThat(sales.stages())
                .extracting(stage -> stage.id() + " " + stage.probability() + " "
                        + stage.limit().toDays())
                .containsExactly("discovery 20 14", "proposal 50 21", "negotiation 75 14");
        assertThat(sales.stages().get(1).needs())
                .containsExactly(new FieldFilled(PipelineField.AMOUNT), new Present(BuyingRole.CHAMPION));
        assertThat(sales.lost()).containsExactly("price", "no_decision");
        assertThat(sales.quiet()).isEqualTo(Duration.ofDays(10));
        assertThat(sales.decideWithin()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void whoPassesOverAStageNeedsWhatItNeeds() {
        assertThat(read(SALES).needs("negotiation"))
                .extracting(Need::text)
                .containsExactly("amount", "champion", "next_step", "meeting held");
        assertThat(read(SALES).needs("nowhere")).isEmpty();
    }

    @Test
    void aStageIsFoundByItsNameAsOtherSystemsWriteIt() {
        Pipeline sales =
                read(SALES.replace("id: discovery", "id: closed_proposal").replace("id: negotiation", "id: cafe"));

        for (String told : List.of(
                "closed_proposal",
                "Closed - Proposal",
                " CLOSED-PROPOSAL ",
                "ClosedProposal",
                "3. Closed Proposal",
                "Stage 3: closed proposal",
                "03_closed_proposal",
                "Closed proposal (50 %)")) {
            assertThat(sales.named(told)).as(told).isEqualTo(sales.stages().getFirst());
        }
        assertThat(sales.named("Café")).isEqualTo(sales.stage("cafe"));
        for (String told : List.of("", " - ", "3.", "Closed", "Proposals", "Proposal 2", "Assessment")) {
            assertThat(sales.named(told)).as(told).isNull();
        }
    }

    @Test
    void aNameThatTwoStagesShareMeansNeitherUnlessItIsWrittenAsOneOfThem() {
        Pipeline sales = read(SALES.replace("id: discovery", "id: pre_sale").replace("id: negotiation", "id: presale"));

        assertThat(sales.named("Pre Sale")).isNull();
        assertThat(sales.named("presale")).isEqualTo(sales.stages().getLast());
    }

    @Test
    void aDefinitionWithoutPipelinesHasAPlainOne() {
        assertThat(read("").stages())
                .singleElement()
                .satisfies(stage -> assertThat(stage.id()).isEqualTo("open"));
    }

    @Test
    void aNeedThatADealCannotHaveIsRefusedWithWhatWasProbablyMeant() {
        refused("[amount, champion]", "[amounts]", "a deal has no \"amounts\"", "did you mean \"amount\"?");
    }

    @Test
    void aStageThatOpensDealsMustBeOfTheFunnel() {
        refused("opens_at: opportunity", "opens_at: opportunities", "did you mean \"opportunity\"?");
    }

    @Test
    void probabilityDoesNotFallAlongTheWay() {
        refused("probability: 75", "probability: 40", "the probability of negotiation (40) is below");
    }

    @Test
    void everyStageHasAProbabilityAndALimitAndANameOfItsOwn() {
        refused(", probability: 50", "", "has no probability");
        refused("probability: 20, limit: 14d", "probability: 20", "has no limit");
        refused("id: proposal", "id: discovery", "\"discovery\" is used twice");
        refused("id: proposal", "id: won", "that is how a deal ends");
    }

    @Test
    void openedMailAloneOpensNoStage() {
        refused("{happened: meeting_held}", "{happened: email_opened}", "opened mail");
    }
}
