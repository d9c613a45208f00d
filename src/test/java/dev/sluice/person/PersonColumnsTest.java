package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traits that a person has a column for. */
class PersonColumnsTest {
    @Test
    void aNameIsTakenAsItIsAndLookedUpInLowerCase() {
        PersonColumns facts = PersonColumns.of(Map.of("name", "  Ann van Harbour "));
        assertThat(facts.name()).isEqualTo("Ann van Harbour");
        assertThat(facts.nameKey()).isEqualTo("ann van harbour");
    }

    @Test
    void aNameIsMadeOfItsPartsWhereThereIsNoWholeOne() {
        assertThat(PersonColumns.of(Map.of("first_name", "Ann", "last_name", "van Harbour")))
                .isEqualTo(new PersonColumns("Ann van Harbour", "ann van harbour", null, null));
        assertThat(PersonColumns.of(Map.of("first_name", "Ann")).name()).isEqualTo("Ann");
        assertThat(PersonColumns.of(Map.of("last_name", "Harbour")).name()).isEqualTo("Harbour");
    }

    @Test
    void theWholeNameGoesBeforeItsParts() {
        PersonColumns facts =
                PersonColumns.of(Map.of("name", "Dr. Ann H.", "first_name", "Ann", "last_name", "Harbour"));
        assertThat(facts.name()).isEqualTo("Dr. Ann H.");
    }

    @Test
    void withoutAnyOfThemEverythingIsUnknown() {
        assertThat(PersonColumns.of(Map.of())).isEqualTo(new PersonColumns(null, null, null, null));
        assertThat(PersonColumns.of(Map.of("name", " ", "role", "", "phone", "  ")))
                .isEqualTo(new PersonColumns(null, null, null, null));
    }

    @Test
    void whatIsNoTextIsNoName() {
        assertThat(PersonColumns.of(Map.of("name", 7, "role", true)).name()).isNull();
        assertThat(PersonColumns.of(Map.of("name", 7, "role", true)).role()).isNull();
    }

    @Test
    void anEndlessTextIsCut() {
        assertThat(PersonColumns.of(Map.of("role", "x".repeat(5_000))).role()).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({
        "+44 20 7946 0000, GB, +442079460000",
        "020 7946 0000, GB, +442079460000",
        "020 7946 0000, gb, +442079460000",
        "(415) 555-0100, US, +14155550100",
        "(415) 555-0100, '', +14155550100",
        "415-555-0100, United States, +14155550100",
        "+49 30 123456, US, +4930123456",
        "030 123456, DE, +4930123456",
    })
    void aPhoneNumberIsWrittenInOneWay(String written, String country, String phone) {
        assertThat(PersonColumns.of(Map.of("phone", written, "country", country))
                        .phone())
                .isEqualTo(phone);
    }

    @ParameterizedTest
    @CsvSource({"ask at the desk", "x", "-"})
    void aPhoneNumberThatIsNoneStaysAsItIs(String written) {
        assertThat(PersonColumns.of(Map.of("phone", written)).phone()).isEqualTo(written);
    }
}
