package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps as callers write them: what is read, what it means where something is left out, and what is refused. */
class StepReaderTest {

    private static SequenceSteps read(String json, String... had) {
        return StepReader.read(Json.array(json), Set.of(had));
    }

    private static void refused(String json, String field, String sentence) {
        assertThatThrownBy(() -> read(json)).as(json).isInstanceOfSatisfying(BadInput.class, bad -> {
            assertThat(bad.faults().getFirst().field()).isEqualTo(field);
            assertThat(bad.faults().getFirst().sentence()).contains(sentence);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["mail"]                                                    | steps[0]             | Give a step as an object with its kind.
            [{"template": "x"}]                                         | steps[0].kind        | Say mail, task, wait or branch.
            [{"kind": "fax"}]                                           | steps[0].kind        | Say mail, task, wait or branch.
            [{"kind": "wait"}, {"kind": "wait", "after": "soon"}]       | steps[1].after       | Write a delay such as 30m
            [{"kind": "mail"}]                                          | steps[0].template    | Name a template
            [{"kind": "mail", "template": "No Slug"}]                   | steps[0].template    | Name a template
            [{"kind": "mail", "variants": []}]                          | steps[0].template    | Name the template of the mail.
            [{"kind": "mail", "variants": [{"template": "a"}, {}]}]     | steps[0].variants[1].template | Name a template
            [{"kind": "mail", "template": "a", "by_stage": {"mql": "B C"}}] | steps[0].by_stage.mql | Name a template
            [{"kind": "task", "task": "sing", "what": "x"}]             | steps[0].task        | Say one of call, mail, meeting, review, respond, other.
            [{"kind": "task", "task": "call", "what": "  "}]            | steps[0].what        | Say in 1 to 200 characters
            [{"kind": "branch"}]                                        | steps[0].when        | Write a criterion as in a definition
            [{"kind": "branch", "when": "x", "then": "y"}]              | steps[0].then        | Give a list of steps.
            [{"kind": "branch", "when": "x", "otherwise": [{"kind": ""}]}] | steps[0].otherwise[0].kind | Say mail, task, wait or branch.
            [{"kind": "wait", "id": "A"}]                               | steps[0].id          | An id is of small letters and digits
            [{"kind": "wait", "id": "a"}, {"kind": "wait", "id": "a"}]  | steps[1].id          | stands for one step
            """)
    void aFaultNamesItsPlaceAndTheRemedy(String json, String field, String sentence) {
        refused(json, field, sentence);
    }

    @Test
    void whatIsToBeDoneHasALimit() {
        String what = "x".repeat(201);

        refused("[{\"kind\": \"task\", \"task\": \"call\", \"what\": \"" + what + "\"}]", "steps[0].what", "1 to 200");
    }

    @Test
    void aSequenceHasAtMostSixtySteps() {
        String many = "[" + "{\"kind\": \"wait\"}, ".repeat(59) + "{\"kind\": \"wait\"}]";

        assertThat(read(many).list()).hasSize(60);
        refused(many.replaceFirst("\\[", "[{\"kind\": \"wait\"}, "), "steps", "at most 60 steps");
    }

    private static String nested(int deep) {
        return deep == 0
                ? "[{\"kind\": \"wait\"}]"
                : "[{\"kind\": \"branch\", \"when\": \"x\", \"then\": " + nested(deep - 1) + "}]";
    }

    @Test
    void branchesStandAtMostThreeDeep() {
        assertThat(read(nested(3)).all()).hasSize(4);
        refused(nested(4), "steps[0].then[0].then[0].then[0].then", "at most 3 deep");
    }

    @Test
    void noListIsNoSteps() {
        assertThat(StepReader.read(null).list()).isEmpty();
        assertThat(StepReader.read(List.of()).first()).isEmpty();
        assertThatThrownBy(() -> StepReader.read("mail")).hasMessage("Give a list of steps.");
    }

    @Test
    void aStepWithoutADelayComesAtOnceAndOneWithoutAnIdGetsOne() {
        SequenceSteps steps =
                read("[{\"kind\": \"wait\"}, {\"kind\": \"wait\", \"id\": \"s2\"}, {\"kind\": \"wait\"}]");

        assertThat(steps.list()).extracting(SequenceStep::id).containsExactly("s1", "s2", "s3");
        assertThat(steps.list()).extracting(SequenceStep::after).containsOnly(StepDelay.NONE);
    }

    @Test
    void anIdThatWasEverUsedIsNotGivenToANewStep() {
        SequenceSteps steps = read("[{\"kind\": \"wait\"}, {\"kind\": \"wait\", \"id\": \"s2\"}]", "s1", "s2", "s3");

        assertThat(steps.list()).extracting(SequenceStep::id).containsExactly("s4", "s2");
    }

    @Test
    void aStepThatTheSequenceNeverHadMayNotChooseItsId() {
        assertThatThrownBy(() -> read("[{\"kind\": \"wait\", \"id\": \"mine\"}]", "s1"))
                .hasMessage("This sequence has no step mine; leave the id of a new step out.");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-5, 1", "7, 7", "1000, 100", "2.9, 2"})
    void aWeightLiesBetweenOneAndAHundred(String written, int weight) {
        SequenceStep.EmailStep mail = read("[{\"kind\": \"mail\", \"variants\": [{\"template\": \"a\", \"weight\": "
                        + written + "}]}]")
                .emails()
                .getFirst();

        assertThat(mail.variants().getFirst().weight()).isEqualTo(weight);
    }

    @Test
    void variantsAreLetteredAndAtMostSix() {
        String one = "{\"template\": \"t\"}";
        SequenceStep.EmailStep mail = read("[{\"kind\": \"mail\", \"variants\": [" + (one + ", ").repeat(7) + one
                        + "]}]")
                .emails()
                .getFirst();

        assertThat(mail.variants()).extracting(SequenceStep.Variant::id).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": \"a\", \"after\": \"2h\", \"kind\": \"mail\", \"template\": \"t\", \"by_stage\": {\"mql\": \"u\"}}]",
                "[{\"id\": \"a\", \"after\": \"0m\", \"kind\": \"task\", \"task\": \"call\", \"what\": \"Call them\"}]",
                "[{\"id\": \"a\", \"after\": \"3wd\", \"kind\": \"wait\"}]",
                "[{\"id\": \"a\", \"after\": \"1d\", \"kind\": \"branch\", \"when\": \"{identified: true}\", "
                        + "\"then\": [{\"id\": \"b\", \"after\": \"0m\", \"kind\": \"wait\"}], \"otherwise\": []}]"
            })
    void whatIsWrittenIsWhatWasRead(String json) {
        assertThat(StepWriter.write(read(json).list())).isEqualTo(Json.array(json));
    }

    @Test
    void mailsAreFoundWhereverTheyStand() {
        SequenceSteps steps = read("""
                [{"kind": "mail", "template": "a"},
                 {"kind": "branch", "when": "x", "then": [{"kind": "mail", "template": "b"}],
                  "otherwise": [{"kind": "branch", "when": "y", "then": [{"kind": "mail", "template": "c"}]}]}]""");

        assertThat(steps.emails())
                .extracting(mail -> mail.variants().getFirst().template())
                .containsExactly("a", "b", "c");
        assertThat(steps.all())
                .extracting(placed -> placed.depth() + placed.side())
                .containsExactly("0", "0", "1yes", "1no", "2yes");
    }

    @Test
    void aStepIsPutBehindAnotherOrIntoOneOfTheWaysOfABranch() {
        SequenceSteps steps =
                read("[{\"id\": \"a\", \"kind\": \"wait\"}, {\"id\": \"b\", \"kind\": \"branch\", \"when\": \"x\"}]");
        SequenceStep fresh = new SequenceStep.Wait("n", StepDelay.NONE);

        assertThat(ids(StepEdits.put(steps, "", fresh))).containsExactly("n", "a", "b");
        assertThat(ids(StepEdits.put(steps, "a", fresh))).containsExactly("a", "n", "b");
        assertThat(ids(StepEdits.put(steps, "b/then", fresh))).containsExactly("a", "b", "n");
        assertThat(StepEdits.put(steps, "b/otherwise", fresh).next("b", false)).contains(fresh);
        assertThat(StepEdits.put(steps, "a/then", fresh))
                .as("a wait has no ways")
                .isEqualTo(steps);
        assertThat(StepEdits.put(steps, "gone", fresh)).isEqualTo(steps);
    }

    @Test
    void theFirstStepMovesNoEarlierAndTheLastNoLater() {
        SequenceSteps steps = read("[{\"id\": \"a\", \"kind\": \"wait\"}, {\"id\": \"b\", \"kind\": \"wait\"}]");

        assertThat(ids(StepEdits.move(steps, "b", true))).containsExactly("b", "a");
        assertThat(ids(StepEdits.move(steps, "a", false))).containsExactly("b", "a");
        assertThat(StepEdits.move(steps, "a", true)).isEqualTo(steps);
        assertThat(StepEdits.move(steps, "b", false)).isEqualTo(steps);
    }

    private static List<String> ids(SequenceSteps steps) {
        return steps.all().stream().map(placed -> placed.step().id()).toList();
    }

    @Test
    void aTaskReadFromAMapIsTheSameAsFromJson() {
        SequenceSteps fromMap = StepReader.read(List.of(Map.of("kind", "task", "task", "review", "what", " Look ")));

        assertThat(fromMap.list()).containsExactly(new SequenceStep.TaskStep("s1", StepDelay.NONE, "review", "Look"));
    }
}
