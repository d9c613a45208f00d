package dev.sluice.form.builder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {
    @ParameterizedTest
    @CsvSource({
        "many_fields_accepted, Number of questions",
        "slug, Address",
        "fields[0].label, Question 1",
        "fields[11], Question 12",
        "fields, Questions",
        "consent.wording, Consent",
        "something_new, something new"
    })
    void aFieldIsNamedInWords(String field, String words) {
        assertThat(FieldNames.of(field)).isEqualTo(words);
    }
}
