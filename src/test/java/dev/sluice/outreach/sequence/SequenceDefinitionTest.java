package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition.FollowUp;
import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.sequence.SequenceDefinition.SequenceExit;
import dev.sluice.platform.BadInput;
import dev.sluice.template.Slug;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sequence as it is written: what may be left out, what is refused, and what starts it. */
class SequenceDefinitionTest {

    @Test
    void aTitleIsEnough() {
        SequenceDefinition plan = SequenceDefinition.read(Map.of("title", " Welcome "));

        assertThat(plan.title()).isEqualTo("Welcome");
        assertThat(plan.purpose()).isEmpty();
        assertThat(plan.priority()).isEqualTo(50);
        assertThat(plan.window()).isEqualTo(SendWindow.USUAL);
        assertThat(plan.exits())
                .containsExactlyInAnyOrder(
                        SequenceExit.REPLY,
                        SequenceExit.MEETING,
                        SequenceExit.DISQUALIFIED,
                        SequenceExit.WON,
                        SequenceExit.LOST);
        assertThat(plan.steps().list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-3, 0", "0, 0", "70, 70", "100, 100", "101, 100"})
    void aPriorityLiesBetweenZeroAndAHundred(int written, int priority) {
        assertThat(SequenceDefinition.read(Map.of("title", "x", "priority", written))
                        .priority())
                .isEqualTo(priority);
    }

    @Test
    void anEmptyListOfExitsMeansNone() {
        assertThat(SequenceDefinition.read(Map.of("title", "x", "exits", List.of()))
                        .exits())
                .isEmpty();
        assertThat(SequenceDefinition.read(Map.of("title", "x", "exits", List.of("stage", "reply")))
                        .exits())
                .containsExactlyInAnyOrder(SequenceExit.STAGE, SequenceExit.REPLY);
    }

    @Test
    void whatIsWrittenIsWhatWasRead() {
        SequenceDefinition plan = SequenceDefinition.read(Map.of(
                "title",
                "Welcome",
                "purpose",
                "To say hello",
                "priority",
                80,
                "window",
                Map.of("days", List.of("sunday", "monday"), "from", "07:00", "to", "00:00"),
                "exits",
                List.of("won"),
                "steps",
                List.of(Map.of("kind", "mail", "template", "hello", "after", "1d"))));

        assertThat(plan.window().days()).containsExactlyInAnyOrder(DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
        assertThat(plan.window().to()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(SequenceDefinition.read(plan.asJson())).isEqualTo(plan);
        assertThat(plan.asJson().keySet()).containsExactly("title", "purpose", "priority", "window", "exits", "steps");
        assertThat(plan.with(new SequenceSteps(List.of())).steps().list()).isEmpty();
    }

    @Test
    void whatCannotBeIsRefusedWithItsField() {
        refused(Map.of(), "title", "Give the sequence a title of at most 100 characters.");
        refused(Map.of("title", "x".repeat(101)), "title", "Give the sequence a title of at most 100 characters.");
        refused(
                Map.of("title", "x", "exits", List.of("boredom")),
                "exits",
                "Name exits as reply, meeting, stage, disqualified, won or lost; \"boredom\" is none.");
        refused(
                Map.of("title", "x", "window", Map.of("from", "08:00", "to", "18:00")),
                "days",
                "Choose at least one day on which mail may go.");
    }

    private static void refused(Map<String, Object> json, String field, String sentence) {
        assertThatThrownBy(() -> SequenceDefinition.read(json))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults()).containsExactly(new BadInput.FieldError(field, sentence)));
    }

    @ParameterizedTest
    @CsvSource({
        "lead, somebody enters Lead",
        "mql, somebody enters MQL",
        "flag/warm, the flag warm is raised",
        "lost, somebody is lost"
    })
    void theStartOfASequenceIsDescribedInWords(String on, String words) {
        assertThat(StartConditionText.of(new FollowUp(on, new Criterion.All(List.of()), "five-mails", 1)))
                .isEqualTo(words);
        assertThat(StartConditionText.of(new FollowUp(on, new Criterion.In("country", List.of("GB")), "five-mails", 1)))
                .isEqualTo(words + " and country is GB");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A first mail!           | a-first-mail
            '  Thanks & next step ' | thanks-next-step
            Größe                   | gr-e
            ---                     | ''
            2026: a year            | 2026-a-year
            """)
    void aTitleBecomesAName(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
        assertThat(Slug.good(slug)).isEqualTo(!slug.isEmpty());
    }

    @Test
    void aNameHasAtMostSixtyCharacters() {
        assertThat(Slug.of("x".repeat(90))).hasSize(60);
        assertThat(Slug.good("x".repeat(60))).isTrue();
        assertThat(Slug.good("x".repeat(61))).isFalse();
        assertThat(Slug.good("-x")).isFalse();
        assertThat(Slug.good("X")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"active, true, why", "paused, true, why", "done, false, Came to its end", "stopped, false, why"})
    void someoneInASequenceIsThereWhileItIsActiveOrPaused(String state, boolean open, String ending) {
        Enrolment enrolment = new Enrolment(
                12, "five-mails", 5, 1, state, "why", "s2", Instant.EPOCH, "", 50, null, null, "", Instant.EPOCH, null);

        assertThat(enrolment.open()).isEqualTo(open);
        assertThat(enrolment.ending()).isEqualTo(ending);
        assertThat(enrolment.key("s2", "b")).isEqualTo("sequence/five-mails/12/s2/b");
    }
}
