package dev.sluice.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.RowReader.RowOutcome;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one row of a file becomes: signals of a person, a refusal with its reason, or nothing. */
class RowReaderTest extends RowCase {
    @Test
    void aRowTellsOfAPersonWithTheirTraits() {
        NewSignal told = taken(read(
                        "email, name, trait:seats number, trait:vip yes_no", " Ann@Example.com ", "Ann", "1,200", "ja"))
                .getFirst();

        assertThat(told.kind()).isEqualTo("imported");
        assertThat(told.keys().email()).isEqualTo("ann@example.com");
        assertThat(told.traits()).isEqualTo(Map.of("name", "Ann", "seats", 1_200.0, "vip", true));
        assertThat(told.source()).isEqualTo(3);
        assertThat(told.human()).isTrue();
        assertThat(told.data())
                .containsEntry("file", "leads.csv")
                .containsEntry("row", 5L)
                .containsEntry("import", 7L);
    }

    @Test
    void theSameRowGivesTheSameMessagesSoThatNothingDoubles() {
        RowOutcome once =
                read("email, created, reached:mql, note", "a@b.example", "2026-01-02", "2026-02-03", "Met at the fair");

        assertThat(once)
                .isEqualTo(read(
                        "email, created, reached:mql, note",
                        "a@b.example",
                        "2026-01-02",
                        "2026-02-03",
                        "Met at the fair"));
        assertThat(taken(once))
                .extracting(NewSignal::messageId)
                .containsExactly("import:7:5:imported:", "import:7:5:stage_recorded:mql", "import:7:5:note_added:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Archer <ann@example.com> | ann@example.com
            Ann (ann@example.com)        | ann@example.com
            mailto:ann@example.com       | ann@example.com
            MAILTO:Ann@Example.com       | ann@example.com
            """)
    void anAddressIsFoundBesideANameOrAScheme(String cell, String email) {
        assertThat(taken(read("email", cell)).getFirst().keys().email()).isEqualTo(email);
        assertThat(CellText.containsEmail(cell)).isTrue();
    }

    @Test
    void aWrongAddressRefusesARowThatHasNoOtherKey() {
        refused(read("email, name", "nonsense", "Ann"), "\"nonsense\" in Column 1 is no e-mail address.");
        RowOutcome byId = read("email, external:crm", "nonsense", "42");
        assertThat(taken(byId).getFirst().keys().external()).containsExactly("crm:42");
        assertThat(leftOut(byId)).isEqualTo("\"nonsense\" in Column 1 is no e-mail address.");
    }

    @Test
    void aRowWithoutAKeyIsKnownByItsPlaceAndADealByItsOwn() {
        assertThat(taken(read("name", "Ann")).getFirst().keys().external()).containsExactly("import-7:5");
        assertThat(taken(read("deal, deal_stage", "D-1", "Proposal"))
                        .getFirst()
                        .keys()
                        .external())
                .containsExactly("deal:D-1");
    }

    @Test
    void anIdIsNeverCut() {
        String id = "x".repeat(400);

        assertThat(read("external:crm", id))
                .isInstanceOfSatisfying(
                        RowOutcome.RowRejected.class,
                        refused -> assertThat(refused.reason()).contains("is too long for an id"));
        assertThat(read("email, deal", "a@b.example", id)).isInstanceOf(RowOutcome.RowRejected.class);
        assertThat(taken(read("email, name", "a@b.example", "n".repeat(5_000)))
                        .getFirst()
                        .traits()
                        .get("name")
                        .toString())
                .as("a trait is")
                .hasSize(1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-02-30 | "2026-02-30" in Column 2 is no date of the form year-month-day, 2026-03-04.
            soon       | "soon" in Column 2 is no date of the form year-month-day, 2026-03-04.
            2026-06-02 | "2026-06-02" in Column 2 lies in the future.
            1969-12-31 | "1969-12-31" in Column 2 lies before 1970.
            """)
    void aDateThatCannotBeRefusesTheRow(String date, String reason) {
        refused(read("email, created", "a@b.example", date), reason);
    }

    @Test
    void aValueThatCannotBeReadIsLeftOutAndNamed() {
        RowOutcome outcome = read(
                "email, trait:seats number, trait:vip yes_no, consent", "a@b.example", "many", "perhaps", "who knows");

        assertThat(taken(outcome).getFirst().traits()).isEmpty();
        assertThat(leftOut(outcome))
                .isEqualTo("\"many\" in Column 2 is no number. \"perhaps\" in Column 3 is neither yes nor no."
                        + " \"who knows\" in Column 4 is neither yes nor no.");
    }

    @Test
    void datesAreOfTheZoneOfTheMapping() {
        assertThat(taken(read(ZoneId.of("America/New_York"), "email, created", "a@b.example", "2026-01-05"))
                        .getFirst()
                        .at())
                .isEqualTo(Instant.parse("2026-01-05T05:00:00Z"));
    }

    @Test
    void cellsBeyondTheHeaderMustBeEmpty() {
        assertThat(taken(read("email", "a@b.example", "", " "))).hasSize(1);
        refused(
                read("email", "a@b.example", "", "x"),
                "The row has 3 columns, the header 1; a separator or a quotation mark may be missing or too many.");
        assertThat(taken(read("email, name, company", "a@b.example")))
                .as("fewer are fine")
                .hasSize(1);
    }

    @Test
    void aBlankRowIsPassedOverAndAFaultyOneRefused() {
        assertThat(read("email, name", "", "  ")).isInstanceOf(RowOutcome.Blank.class);
        RowReader reader = new RowReader(1, "a.csv", 1, NOW, new ColumnMapping(List.of(), ZoneOffset.UTC));
        assertThat(reader.read(new CsvReader.CsvRow(2, List.of("x"), "It is broken.")))
                .isEqualTo(new RowOutcome.RowRejected("It is broken."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ="00123"         | 00123
            '=SUM(1)         | =SUM(1)
            '+49 30 1234     | +49 30 1234
            'tis             | 'tis
            """)
    void whatSpreadsheetsPutAroundATextIsTakenOff(String cell, String value) {
        assertThat(CellText.clean(cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0x\u00A0", "\u200Bx", "\tx\n", "\uFEFFx"})
    void spaceOfEveryKindIsTakenOff(String cell) {
        assertThat(CellText.clean(cell)).isEqualTo("x");
    }
}
