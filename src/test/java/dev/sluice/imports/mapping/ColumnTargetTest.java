package dev.sluice.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.mapping.ColumnMapping.MappedColumn;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a column can tell, and a mapping as a caller writes it. */
class ColumnTargetTest {
    private static final ColumnMapping FILE = new ColumnMapping(
            List.of(
                    new MappedColumn("Email", new ColumnTarget(ColumnTarget.Kind.EMAIL, ""), ColumnFormat.TEXT),
                    new MappedColumn("Company size", ColumnTarget.trait("company_size"), ColumnFormat.NUMBER),
                    new MappedColumn(
                            "Created", new ColumnTarget(ColumnTarget.Kind.CREATED, ""), ColumnFormat.DAY_FIRST)),
            ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "email, EMAIL, ''",
        "' note ', NOTE, ''",
        "company_size, TRAIT, company_size",
        "trait:Fleet Size, TRAIT, fleet_size",
        "trait:identified, TRAIT, identified_given",
        "external:HubSpot, EXTERNAL, hub_spot",
        "reached:mql, REACHED, mql"
    })
    void aCodeSaysWhatAColumnTells(String code, ColumnTarget.Kind kind, String name) {
        assertThat(ColumnTarget.ofCode(code)).isEqualTo(new ColumnTarget(kind, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mood", "email:x", "external", "external:", "trait", "trait:!!", "reached", "Email"})
    void anythingElseTellsNothing(String code) {
        assertThat(ColumnTarget.ofCode(code)).isNull();
    }

    @ParameterizedTest
    @EnumSource(ColumnTarget.Kind.class)
    void everyKindIsReadBackFromItsCode(ColumnTarget.Kind kind) {
        ColumnTarget target = new ColumnTarget(kind, kind.takes() == null ? "" : "thing");

        assertThat(ColumnTarget.ofCode(target.code())).isEqualTo(target);
        assertThat(kind.label()).isNotBlank();
    }

    @Test
    void amountsAndCountsAreNumbersAndOtherTraitsAreNot() {
        assertThat(new ColumnTarget(ColumnTarget.Kind.AMOUNT, "").isNumber()).isTrue();
        assertThat(ColumnTarget.trait("company_size").isNumber()).isTrue();
        assertThat(ColumnTarget.trait("role").isNumber()).isFalse();
        assertThat(new ColumnTarget(ColumnTarget.Kind.NOTE, "").isNumber()).isFalse();
    }

    private static ColumnMapping with(String json) {
        return FILE.with(Json.object(json));
    }

    @Test
    void whatACallerDoesNotNameStaysAsItWas() {
        ColumnMapping mapping = with(
                "{\"columns\": {\"Created\": {\"to\": \"won\", \"format\": \"iso\"}}, \"zone\": \"Europe/Berlin\"}");

        assertThat(mapping.columns().get(0)).isEqualTo(FILE.columns().get(0));
        assertThat(mapping.columns().get(2))
                .isEqualTo(new MappedColumn("Created", new ColumnTarget(ColumnTarget.Kind.WON, ""), ColumnFormat.ISO));
        assertThat(mapping.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(mapping.zoneName()).isEqualTo("Europe/Berlin");
        assertThat(with("{}")).isEqualTo(FILE);
        assertThat(FILE.zoneName()).isEqualTo("UTC");
    }

    @Test
    void theUsualFormatIsTakenWhereNoneIsNamed() {
        assertThat(with("{\"columns\": {\"Created\": \"created\"}}")
                        .columns()
                        .get(2)
                        .format())
                .isEqualTo(ColumnFormat.ISO);
        assertThat(with("{\"columns\": {\"Created\": \"amount\"}}")
                        .columns()
                        .get(2)
                        .format())
                .isEqualTo(ColumnFormat.NUMBER);
        assertThat(with("{\"columns\": {\"Created\": \"note\"}}")
                        .columns()
                        .get(2)
                        .format())
                .isEqualTo(ColumnFormat.TEXT);
    }

    @Test
    void aColumnWhoseMeaningIsGivenToAnotherBecomesATrait() {
        ColumnMapping mapping = with("{\"columns\": {\"Created\": \"email\"}}");

        assertThat(mapping.columns().get(0).target()).isEqualTo(ColumnTarget.trait("email"));
        assertThat(mapping.columns().get(2).target().kind()).isEqualTo(ColumnTarget.Kind.EMAIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"columns": ["Email"]}                                    | mapping.columns         | Send an object
            {"columns": {"Mail": "email"}}                            | mapping.columns.Mail    | The file has no column of this name.
            {"columns": {"Email": 5}}                                 | mapping.columns.Email   | Say what the column tells
            {"columns": {"Email": {"format": "iso"}}}                 | mapping.columns.Email   | Say what the column tells
            {"columns": {"Email": "mood"}}                            | mapping.columns.Email   | "mood" is nothing a column can tell; one of: name, first_name
            {"columns": {"Created": {"to": "won", "format": "text"}}} | mapping.columns.Created | "text" is no format of this column; one of: iso, d/m/y
            {"columns": {"Email": {"to": "note", "format": "runes"}}} | mapping.columns.Email   | "runes" is no format of this column; one of: text, number
            {"zone": "Mars/Olympus"}                                  | mapping.zone            | "Mars/Olympus" is no time zone
            """)
    void whatCannotBeMeantIsRefusedWithItsColumn(String json, String field, String sentence) {
        assertThatThrownBy(() -> with(json)).isInstanceOfSatisfying(BadInput.class, bad -> {
            assertThat(bad.faults().getFirst().field()).isEqualTo(field);
            assertThat(bad.faults().getFirst().sentence()).contains(sentence);
        });
    }

    @Test
    void aMappingIsStoredAndReadBack() {
        String stored = Json.write(FILE.toJson());

        assertThat(ColumnMapping.stored(stored, List.of("Email", "Company size", "Created")))
                .isEqualTo(FILE);
    }

    @Test
    void twoColumnsMayNotTellTheSameUnlessItIsANote() {
        MappedColumn note = new MappedColumn("A", new ColumnTarget(ColumnTarget.Kind.NOTE, ""), ColumnFormat.TEXT);
        MappedColumn email = new MappedColumn("B", new ColumnTarget(ColumnTarget.Kind.EMAIL, ""), ColumnFormat.TEXT);
        MappedColumn other = new MappedColumn("C", new ColumnTarget(ColumnTarget.Kind.EMAIL, ""), ColumnFormat.TEXT);
        MappedColumn hubspot =
                new MappedColumn("D", new ColumnTarget(ColumnTarget.Kind.EXTERNAL, "hubspot"), ColumnFormat.TEXT);
        MappedColumn close =
                new MappedColumn("E", new ColumnTarget(ColumnTarget.Kind.EXTERNAL, "close"), ColumnFormat.TEXT);

        ColumnMapping fine = new ColumnMapping(List.of(note, note, email, hubspot, close), ZoneOffset.UTC);
        assertThat(fine.checked()).isSameAs(fine);
        assertThatThrownBy(() -> new ColumnMapping(List.of(email, other), ZoneOffset.UTC).checked())
                .hasMessage("\"B\" and \"C\" both tell email; leave one out or give it another name.");
    }

    @Test
    void aFileInWhichEveryColumnIsLeftOutTellsNothing() {
        ColumnMapping nothing = new ColumnMapping(
                List.of(new MappedColumn("A", ColumnTarget.IGNORE, ColumnFormat.TEXT)), ZoneOffset.UTC);

        assertThatThrownBy(nothing::checked).hasMessage("Every column is left out; choose what at least one tells.");
        assertThat(nothing.toJson()).containsEntry("columns", Map.of("A", Map.of("to", "ignore", "format", "text")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Number of Sites          | number_of_sites
            NumberOfSites            | number_of_sites
            ' -- Größe (m²) -- '     | größe_m²
            e-mail                   | e_mail
            !!                       | ''
            """)
    void aHeaderBecomesAName(String header, String name) {
        assertThat(KnownHeaders.snake(header)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"E-Mail, email", "' Émail_', email", "Lead Source__c, leadsource", "First_Name, firstname"})
    void caseAccentsAndMarksMakeNoDifferenceBetweenHeaders(String header, String key) {
        assertThat(KnownHeaders.key(header)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Marketing qualified lead, mql",
        "marketingqualifiedlead, mql",
        "Sales Qualified Lead, sql",
        "Opportunity, opportunity",
        "Free Trial, free_trial"
    })
    void aStageIsKnownSpelledOut(String written, String id) {
        assertThat(StageIds.id(written)).isEqualTo(id);
    }
}
