package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The way through a sequence, and what edits do to those who are on it. */
class SequenceStepsTest {
    private static final SequenceSteps STEPS = steps("""
            [{"id": "a", "kind": "mail", "template": "one"},
             {"id": "b", "kind": "branch", "after": "2d", "when": "{identified: true}",
              "then": [{"id": "b1", "kind": "mail", "template": "two"}, {"id": "b2", "kind": "wait", "after": "1d"}],
              "otherwise": [{"id": "c1", "kind": "task", "task": "call", "what": "Call"}]},
             {"id": "d", "kind": "mail", "after": "1wd", "variants": [{"template": "x"}, {"template": "y", "weight": 3}]}]""");

    private static SequenceSteps steps(String json) {
        return StepReader.read(Json.array(json));
    }

    private static List<String> walk(SequenceSteps steps, boolean yes) {
        List<String> ids = new ArrayList<>();
        SequenceStep step = steps.first().orElse(null);
        while (step != null) {
            ids.add(step.id());
            step = steps.next(step.id(), yes).orElse(null);
        }
        return ids;
    }

    @Test
    void aBranchGoesOneOfTwoWaysAndBothMeetAgain() {
        assertThat(walk(STEPS, true)).containsExactly("a", "b", "b1", "b2", "d");
        assertThat(walk(STEPS, false)).containsExactly("a", "b", "c1", "d");
    }

    @Test
    void stepsAreReadBackAsTheyWereWritten() {
        assertThat(StepReader.read(StepWriter.write(STEPS.list()))).isEqualTo(STEPS);
    }

    @Test
    void whoStandsBeforeARemovedStepGoesOnWithTheNextThatIsLeft() {
        SequenceSteps without = StepEdits.remove(STEPS, "b1");

        assertThat(walk(without, true)).containsExactly("a", "b", "b2", "d");
        assertThat(without.resume(STEPS, "b1").orElseThrow().id()).isEqualTo("b2");
        assertThat(StepEdits.remove(STEPS, "b")
                        .resume(STEPS, "c1")
                        .orElseThrow()
                        .id())
                .isEqualTo("d");
        assertThat(StepEdits.remove(STEPS, "d").resume(STEPS, "d")).isEmpty();
    }

    @Test
    void stepsArePutInMovedAndChangedWhereverTheyStand() {
        SequenceStep fresh = new SequenceStep.Wait("w", new StepDelay(1, StepDelay.DelayUnit.DAYS));

        assertThat(walk(StepEdits.put(STEPS, "", fresh), false)).startsWith("w", "a");
        assertThat(walk(StepEdits.put(STEPS, "b1", fresh), true)).containsExactly("a", "b", "b1", "w", "b2", "d");
        assertThat(walk(StepEdits.put(STEPS, "b/otherwise", fresh), false)).containsExactly("a", "b", "w", "c1", "d");
        assertThat(walk(StepEdits.move(STEPS, "b2", true), true)).containsExactly("a", "b", "b2", "b1", "d");
        assertThat(StepEdits.change(
                                STEPS,
                                new SequenceStep.Branch(
                                        "b", StepDelay.NONE, "{fit: {at_least: 1}}", List.of(), List.of()))
                        .all())
                .hasSize(STEPS.all().size());
    }

    @Test
    void faultsNameTheirPlace() {
        assertThatThrownBy(() -> steps("[{\"kind\": \"mail\", \"template\": \"a\"}, {\"kind\": \"fax\"}]"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().field()).isEqualTo("steps[1].kind"));
        assertThatThrownBy(() -> steps("[{\"kind\": \"mail\", \"after\": \"soon\", \"template\": \"a\"}]"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().field()).isEqualTo("steps[0].after"));
        assertThatThrownBy(() -> SequenceDefinition.read(Map.of("title", "x", "exits", List.of("rain"))))
                .hasMessageContaining("rain");
    }

    @Test
    void variantsAreDrawnByWeightAndTheSameOneEveryTime() {
        SequenceStep.EmailStep mail = (SequenceStep.EmailStep) STEPS.find("d").orElseThrow();
        long second = IntStream.range(0, 10_000)
                .filter(i -> VariantAssignment.variant(i, mail).template().equals("y"))
                .count();

        assertThat(second).isBetween(7_300L, 7_700L);
        assertThat(VariantAssignment.variant(42, mail)).isEqualTo(VariantAssignment.variant(42, mail));
    }
}
