package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.form.FormDefinition.FormField;
import dev.sluice.form.FormDefinition.Type;
import dev.sluice.form.builder.DefaultForm;
import dev.sluice.form.hosted.FormSubmission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One answer of each type, the consent box, and how one submission differs from another. */
class SubmissionTest {
    private static FormDefinition form(FormDefinition.@Nullable ConsentBox consent, FormField... fields) {
        FormDefinition plain = DefaultForm.definition(null);
        return new FormDefinition(
                plain.headline(),
                plain.text(),
                plain.button(),
                plain.thanks(),
                null,
                plain.accent(),
                "",
                "",
                null,
                plain.remember(),
                consent,
                List.of(fields),
                true);
    }

    private static FormField field(Type type, boolean required) {
        return new FormField("answer", "Question", type, required, List.of("small", "big"));
    }

    private static FormSubmission answer(Type type, @Nullable String text) {
        Map<String, String> posted = new HashMap<>();
        if (text != null) {
            posted.put("answer", text);
        }
        return FormSubmission.read(form(null, field(type, false)), posted::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | 12",
                "1,200 | 1200",
                "1 200 | 1200",
                "1'200 | 1200",
                "1,200,000 | 1200000",
                "12.5 | 12.5",
                "12,5 | 12.5",
                "-3 | -3",
                "007 | 7",
                "0 | 0",
                "999999999999999 | 999999999999999",
                "12 people | 12",
                ".5 | 0.5",
                "5. | 5",
                "1.234.567,8 | 1234567.8",
            })
    void aNumberIsReadAsPeopleWriteIt(String text, double number) {
        assertThat(answer(Type.NUMBER, text).traits()).isEqualTo(Map.of("answer", number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3,4", "many", "+5", "٣", "1_000", "1e3"})
    void whatIsNoNumberIsNamed(String text) {
        FormSubmission asked = FormSubmission.read(form(null, field(Type.NUMBER, true)), Map.of("answer", text)::get);
        assertThat(asked.errors()).containsOnlyKeys("answer");
        assertThat(asked.traits()).isEmpty();
        assertThat(asked.typed()).containsEntry("answer", text);

        FormSubmission offered = answer(Type.NUMBER, text);
        assertThat(offered.errors()).isEmpty();
        assertThat(offered.traits()).containsEntry("answer", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 20 7946 0018", "020/7946-0018", "020 7946 0018 ext 12", "12345", "+1 (415) 555-0100"})
    void aPhoneNumberIsTakenAsItWasTyped(String text) {
        assertThat(answer(Type.PHONE, text).traits()).isEqualTo(Map.of("answer", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "call me", "++44", "020 7946 0018 <b>", "x"})
    void whatIsNoPhoneNumberIsNamed(String text) {
        assertThat(answer(Type.PHONE, text).errors()).containsOnlyKeys("answer");
    }

    @Test
    void aPhoneNumberHasAtMostFortyCharacters() {
        assertThat(answer(Type.PHONE, "0".repeat(40)).errors()).isEmpty();
        assertThat(answer(Type.PHONE, "0".repeat(41)).errors()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GB, true", "US, true", "DE, true", "gb, false", "United Kingdom, false", "XX, false"})
    void aCountryIsOneOfTheListByItsCode(String text, boolean good) {
        assertThat(answer(Type.COUNTRY, text).errors().isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "no, false"})
    void yesAndNoAreTrueAndFalse(String text, boolean value) {
        assertThat(answer(Type.YES_NO, text).traits()).isEqualTo(Map.of("answer", value));
    }

    @ParameterizedTest
    @CsvSource({"YES_NO, YES", "YES_NO, true", "SELECT, Big", "SELECT, huge", "EMAIL, ann@", "EMAIL, a@b@c.test"})
    void anAnswerThatWasNotOfferedIsNamed(Type type, String text) {
        assertThat(answer(type, text).errors()).containsOnlyKeys("answer");
        assertThat(answer(type, text).traits()).isEmpty();
    }

    @Test
    void anAddressIsKeptAsItWasTyped() {
        assertThat(answer(Type.EMAIL, " Ann@Harbour.test ").traits()).isEqualTo(Map.of("answer", "Ann@Harbour.test"));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void anAnswerThatIsNotRequiredMayBeAbsentOrBlank(Type type) {
        for (String blank : new String[] {null, "", "  ", "\t\r\n"}) {
            assertThat(answer(type, blank).errors()).isEmpty();
            assertThat(answer(type, blank).traits()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void aRequiredAnswerThatIsMissingIsNamedWithItsQuestion(Type type) {
        FormSubmission answers = FormSubmission.read(form(null, field(type, true)), name -> " ");
        assertThat(answers.errors()).containsOnlyKeys("answer");
        assertThat(answers.errors().get("answer")).contains("Question");
    }

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            names = {"TEXT", "LONG_TEXT"})
    void textHasItsLimit(Type type) {
        assertThat(answer(type, "x".repeat(type.maxLength())).errors()).isEmpty();
        FormSubmission tooLong = answer(type, "x".repeat(type.maxLength() + 1));
        assertThat(tooLong.errors()).containsOnlyKeys("answer");
        assertThat(tooLong.typed().get("answer")).hasSize(type.maxLength());
    }

    @Test
    void lineEndsStayInLongTextAloneAndInOneSpelling() {
        assertThat(answer(Type.LONG_TEXT, "a\r\nb\rc\n").typed()).containsEntry("answer", "a\nb\nc");
        assertThat(answer(Type.TEXT, "a\r\nb").typed().get("answer")).doesNotContain("\n", "\r");
    }

    @Test
    void aConsentThatIsRequiredMustBeTicked() {
        FormDefinition form = form(new FormDefinition.ConsentBox("Write to me.", true));
        assertThat(FormSubmission.read(form, name -> null).errors()).containsOnlyKeys("consent");
        FormSubmission ticked = FormSubmission.read(form, Map.of("consent", "on")::get);
        assertThat(ticked.errors()).isEmpty();
        assertThat(ticked.consented()).isTrue();
    }

    @Test
    void aConsentThatIsNotAskedForCannotBeGiven() {
        assertThat(FormSubmission.read(form(null), Map.of("consent", "on")::get).consented())
                .isFalse();
    }

    @Test
    void whatTheFormDoesNotAskIsNotLookedAt() {
        FormSubmission answers = FormSubmission.read(form(null, field(Type.TEXT, false)), name -> "x");
        assertThat(answers.traits()).isEqualTo(Map.of("answer", "x"));
        assertThat(answers.email()).isNull();
    }

    @Test
    void theDigestDiffersWithTheAnswers() {
        FormDefinition form = form(
                null,
                new FormField("a", "A", Type.TEXT, false, List.of()),
                new FormField("b", "B", Type.TEXT, false, List.of()));
        byte[] one = FormSubmission.read(form, Map.of("a", "x", "b", "y")::get).digest();
        assertThat(FormSubmission.read(form, Map.of("b", "y", "a", " x ")::get).digest())
                .isEqualTo(one);
        assertThat(FormSubmission.read(form, Map.of("a", "y", "b", "x")::get).digest())
                .isNotEqualTo(one);
        assertThat(FormSubmission.read(form, Map.of("a", "xb=1:y", "b", "")::get)
                        .digest())
                .isNotEqualTo(one);
    }
}
