package dev.sluice.form.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import dev.sluice.form.FormTest;
import dev.sluice.form.LiteralText;
import dev.sluice.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormSubmissionTest {
    private static final FormDefinition FORM = FormReader.read(Map.of(
            "headline",
            "Audit",
            "many_fields_accepted",
            true,
            "fields",
            List.of(
                    FormTest.field("email", "E-mail", true),
                    FormTest.field("name", "Name", false),
                    FormTest.field("company_size", "People", false),
                    FormTest.field("phone", "Phone", false),
                    FormTest.field("country", "Country", false),
                    FormTest.field("question", "Why now?", false),
                    Map.of("trait", "outage", "label", "Had an outage?", "type", "yes_no"),
                    Map.of(
                            "trait",
                            "budget",
                            "label",
                            "Budget",
                            "type",
                            "select",
                            "options",
                            List.of("small", "big")))));

    private static final FormDefinition REQUIRED = FormReader.read(Map.of(
            "headline",
            "Audit",
            "fields",
            List.of(FormTest.field("email", "E-mail", true), FormTest.field("company_size", "People", true))));

    @Test
    void answers_become_traits_of_their_type() {
        FormSubmission answers = read(Map.of(
                "email",
                " ada@brightwater.example ",
                "company_size",
                "1 200",
                "country",
                "GB",
                "outage",
                "no",
                "budget",
                "big",
                "phone",
                "+44 (0)20 7946-0018",
                "question",
                "Two lines\r\nof text"));

        assertThat(answers.errors()).isEmpty();
        assertThat(answers.traits())
                .containsEntry("email", "ada@brightwater.example")
                .containsEntry("company_size", 1_200.0)
                .containsEntry("country", "GB")
                .containsEntry("outage", false)
                .containsEntry("budget", "big")
                .containsEntry("phone", "+44 (0)20 7946-0018");
        assertThat(answers.question()).isEqualTo("Two lines\nof text");
    }

    @Test
    void what_was_not_offered_cannot_be_chosen() {
        assertThat(read(Map.of("country", "XX", "outage", "perhaps", "budget", "huge", "phone", "call me"))
                        .errors())
                .containsOnlyKeys("email", "country", "outage", "budget", "phone");
    }

    @Test
    void numbers_are_numbers_a_company_can_have() {
        for (String wrong : List.of("NaN", "Infinity", "1e9", "0x1p3", "12d", "--1", "many", "9".repeat(30))) {
            FormSubmission optional = read(Map.of("company_size", wrong));
            assertThat(optional.errors()).as("nobody is lost over " + wrong).doesNotContainKey("company_size");
            assertThat(optional.traits()).containsEntry("company_size", wrong);
            assertThat(FormSubmission.read(REQUIRED, Map.of("company_size", wrong)::get)
                            .errors())
                    .as(wrong)
                    .containsKey("company_size");
        }
        assertThat(read(Map.of("company_size", "1,200,000")).traits()).containsEntry("company_size", 1_200_000.0);
        assertThat(read(Map.of("company_size", "3,5")).traits()).containsEntry("company_size", 3.5);
    }

    @ParameterizedTest
    @CsvSource({
        "50-100, 50",
        "about 50, 50",
        "ca. 50, 50",
        "50+, 50",
        ">50, 50",
        "1.200, 1200",
        "1 200, 1200",
        "10 – 50, 10"
    })
    void a_number_is_read_as_people_write_it(String written, double number) {
        FormSubmission answers = read(Map.of("company_size", written));

        assertThat(answers.errors()).doesNotContainKey("company_size");
        assertThat(answers.traits()).containsEntry("company_size", number);
    }

    @Test
    void an_answer_too_long_is_named_and_cut_not_stored() {
        FormSubmission answers = read(Map.of("name", "x".repeat(201), "email", "a@b.example"));

        assertThat(answers.errors()).containsOnlyKeys("name");
        assertThat(answers.typed().get("name")).hasSize(200);
    }

    @Test
    void hostile_strings_stay_plain_text() throws IOException {
        Path list = Path.of("../shared/data/lists/blns.json");
        assumeTrue(Files.exists(list), "left out: ../shared/data is not here");
        List<String> strings = new ArrayList<>();
        Json.array(Files.readString(list)).forEach(string -> strings.add(String.valueOf(string)));

        assertThat(strings).hasSizeGreaterThan(500);
        for (String hostile : strings) {
            FormSubmission answers =
                    read(Map.of("email", "ada@brightwater.example", "name", hostile, "question", hostile));
            if (answers.errors().isEmpty() && answers.traits().get("name") instanceof String name) {
                assertThat(name).isEqualTo(LiteralText.line(hostile));
                assertThat(name.chars()).noneMatch(Character::isISOControl);
            }
        }
    }

    private static FormSubmission read(Map<String, String> posted) {
        return FormSubmission.read(FORM, posted::get);
    }
}
