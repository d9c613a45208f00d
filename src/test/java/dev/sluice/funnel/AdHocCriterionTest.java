package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.funnel.text.AdHocCriterion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A criterion that someone writes is asked of people as the definition's own are. */
class AdHocCriterionTest {
    private static final Definition BASE = Life.read(Life.readyMade("managed-it"));

    private static AdHocCriterion ask(Definition base, String written) {
        return AdHocCriterion.of(base, written);
    }

    private static Life under(AdHocCriterion question) {
        return Life.under(question.definition())
                .says(Map.of("email", "kim@acme.example", "role", "director", "country", "GB"))
                .does("page_viewed", "/pricing")
                .does("page_viewed", "/docs/start")
                .does("email_opened", "welcome")
                .does("email_opened", "welcome");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {country: GB}                                       | true
            {country: {not_in: [GB]}}                           | false
            {country: United Kingdom}                           | true
            {country: {in: [Germany, UK]}}                      | true
            {country: {not_in: [Germany]}}                      | true
            {role_level: {in: [director]}}                      | true
            {role_function: general}                            | true
            {happened: {page_viewed: /docs*}}                   | true
            {happened: {page_viewed: /docs*, times: 2}}         | false
            {happened: meeting_booked}                          | false
            {fit: {at_least: 15}}                               | true
            {fit: {at_least: 16}}                               | false
            {engagement: {at_least: 9}}                         | true
            {engagement: {at_least: 11}}                        | false
            {flagged: warm}                                     | true
            {in_stage: [lead]}                                  | true
            {reached: mql}                                      | false
            {all: [{country: GB}, {none: [{role: owner}]}]}     | true
            """)
    void whatHoldsOfAPersonIsAnswered(String written, boolean holds) {
        AdHocCriterion question = ask(BASE, written);
        Life kim = under(question);

        assertThat(question.holds(kim.standing, kim.now)).isEqualTo(holds);
    }

    @Test
    void aWindowIsSeenFromTheInstantOfTheQuestion() {
        AdHocCriterion question = ask(BASE, "{happened: {page_viewed: /docs*, within: 7d}}");
        Life kim = under(question);

        assertThat(question.holds(kim.standing, kim.now + 6 * Crowd.DAY)).isTrue();
        assertThat(question.holds(kim.standing, kim.now + 8 * Crowd.DAY)).isFalse();
    }

    @Test
    void aCriterionOfTheDefinitionCanBeAskedToo() {
        Criterion gate = BASE.stages().get(1).enter();
        AdHocCriterion question = AdHocCriterion.of(BASE, gate);
        Life kim = under(question).says(Map.of("company_size", 60.0)).does("demo_requested");

        assertThat(question.holds(kim.standing, kim.now)).isTrue();
        assertThat(question.holds(under(question).standing, kim.now)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {countri: GB}        | did you mean "country"?
            {happened: waved}    | no signal kind "waved" is known
            {reached: mq}        | did you mean "mql"?
            {flagged: cold}      | there is no flag "cold"
            just words           | expected a criterion
            [a                   | this is not YAML
            ''                   | the text is empty
            """)
    void aQuestionThatCannotBeReadSaysWhatWasExpected(String written, String reason) {
        assertThatThrownBy(() -> ask(BASE, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aPersonFoldedUnderTheDefinitionItselfCannotBeAsked() {
        AdHocCriterion question = ask(BASE, "{happened: {page_viewed: /docs*}}");
        Life kim = Life.under(BASE).does("page_viewed", "/docs/start");

        assertThatThrownBy(() -> question.holds(kim.standing, kim.now)).hasMessageContaining("fold the person again");
    }

    @Test
    void namesThatTheDefinitionDeclaresMayBeAskedAbout() {
        Definition sound = Life.read(SoundDefinition.TEXT);
        AdHocCriterion question = ask(sound, "{seats: {at_least: 5}, happened: trial_started}");
        Life kim = Life.under(question.definition()).says(Map.of("seats", 6.0));

        assertThat(question.holds(kim.standing, kim.now)).isFalse();
        kim.does("trial_started");
        assertThat(question.holds(kim.standing, kim.now)).isTrue();
    }
}
