package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.Mapping.Column;
import dev.sluice.imports.RowReader.Outcome;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one row of a file becomes: signals, a refusal with its reason, or nothing. */
class RowReaderTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** The outcome of a row whose columns tell these things: "email", "created iso", "trait:seats number". */
    private static Outcome read(String tells, String... cells) {
        return read(ZoneOffset.UTC, tells, cells);
    }

    private static Outcome read(ZoneId zone, String tells, String... cells) {
        List<Column> columns = new ArrayList<>();
        for (String told : tells.split(", ")) {
            String[] parts = told.split(" ");
            Target target = Objects.requireNonNull(Target.ofCode(parts[0]), told);
            Format format = parts.length > 1
                    ? Objects.requireNonNull(Format.ofCode(parts[1]), told)
                    : target.kind().isDate() ? Format.ISO : Format.TEXT;
            columns.add(new Column("Column " + (columns.size() + 1), target, format));
        }
        return new RowReader(7, "leads.csv", 3, NOW, new Mapping(columns, zone))
                .read(new CsvRows.Row(5, Arrays.asList(cells), null));
    }

    private static List<NewSignal> taken(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Taken.class);
        return ((Outcome.Taken) outcome).signals();
    }

    private static @Nullable String leftOut(Outcome outcome) {
        return ((Outcome.Taken) outcome).setAside();
    }

    private static void refused(Outcome outcome, String reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }

    private static List<String> story(Outcome outcome) {
        return taken(outcome).stream()
                .map(signal -> signal.kind() + (signal.subject().isEmpty() ? "" : " " + signal.subject()) + " "
                        + signal.at().toString().substring(0, 10))
                .toList();
    }

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
        Outcome once =
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
        assertThat(RowReader.holdsEmail(cell)).isTrue();
    }

    @Test
    void aWrongAddressRefusesARowThatHasNoOtherKey() {
        refused(read("email, name", "nonsense", "Ann"), "\"nonsense\" in Column 1 is no e-mail address.");
        Outcome byId = read("email, external:crm", "nonsense", "42");
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
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("is too long for an id"));
        assertThat(read("email, deal", "a@b.example", id)).isInstanceOf(Outcome.Refused.class);
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
        Outcome outcome = read(
                "email, trait:seats number, trait:vip yes_no, consent", "a@b.example", "many", "perhaps", "who knows");

        assertThat(taken(outcome).getFirst().traits()).isEmpty();
        assertThat(leftOut(outcome))
                .isEqualTo("\"many\" in Column 2 is no number. \"perhaps\" in Column 3 is neither yes nor no."
                        + " \"who knows\" in Column 4 is neither yes nor no.");
    }

    @Test
    void stagesComeWithTheirDatesAndThePresentOneWithNow() {
        assertThat(story(read(
                        "email, reached:lead, reached:mql, stage",
                        "a@b.example",
                        "2026-01-10",
                        "2026-02-10",
                        "Sales Qualified Lead")))
                .containsExactly(
                        "imported 2026-01-10",
                        "stage_recorded lead 2026-01-10",
                        "stage_recorded mql 2026-02-10",
                        "stage_recorded sql 2026-06-01");
    }

    @Test
    void theFirstContactIsTheFilesElseTheEarliestDayElseTheImport() {
        assertThat(story(read("email, created, won", "a@b.example", "2026-03-01", "2026-02-01"))
                        .getFirst())
                .isEqualTo("imported 2026-03-01");
        assertThat(story(read("email, lost, reached:mql", "a@b.example", "2026-03-01", "2026-04-01"))
                        .getFirst())
                .isEqualTo("imported 2026-03-01");
        assertThat(story(read("email", "a@b.example"))).containsExactly("imported 2026-06-01");
    }

    @Test
    void aWinOrALossWithoutADealIsASignalWithItsAmount() {
        Outcome won = read("email, won, amount number_comma, currency", "a@b.example", "2026-03-01", "1.500,50", "EUR");
        Outcome lost = read("email, lost, lost_reason", "a@b.example", "2026-03-01", "Price");

        assertThat(story(won)).containsExactly("imported 2026-03-01", "deal_won 2026-03-01");
        assertThat(taken(won).getLast().data()).containsEntry("amount", 1_500.5).containsEntry("currency", "EUR");
        assertThat(taken(won).getFirst().data()).doesNotContainKey("amount");
        assertThat(taken(lost).getLast().data()).containsEntry("reason", "Price");
    }

    @Test
    void anAmountWithoutAnEndStaysWithThePerson() {
        assertThat(taken(read("email, amount number", "a@b.example", "900"))
                        .getFirst()
                        .data())
                .containsEntry("amount", 900.0);
    }

    @Test
    void aDealIsOpenedAndMovedToItsStage() {
        Outcome outcome = read(
                "email, deal, deal_name, deal_stage, deal_opened, deal_closed, expected_close, deal_product, deal_product",
                "a@b.example",
                "D-1",
                "Backup",
                "Proposal",
                "2026-01-05",
                "2026-12-01",
                "2027-01-31",
                "Disk",
                "Tape");

        assertThat(story(outcome))
                .containsExactly("imported 2026-01-05", "deal_opened 2026-01-05", "deal_moved Proposal 2026-01-05");
        assertThat(taken(outcome).get(1).data())
                .containsEntry("deal", "D-1")
                .containsEntry("title", "Backup")
                .containsEntry("expected_close", "2027-01-31")
                .containsEntry("products", List.of("Disk", "Tape"));
    }

    @Test
    void aDayOfCloseThatLiesAheadIsExpectedAndNotRefused() {
        Outcome outcome = read("email, deal, deal_closed", "a@b.example", "D-1", "2026-12-01");

        assertThat(taken(outcome).getLast().data()).containsEntry("expected_close", "2026-12-01");
        refused(
                read("email, deal, deal_closed", "a@b.example", "D-1", "later"),
                "\"later\" in Column 3 is no date of the form year-month-day, 2026-03-04.");
        assertThat(leftOut(read("email, deal, expected_close", "a@b.example", "D-1", "later")))
                .contains("is no date of the form");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            consent            | yes | consent_given
            consent            | no  | consent_withdrawn
            opted_out          | yes | consent_withdrawn
            """)
    void consentIsReadAsItIsWritten(String column, String cell, String kind) {
        NewSignal told = taken(read("email, " + column, "a@b.example", cell)).getLast();

        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.subject()).isEqualTo("marketing");
        assertThat(told.data()).as("it must not outweigh one with a date").containsEntry("undated", true);
    }

    @Test
    void noWordOfOptingOutIsNoConsentAndADateMakesItCertain() {
        assertThat(story(read("email, opted_out", "a@b.example", "no"))).containsExactly("imported 2026-06-01");
        NewSignal dated = taken(read("email, consent, consent_at", "a@b.example", "yes", "2026-02-01"))
                .getLast();
        assertThat(dated.at()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(dated.data()).doesNotContainKey("undated");
    }

    @Test
    void aNoOutranksAYesInTheSameRow() {
        assertThat(taken(read("email, consent, opted_out", "a@b.example", "yes", "yes"))
                        .getLast()
                        .kind())
                .isEqualTo("consent_withdrawn");
        assertThat(taken(read("email, opted_out, consent", "a@b.example", "yes", "yes"))
                        .getLast()
                        .kind())
                .isEqualTo("consent_withdrawn");
    }

    @Test
    void notesOfSeveralColumnsAreJoinedAndAnOriginIsKeptWithTheImport() {
        List<NewSignal> told =
                taken(read("email, note, note, origin, campaign", "a@b.example", "First", "Second", "fair", "spring"));

        assertThat(told.getLast().data()).containsEntry("text", "First\nSecond");
        assertThat(told.getFirst().data())
                .containsEntry("origin", "fair")
                .containsEntry("campaign", "spring")
                .containsEntry("utm_campaign", "spring");
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
        assertThat(read("email, name", "", "  ")).isInstanceOf(Outcome.Blank.class);
        RowReader reader = new RowReader(1, "a.csv", 1, NOW, new Mapping(List.of(), ZoneOffset.UTC));
        assertThat(reader.read(new CsvRows.Row(2, List.of("x"), "It is broken.")))
                .isEqualTo(new Outcome.Refused("It is broken."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            quoteCharacter = '~', textBlock = """
            ="00123"         | 00123
            '=SUM(1)         | =SUM(1)
            '+49 30 1234     | +49 30 1234
            'tis             | 'tis
            """)
    void whatSpreadsheetsPutAroundATextIsTakenOff(String cell, String value) {
        assertThat(RowReader.clean(cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0x\u00A0", "\u200Bx", "\tx\n", "\uFEFFx"})
    void spaceOfEveryKindIsTakenOff(String cell) {
        assertThat(RowReader.clean(cell)).isEqualTo("x");
    }
}
