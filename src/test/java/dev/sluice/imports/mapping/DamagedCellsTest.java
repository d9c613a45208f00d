package dev.sluice.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.csv.BlankText;
import dev.sluice.imports.mapping.RowReader.RowOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that lost something on their way, or that hold nothing: what is left out is said, and nothing is made up. */
class DamagedCellsTest extends RowCase {
    private static @Nullable Object trait(RowOutcome outcome, String name) {
        return taken(outcome).getFirst().traits().get(name);
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 4.47E+11",
        "phone, '4,47E+11'",
        "phone, 447700900123.0",
        "phone, 33123456789.0",
        "phone, 4E+11",
        "trait:postal_code, 1.2E+4",
        "trait:mailing_zip_code, 2134.0",
        "trait:plz, 1067.0",
        "trait:account_id, 9.0071E+15"
    })
    void anIdentifierThatASpreadsheetTookForANumberIsLeftOutAndNamed(String target, String value) {
        RowOutcome outcome = read("email, " + target, "a@b.example", value);

        assertThat(taken(outcome).getFirst().traits()).isEmpty();
        assertThat(leftOut(outcome)).contains("\"" + value + "\" in Column 2").contains("digits are lost");
    }

    @ParameterizedTest
    @CsvSource({"phone, +44 20 7946 0101", "phone, 02079460101", "trait:postal_code, 02134", "trait:account_id, 12E5"})
    void oneThatIsWholeStays(String target, String value) {
        RowOutcome outcome = read("email, " + target, "a@b.example", value);

        assertThat(taken(outcome).getFirst().traits()).containsValue(value);
        assertThat(leftOut(outcome)).isNull();
    }

    @Test
    void anIdOfWhichDigitsAreLostIdentifiesNobody() {
        refused(
                read("external:crm, name", "1.00003E+11", "Ann"),
                "\"1.00003E+11\" in Column 1 was taken for a number by a spreadsheet, so that digits are lost; save the"
                        + " column as text.");
        assertThat(read("email, deal", "a@b.example", "1.5E+10")).isInstanceOf(RowOutcome.RowRejected.class);
        RowOutcome byMail = read("external:crm, email", "1.00003E+11", "a@b.example");
        assertThat(taken(byMail).getFirst().keys().external()).isEmpty();
        assertThat(leftOut(byMail)).contains("digits are lost");
        assertThat(taken(read("external:crm", "51.0")).getFirst().keys().external())
                .as("a fraction of nothing loses nothing")
                .containsExactly("crm:51");
    }

    @ParameterizedTest
    @CsvSource({"9.83E-05, 0.0000983", "1.2E+2, 120", "'1,5e3', 1500", "2E10, 20000000000", "-4.5E-1, -0.45"})
    void anExponentIsANumberWhereANumberIsMeant(String written, double number) {
        String format = written.contains(",") ? "number_comma" : "number";
        RowOutcome outcome = read("email, trait:score " + format, "a@b.example", written);

        assertThat(trait(outcome, "score")).isEqualTo(number);
        assertThat(leftOut(outcome)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5-20, 5", "51–200, 51", "500+, 500", "11 to 50, 11", "10 - 50, 10"})
    void ofARangeTheLowerEndCountsAndThatIsSaid(String written, double number) {
        RowOutcome outcome = read("email, company_size", "a@b.example", written);

        assertThat(trait(outcome, "company_size")).isEqualTo(number);
        assertThat(leftOut(outcome)).contains("is a range; its lower end counts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12,5", "1.234,56", "1,23,4", "1.2.3", "12,34"})
    void aNumberWithTheOtherDecimalMarkIsNoneRatherThanAnother(String written) {
        RowOutcome outcome = read("email, trait:score number", "a@b.example", written);

        assertThat(trait(outcome, "score")).isNull();
        assertThat(leftOut(outcome)).contains("is no number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Select", "N/A", "n/a", "-", "--", "null", "NULL", "#N/A", "None", "NaN", "(blank)", "#REF!"})
    void whatStandsForNoValueIsLeftOutAndNamed(String placeholder) {
        for (String target :
                List.of("role", "trait:city", "company", "origin", "created", "amount", "external:crm", "won")) {
            RowOutcome outcome = read("email, " + target, "a@b.example", placeholder);
            assertThat(taken(outcome)).as(target).hasSize(1);
            assertThat(taken(outcome).getFirst().traits()).as(target).isEmpty();
            assertThat(taken(outcome).getFirst().keys().external()).as(target).isEmpty();
            assertThat(leftOut(outcome)).as(target).contains("stands for no value");
        }
    }

    @ParameterizedTest
    @CsvSource({"last_name, Null", "name, None", "country, NA", "trait:territory, NA", "origin, unknown", "note, -"})
    void aWordThatCanBeAValueIsOne(String target, String value) {
        RowOutcome outcome = read("email, " + target, "a@b.example", value);

        assertThat(leftOut(outcome)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "note, 100000",
        "role, 1000",
        "trait:hobby, 1000",
        "origin, 100",
        "campaign, 200",
        "lost_reason, 1000",
        "deal_name, 1000",
        "deal_owner, 1000",
        "deal_product, 1000",
        "deal_stage, 100"
    })
    void whatIsCutIsSaid(String target, int longest) {
        assertThat(leftOut(read("email, deal, " + target, "a@b.example", "D", "x".repeat(longest))))
                .isNull();
        assertThat(leftOut(read("email, deal, " + target, "a@b.example", "D", "x".repeat(longest + 1))))
                .isEqualTo("Column 3 was cut to %,d characters.".formatted(longest));
    }

    @Test
    void aCellOfBlanksOfEveryKindIsEmpty() {
        StringBuilder blanks = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) || c == '\u200B') {
                blanks.append(c);
            }
        }
        assertThat(BlankText.trimmed(blanks.toString())).isEmpty();
        assertThat(CellText.clean("\u0085\u00A0 x\u2003\uFEFF")).isEqualTo("x");
        assertThat(read("email, name", blanks.toString(), "\u3000")).isInstanceOf(RowOutcome.Blank.class);
        assertThat(trait(read("email, name", "a@b.example", blanks.toString()), "name"))
                .isNull();
    }

    @Test
    void aRowWithFewerColumnsThanTheHeaderIsTakenAndNamed() {
        assertThat(leftOut(read("email, name, company", "a@b.example")))
                .isEqualTo("The row has 1 column, the header 3.");
        assertThat(leftOut(read("email, name, ignore, ignore", "a@b.example", "Ann")))
                .as("columns that nobody reads may be missing")
                .isNull();
    }
}
