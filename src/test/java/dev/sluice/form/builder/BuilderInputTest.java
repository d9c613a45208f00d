package dev.sluice.form.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builder's page posts, as the JSON that the API would be sent. */
class BuilderInputTest {
    private static Map<String, String[]> posted(String... pairs) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            posted.put(pairs[i], new String[] {pairs[i + 1]});
        }
        return posted;
    }

    private static Map<String, String[]> threeFields(String button) {
        return posted(
                "field-0-trait", "email",
                "field-0-label", "Work e-mail",
                "field-0-required", "on",
                "field-1-trait", "name",
                "field-1-label", "Name",
                "field-2-trait", "role",
                "field-2-label", "Role",
                "do", button);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> fields(Map<String, String[]> posted) {
        return (List<Map<String, Object>>) FormBuilderInput.json(posted).get("fields");
    }

    private static List<Object> traits(Map<String, String[]> posted) {
        return fields(posted).stream().map(field -> field.get("trait")).toList();
    }

    @Test
    void textsAreTakenAsTheyAreAndAreEmptyWhereTheyAreAbsent() {
        Map<String, Object> json = FormBuilderInput.json(posted("headline", "Audit", "accent", "teal"));
        assertThat(json).containsEntry("headline", "Audit").containsEntry("accent", "teal");
        assertThat(json).containsEntry("redirect", "").containsEntry("offer", "");
        assertThat(json).containsEntry("many_fields_accepted", false);
        assertThat(json).doesNotContainKey("consent");
    }

    @Test
    void aTickedBoxIsTrueWhateverItSays() {
        assertThat(FormBuilderInput.json(posted("many_fields_accepted", "")))
                .containsEntry("many_fields_accepted", true);
    }

    @Test
    void consentIsAskedForOnlyWhereItsBoxIsTicked() {
        assertThat(FormBuilderInput.json(posted("consent_wording", "Yes"))).doesNotContainKey("consent");
        assertThat(FormBuilderInput.json(
                        posted("consent_asked", "on", "consent_wording", "Yes", "consent_required", "on")))
                .containsEntry("consent", Map.of("wording", "Yes", "required", true, "double_opt_in", false));
        assertThat(FormBuilderInput.json(posted("consent_asked", "on", "consent_double_opt_in", "on")))
                .containsEntry("consent", Map.of("wording", "", "required", false, "double_opt_in", true));
    }

    @Test
    void fieldsAreInTheOrderOfTheirNumbersWhateverTheGapsBetween() {
        assertThat(traits(posted(
                        "field-12-trait", "role",
                        "field-2-trait", "name",
                        "field-0-trait", "email")))
                .containsExactly("email", "name", "role");
    }

    @Test
    void aFieldHasWhatItsPartsSay() {
        assertThat(fields(posted(
                        "field-0-trait", "budget",
                        "field-0-label", "Budget",
                        "field-0-type", "select",
                        "field-0-required", "on",
                        "field-0-options", "small\r\n big \nhuge")))
                .containsExactly(Map.of(
                        "trait", "budget",
                        "label", "Budget",
                        "type", "select",
                        "required", true,
                        "options", List.of("small", "big", "huge")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"field-x-trait", "field-0-colour", "field-1000-trait", "field--1-trait", "xfield-0-trait"})
    void whatIsNoPartOfAFieldIsNotLookedAt(String name) {
        assertThat(fields(posted(name, "email"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "up-1, name email role",
        "up-0, email name role",
        "up-2, email role name",
        "down-0, name email role",
        "down-2, email name role",
        "remove-1, email role",
        "remove-0, name role",
        "save, email name role",
        "'', email name role",
        "up-9, email name role",
        "remove-3, email name role",
        "up--1, email name role",
        "drop-1, email name role",
        "add-phone, email name role phone",
        "add-own, email name role answer_1",
    })
    void aButtonChangesTheFieldsAndNothingElse(String button, String traits) {
        assertThat(traits(threeFields(button))).isEqualTo(List.of((Object[]) traits.split(" ")));
        assertThat(fields(threeFields(button)).stream()
                        .filter(field -> "email".equals(field.get("trait")))
                        .map(field -> field.get("label")))
                .allMatch("Work e-mail"::equals);
    }

    @Test
    void aQuestionOfOnesOwnGetsANameThatIsFree() {
        Map<String, String[]> posted =
                posted("field-0-trait", "answer_1", "field-1-trait", "answer_3", "do", "add-own");
        assertThat(traits(posted)).containsExactly("answer_1", "answer_3", "answer_2");
    }

    @Test
    void anAddedAddressIsRequiredAndNothingElseIs() {
        assertThat(fields(posted("do", "add-email")))
                .singleElement()
                .satisfies(field -> assertThat(field).containsEntry("required", true));
        assertThat(fields(posted("do", "add-name")))
                .singleElement()
                .satisfies(field -> assertThat(field).containsEntry("required", false));
    }

    @Test
    void everyStandardTraitIsAskedInWordsOfItsOwn() {
        assertThat(FormDefinition.STANDARD.keySet())
                .allSatisfy(trait -> assertThat(DefaultForm.label(trait)).isNotEqualTo(trait));
        assertThat(FormDefinition.STANDARD.keySet().stream().map(DefaultForm::label))
                .doesNotHaveDuplicates();
        assertThat(DefaultForm.label("shoe_size")).isEqualTo("shoe_size");
    }

    @Test
    void whatANewFormBeginsWithCanBeSavedAtOnce() {
        FormDefinition beginning = DefaultForm.definition("checklist");
        assertThat(FormReader.read(beginning.asJson())).isEqualTo(beginning);
        assertThat(beginning.offer()).isEqualTo("checklist");
        assertThat(beginning.fields()).hasSizeLessThanOrEqualTo(FormDefinition.RECOMMENDED_FIELDS);
        assertThat(DefaultForm.definition(null).offer()).isNull();
    }
}
