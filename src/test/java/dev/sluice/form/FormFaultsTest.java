package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.form.FormDefinition.Type;
import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form may not be. */
class FormFaultsTest {
    private static final Map<String, Object> EMAIL = FormTest.field("email", "Work e-mail", true);

    private static Map<String, Object> form(Map<String, Object> more) {
        Map<String, Object> json = new HashMap<>(Map.of("headline", "Audit", "fields", List.of(EMAIL)));
        json.putAll(more);
        return json;
    }

    private static List<String> faults(Map<String, Object> more) {
        return FormReader.draft(form(more)).errors().stream()
                .map(BadInput.FieldError::field)
                .toList();
    }

    private static Map<String, Object> own(String type, Object options) {
        return Map.of("trait", "budget", "label", "Budget", "type", type, "options", options);
    }

    private static Type typeOf(Map<String, Object> field) {
        return FormReader.draft(form(Map.of("fields", List.of(EMAIL, field))))
                .definition()
                .fields()
                .getLast()
                .type();
    }

    @Test
    void aFormOfAHeadlineAndAnAddressIsOne() {
        assertThat(faults(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "headline, 200",
        "text, 2000",
        "button, 60",
        "thanks, 2000",
        "source, 100",
        "problem, 200",
    })
    void everyTextHasItsLimit(String name, int longest) {
        assertThat(faults(Map.of(name, "x".repeat(longest)))).isEmpty();
        assertThat(faults(Map.of(name, "x".repeat(longest + 1)))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"headline", "text", "button", "thanks", "redirect", "accent", "source", "remember"})
    void aTextThatIsNoneIsNamed(String name) {
        assertThat(faults(Map.of(name, 7))).contains(name);
        assertThat(faults(Map.of(name, List.of("x")))).contains(name);
    }

    @Test
    void spaceAroundATextDoesNotCount() {
        assertThat(faults(Map.of("headline", "  " + "x".repeat(200) + "  "))).isEmpty();
        assertThat(faults(Map.of("headline", "   "))).containsExactly("headline");
    }

    @ParameterizedTest
    @CsvSource({"accent, neon", "accent, BLUE", "remember, sometimes"})
    void aChoiceIsOneOfThoseOffered(String name, String value) {
        assertThat(faults(Map.of(name, value))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many_fields_accepted"})
    void aFlagIsTrueOrFalse(String name) {
        assertThat(faults(Map.of(name, "true"))).containsExactly(name);
        assertThat(faults(Map.of(name, 1))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Budget!", "1st", "", "ä", "_x"})
    void aTraitHasAName(String trait) {
        assertThat(faults(Map.of("fields", List.of(EMAIL, FormTest.field(trait, "Label", false)))))
                .containsExactly("fields[1].trait");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consent",
                "email_is_free",
                "identified",
                "stage",
                "fit",
                "engagement",
                "score",
                "owner",
                "origin"
            })
    void whatSluiceWorksOutCannotBeAsked(String trait) {
        assertThat(faults(Map.of("fields", List.of(EMAIL, FormTest.field(trait, "Label", false)))))
                .containsExactly("fields[1].trait");
    }

    @Test
    void aFieldNeedsALabelAndIsAnObject() {
        assertThat(faults(Map.of("fields", List.of(EMAIL, Map.of("trait", "name")))))
                .containsExactly("fields[1].label");
        assertThat(faults(Map.of("fields", List.of(EMAIL, "name")))).containsExactly("fields[1]");
        assertThat(faults(Map.of("fields", List.of(EMAIL, Map.of("trait", "name", "label", "N", "required", "yes")))))
                .containsExactly("fields[1].required");
    }

    @Test
    void aFormHoldsAtMostTwentyFields() {
        List<Map<String, Object>> fields = new ArrayList<>(List.of(EMAIL));
        for (int i = 1; i < 20; i++) {
            fields.add(FormTest.field("own_" + i, "Own " + i, false));
        }
        assertThat(faults(Map.of("fields", fields, "many_fields_accepted", true)))
                .isEmpty();
        fields.add(FormTest.field("own_20", "Own 20", false));
        assertThat(faults(Map.of("fields", fields, "many_fields_accepted", true)))
                .contains("fields");
    }

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EMAIL", "SELECT"})
    void aFieldOfOnesOwnHasTheTypeThatWasChosen(Type type) {
        assertThat(typeOf(own(type.code(), List.of()))).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "colour", "TEXT", ""})
    void aTypeThatThereIsNotIsNamed(String type) {
        assertThat(faults(Map.of("fields", List.of(EMAIL, own(type, List.of())))))
                .containsExactly("fields[1].type");
    }

    @Test
    void aStandardTraitKeepsItsType() {
        assertThat(typeOf(Map.of("trait", "company_size", "label", "Size", "type", "text")))
                .isEqualTo(Type.NUMBER);
        assertThat(typeOf(Map.of("trait", "country", "label", "Country", "type", "select")))
                .isEqualTo(Type.COUNTRY);
    }

    @Test
    void aRoleMayBeChosenFromAList() {
        assertThat(typeOf(Map.of("trait", "role", "label", "Role", "type", "select", "options", List.of("CFO", "CEO"))))
                .isEqualTo(Type.SELECT);
    }

    @Test
    void aListToChooseFromHasAtLeastTwoAnswersThatDiffer() {
        assertThat(faults(Map.of("fields", List.of(EMAIL, own("select", List.of("a", "b"))))))
                .isEmpty();
        assertThat(faults(Map.of("fields", List.of(EMAIL, own("select", List.of("a", " a ", ""))))))
                .containsExactly("fields[1].options");
        assertThat(faults(Map.of("fields", List.of(EMAIL, own("select", "a,b")))))
                .containsExactly("fields[1].options");
        List<String> many = IntStream.rangeClosed(0, 100).mapToObj(i -> "o" + i).collect(Collectors.toList());
        assertThat(faults(Map.of("fields", List.of(EMAIL, own("select", many)))))
                .containsExactly("fields[1].options");
    }

    @Test
    void aConsentIsAnObjectWithWords() {
        assertThat(faults(Map.of("consent", "yes"))).containsExactly("consent");
        assertThat(faults(Map.of("consent", Map.of("required", true)))).containsExactly("consent.wording");
        assertThat(faults(Map.of("consent", Map.of("wording", "Yes", "required", "on"))))
                .containsExactly("consent.required");
        assertThat(faults(Map.of("consent", Map.of("wording", "Yes", "double_opt_in", 1))))
                .containsExactly("consent.double_opt_in");
    }

    @Test
    void oneWhoIsStillWritingSeesWhatCanBeMadeOfIt() {
        FormReader.FormDraft draft =
                FormReader.draft(Map.of("headline", "Audit", "accent", "neon", "fields", List.of("x", EMAIL)));
        assertThat(draft.errors()).hasSize(2);
        assertThat(draft.definition().headline()).isEqualTo("Audit");
        assertThat(draft.definition().accent()).isEqualTo(FormDefinition.Accent.BLUE);
        assertThat(draft.definition().fields()).hasSize(1);
    }
}
