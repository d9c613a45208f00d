package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several texts someone gets. */
class VariantAssignmentTest {

    private static SequenceStep.EmailStep mail(String id, int... weights) {
        List<SequenceStep.Variant> variants = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            variants.add(new SequenceStep.Variant(String.valueOf((char) ('a' + i)), "t" + i, weights[i]));
        }
        return new SequenceStep.EmailStep(id, StepDelay.NONE, variants, Map.of());
    }

    private static double share(SequenceStep.EmailStep mail, String variant, int people) {
        return LongStream.range(1_000, 1_000 + people)
                        .filter(person ->
                                VariantAssignment.variant(person, mail).id().equals(variant))
                        .count()
                / (double) people;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 9", "50, 50", "100, 1"})
    void sharesFollowTheWeights(int one, int other) {
        assertThat(share(mail("s1", one, other), "a", 20_000)).isCloseTo((double) one / (one + other), within(0.015));
    }

    @Test
    void eachOfThreeHasItsShare() {
        SequenceStep.EmailStep mail = mail("s1", 1, 2, 3);

        assertThat(share(mail, "a", 20_000)).isCloseTo(1 / 6.0, within(0.015));
        assertThat(share(mail, "b", 20_000)).isCloseTo(2 / 6.0, within(0.015));
        assertThat(share(mail, "c", 20_000)).isCloseTo(3 / 6.0, within(0.015));
    }

    @Test
    void askedAgainTheSamePersonGetsTheSameText() {
        SequenceStep.EmailStep mail = mail("s1", 2, 3);

        for (long enrolment = 0; enrolment < 500; enrolment++) {
            assertThat(VariantAssignment.variant(enrolment, mail))
                    .isEqualTo(VariantAssignment.variant(enrolment, mail));
        }
    }

    @Test
    void whoGotTheOneInOneStepMayGetTheOtherInTheNext() {
        SequenceStep.EmailStep first = mail("s1", 1, 1);
        SequenceStep.EmailStep second = mail("s2", 1, 1);
        long same = LongStream.range(0, 4_000)
                .filter(person -> VariantAssignment.variant(person, first)
                        .id()
                        .equals(VariantAssignment.variant(person, second).id()))
                .count();

        assertThat(same / 4_000.0).isCloseTo(0.5, within(0.06));
    }

    @Test
    void ofOneTextEveryoneGetsThatOne() {
        assertThat(share(mail("s1", 7), "a", 100)).isEqualTo(1);
    }
}
