package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the values of traits are compared, whatever type they come in. */
class TraitValuesTest {

    @ParameterizedTest
    @CsvSource({"50, true", "49.9, false", "' 50 ', true", "5e1, true", "many, false", "'', false", "1e999, true"})
    void aNumberWrittenAsTextIsANumber(String written, boolean passes) {
        assertThat(TraitValues.test(new Criterion.AtLeast("company_size", 50), written))
                .isEqualTo(passes);
    }

    @Test
    void whatIsNoNumberIsNeitherAboveNorBelowAnything() {
        assertThat(TraitValues.test(new Criterion.AtLeast("company_size", -1e9), "unknown"))
                .isFalse();
        assertThat(TraitValues.test(new Criterion.AtMost("company_size", 1e9), "unknown"))
                .isFalse();
        assertThat(TraitValues.test(new Criterion.Between("company_size", -1e9, 1e9), "unknown"))
                .isFalse();
    }

    @Test
    void bothLimitsBelongToWhatLiesBetween() {
        Criterion.Between between = new Criterion.Between("company_size", 50, 500);

        assertThat(TraitValues.test(between, 50.0)).isTrue();
        assertThat(TraitValues.test(between, 500.0)).isTrue();
        assertThat(TraitValues.test(between, 49.99)).isFalse();
        assertThat(TraitValues.test(between, 500.01)).isFalse();
    }

    @Test
    void ofAListOneValueIsEnoughAndForNoneOfEachMustDiffer() {
        List<String> wanted = List.of("owner", "CFO");

        assertThat(TraitValues.test(new Criterion.In("role", wanted), List.of("clerk", "cfo")))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.In("role", wanted), List.of("clerk")))
                .isFalse();
        assertThat(TraitValues.test(new Criterion.NotIn("role", wanted), List.of("clerk", "cfo")))
                .isFalse();
        assertThat(TraitValues.test(new Criterion.NotIn("role", wanted), List.of()))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.Matches("role", "*fo"), List.of("clerk", "CFO")))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.Matches("role", "*fo"), List.of()))
                .isFalse();
    }

    @Test
    void aHoleInAListIsPassedOver() {
        List<Object> holed = new ArrayList<>(Arrays.asList(null, "owner"));

        assertThat(TraitValues.test(new Criterion.In("role", List.of("owner")), holed))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.Matches("role", "own*"), holed))
                .isTrue();
    }

    @Test
    void yesAndNoMayComeAsText() {
        assertThat(TraitValues.test(new Criterion.IsFreeMail(true), "TRUE")).isTrue();
        assertThat(TraitValues.test(new Criterion.IsFreeMail(true), "yes")).isFalse();
        assertThat(TraitValues.test(new Criterion.HasOwner(false), "false")).isTrue();
        assertThat(TraitValues.test(new Criterion.Is("decision_maker", true), "true"))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.Is("decision_maker", true), false))
                .isFalse();
    }

    @Test
    void aNumberIsTheSameInWordsAndInFigures() {
        assertThat(TraitValues.test(new Criterion.Is("company_size", 50.0), "50"))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.Is("company_size", 50.0), 50.0))
                .isTrue();
        assertThat(TraitValues.test(new Criterion.Is("company_size", 50.0), 51.0))
                .isFalse();
        assertThat(TraitValues.test(new Criterion.In("company_size", List.of("50")), 50.0))
                .isTrue();
    }

    @Test
    void valuesArePrintedAsPeopleWriteThem() {
        assertThat(TraitValues.text(null)).isEmpty();
        assertThat(TraitValues.text(50.0)).isEqualTo("50");
        assertThat(TraitValues.text(49.25)).isIn("49.2", "49.3");
        assertThat(TraitValues.text(-0.5)).isEqualTo("-0.5");
        assertThat(TraitValues.text(true)).isEqualTo("true");
        assertThat(TraitValues.text("  owner ")).isEqualTo("owner");
        assertThat(TraitValues.text(List.of("a", 2.0, true))).isEqualTo("a, 2, true");
    }

    @Test
    void textAndListsAreKeptUpToALength() {
        assertThat(TraitValues.bounded("x".repeat(201))).isEqualTo("x".repeat(200));
        assertThat(TraitValues.bounded("  x  ")).isEqualTo("x");
        assertThat(TraitValues.bounded(java.util.Collections.nCopies(51, "y")))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(50);
        assertThat(TraitValues.bounded(7)).isEqualTo(7.0);
        assertThat(TraitValues.bounded(7L)).isEqualTo(7.0);
        assertThat(TraitValues.bounded(false)).isEqualTo(false);
        assertThat(TraitValues.bounded(null)).isNull();
    }
}
