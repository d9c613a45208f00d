package dev.sluice.outreach.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceStep.EmailStep;
import dev.sluice.outreach.sequence.SequenceStep.TaskStep;
import dev.sluice.outreach.sequence.SequenceStep.Variant;
import dev.sluice.platform.BadInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form of a step. */
class StepFormTest {
    @Test
    void aTaskIsReadWithItsDelay() {
        SequenceStep step = StepForm.read(
                Map.of("kind", "task", "amount", "2", "unit", "wd", "task", "call", "what", "Call them"), "s1", null);

        assertThat(step).isInstanceOf(TaskStep.class);
        assertThat(step.id()).isEqualTo("s1");
        assertThat(step.after().text()).isEqualTo("2 working days later");
    }

    @Test
    void variantsKeepTheWeightsTheyHad() {
        EmailStep before = (EmailStep) StepForm.read(Map.of("kind", "mail", "template", "first"), "s1", null);
        EmailStep weighted = new EmailStep("s1", before.after(), List.of(new Variant("a", "first", 7)), Map.of());

        EmailStep after = (EmailStep)
                StepForm.read(Map.of("kind", "mail", "template", "first", "template_b", "second"), "s1", weighted);

        assertThat(after.variants()).containsExactly(new Variant("a", "first", 7), new Variant("b", "second", 1));
    }

    @Test
    void templatesByStageAreReadOneALine() {
        EmailStep step = (EmailStep) StepForm.read(
                Map.of("kind", "mail", "template", "first", "by_stage", "mql = short\n\nsql: long"), "s1", null);

        assertThat(step.byStage()).isEqualTo(Map.of("mql", "short", "sql", "long"));
    }

    @Test
    void aLineWithoutATemplateIsRefused() {
        assertThatThrownBy(
                        () -> StepForm.read(Map.of("kind", "mail", "template", "first", "by_stage", "mql"), "s1", null))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Write a stage and a template a line");
    }
}
