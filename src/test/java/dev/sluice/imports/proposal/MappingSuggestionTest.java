package dev.sluice.imports.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingSuggestionTest {
    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    private Path folder;

    @Test
    void theColumnsOfAHubspotExportAreKnown() {
        Look look = Look.at(folder, "a.csv", """
                Record ID,First Name,Last Name,Email,Phone Number,Job Title,Lifecycle Stage,Create Date,Company Name
                51,Ann,Archer,ann@example.com,+44 20 7946 0101,Director,marketingqualifiedlead,2021-04-01 09:12,Archer Ltd
                """);
        assertThat(look.tells())
                .isEqualTo(Map.of(
                        "Record ID",
                        "external:hubspot",
                        "First Name",
                        "first_name",
                        "Last Name",
                        "last_name",
                        "Email",
                        "email",
                        "Phone Number",
                        "phone",
                        "Job Title",
                        "role",
                        "Lifecycle Stage",
                        "stage",
                        "Create Date",
                        "created",
                        "Company Name",
                        "company"));
        RowReader.RowOutcome.Taken row =
                (RowReader.RowOutcome.Taken) look.outcomes().getFirst();
        assertThat(row.signals())
                .extracting(signal -> signal.kind() + " " + signal.subject())
                .containsExactly("imported ", "stage_recorded mql");
    }

    @Test
    void everyHeaderRowOfTheKnownSystemsGivesPeopleAndTheirKeys() throws IOException {
        Path headers = data("crm_exports/headers.json");
        for (Object entry : (List<?>) Json.object(Files.readString(headers)).getOrDefault("headers", List.of())) {
            if (((Map<?, ?>) entry).get("header") instanceof String header) {
                Look look = Look.at(folder, "export.csv", header + "\n");
                assertThat(look.tells().values())
                        .as(header)
                        .anyMatch(code -> code.equals("email") || code.startsWith("external:"));
                look.proposal().mapping().checked();
            }
        }
    }

    @Test
    void theContactFilesOfRealCrmSystemsAreTakenWithoutARefusal() throws IOException {
        for (String file : List.of(
                "hubspot_fivetran/contact_data.csv",
                "salesforce_fivetran/sf_contact_data.csv",
                "salesforce_fivetran/sf_lead_data.csv")) {
            byte[] bytes = Files.readAllBytes(data("crm_exports/" + file));
            Look look = Look.at(folder, "contacts.csv", bytes);
            look.proposal().mapping().checked();
            assertThat(look.tells().values())
                    .as(file)
                    .contains("email", "first_name", "last_name")
                    .contains(file.startsWith("hubspot") ? "external:hubspot" : "external:salesforce");
            assertThat(look.outcomes())
                    .as(file)
                    .isNotEmpty()
                    .allMatch(outcome -> outcome instanceof RowReader.RowOutcome.Taken);
        }
    }

    @Test
    void bothOlistFilesAreKnownByTheSameId() throws IOException {
        Look leads = Look.at(
                folder, "leads.csv", Files.readAllBytes(data("olist/olist_marketing_qualified_leads_dataset.csv")));
        assertThat(leads.tells())
                .isEqualTo(Map.of(
                        "mql_id",
                        "external:mql",
                        "first_contact_date",
                        "created",
                        "landing_page_id",
                        "trait:landing_page_id",
                        "origin",
                        "origin"));
        assertThat(leads.outcomes()).hasSize(8_000).allMatch(outcome -> outcome instanceof RowReader.RowOutcome.Taken);
        Look deals = Look.at(folder, "deals.csv", Files.readAllBytes(data("olist/olist_closed_deals_dataset.csv")));
        assertThat(deals.tells())
                .containsEntry("mql_id", "external:mql")
                .containsEntry("won_date", "won")
                .containsEntry("seller_id", "trait:seller_id");
        assertThat(deals.outcomes()).hasSize(842).allMatch(outcome -> outcome instanceof RowReader.RowOutcome.Taken);
    }

    @Test
    void columnsAreKnownInOtherLanguagesAndByWhatTheyHold() {
        assertThat(Look.at(
                                folder,
                                "a.csv",
                                "Vorname;Nachname;Firma;Kontakt;Mitarbeiter\nAnn;Archer;Archer GmbH;a@example.com;1.200\n")
                        .tells())
                .isEqualTo(Map.of(
                        "Vorname",
                        "first_name",
                        "Nachname",
                        "last_name",
                        "Firma",
                        "company",
                        "Kontakt",
                        "email",
                        "Mitarbeiter",
                        "company_size"));
    }

    @Test
    void datesAreDecidedByADayAboveTwelveHoweverFarDown() {
        String rows = "a@example.com,03/04/2025\n".repeat(5_000);
        Look british = Look.at(folder, "a.csv", "Email,Create Date\n" + rows + "b@example.com,25/04/2025\n");
        assertThat(british.column("Create Date").format()).isEqualTo(ColumnFormat.DAY_FIRST);
        Look american = Look.at(folder, "b.csv", "Email,Create Date\n" + rows + "b@example.com,04/25/2025\n");
        assertThat(american.column("Create Date").format()).isEqualTo(ColumnFormat.MONTH_FIRST);
        assertThat(american.seen("Create Date").ambiguous()).isFalse();
        Look either = Look.at(folder, "c.csv", "Email,Create Date\n" + rows);
        assertThat(either.seen("Create Date").ambiguous()).isTrue();
    }

    @Test
    void pointsInADateMeanDayFirst() {
        Look look = Look.at(folder, "a.csv", "Email;Erstellt am\na@example.com;03.04.2025\n");
        assertThat(look.column("Erstellt am").format()).isEqualTo(ColumnFormat.DAY_FIRST);
        assertThat(look.seen("Erstellt am").ambiguous()).isFalse();
    }

    @Test
    void otherWaysOfWritingDatesAreFound() {
        Map<String, ColumnFormat> ways = Map.of(
                "2025-04-03T09:12:33.123Z",
                ColumnFormat.ISO,
                "2024-12-30 3:15:52",
                ColumnFormat.ISO,
                "1717400000",
                ColumnFormat.EPOCH_SECONDS,
                "1717400000000",
                ColumnFormat.EPOCH_MILLIS,
                "45631.0",
                ColumnFormat.SPREADSHEET_DAY,
                "3 Apr 2025",
                ColumnFormat.MONTH_NAMED,
                "\"Apr 3, 2025\"",
                ColumnFormat.MONTH_NAMED,
                "4/25/25 3:07 PM",
                ColumnFormat.MONTH_FIRST);
        ways.forEach((value, format) -> {
            Look look = Look.at(folder, "a.csv", "Email,Create Date\na@example.com," + value + "\n");
            assertThat(look.column("Create Date").format()).as(value).isEqualTo(format);
        });
    }

    @Test
    void aCommaIsTheDecimalMarkWhereTheColumnSaysSo() {
        Look look = Look.at(
                folder,
                "a.csv",
                "Email;Won Date;Amount\na@example.com;2025-01-02;1.234,56\nb@example.com;2025-01-02;99,5\n");
        assertThat(look.column("Amount").format()).isEqualTo(ColumnFormat.NUMBER_COMMA);
        assertThat(ColumnFormat.NUMBER_COMMA.number("1.234,56")).isEqualTo(1_234.56);
        assertThat(ColumnFormat.NUMBER.number("$1,234.56")).isEqualTo(1_234.56);
        assertThat(ColumnFormat.NUMBER.number("51-200")).isEqualTo(51);
        assertThat(ColumnFormat.NUMBER.number("1.5M")).isEqualTo(1_500_000);
        assertThat(ColumnFormat.NUMBER.number("-12")).isEqualTo(-12);
        assertThat(ColumnFormat.NUMBER.number("n/a")).isNull();
    }

    @Test
    void whatACallerSaysStandsAboveTheProposal() {
        ColumnMapping mapping = Look.at(folder, "a.csv", "mql_id,won_date,first\na,2025-01-02,x\n")
                .proposal()
                .mapping()
                .with(
                        Json.object(
                                "{\"zone\": \"Europe/Berlin\", \"columns\": {\"first\": \"external:olist\", \"won_date\": {\"to\": \"reached:sql\"}}}"));
        assertThat(mapping.columns())
                .extracting(column -> column.target().code())
                .containsExactly("trait:mql_id", "reached:sql", "external:olist");
        assertThat(mapping.zone().getId()).isEqualTo("Europe/Berlin");
    }

    @Test
    void aMappingThatCannotWorkIsRefusedWithTheColumn() {
        ColumnMapping mapping = Look.at(folder, "a.csv", "Email,Other\na@example.com,x\n")
                .proposal()
                .mapping();
        assertThatThrownBy(() -> mapping.with(Json.object("{\"columns\": {\"Nope\": \"email\"}}")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no column of this name");
        assertThatThrownBy(() -> mapping.with(Json.object("{\"columns\": {\"Other\": \"emial\"}}")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("nothing a column can tell");
        assertThatThrownBy(() -> mapping.with(Json.object("{\"columns\": {\"Email\": \"name\", \"Other\": \"name\"}}"))
                        .checked())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("both tell name");
        assertThatThrownBy(() -> mapping.with(Json.object("{\"zone\": \"Mars\"}")))
                .isInstanceOf(BadInput.class);
    }

    private static Path data(String file) {
        Path path = DATA.resolve(file);
        assumeThat(path)
                .as("left out: the real data do not stand beside the project")
                .exists();
        return path;
    }
}
