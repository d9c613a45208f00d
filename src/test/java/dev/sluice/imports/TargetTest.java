package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.imports.Mapping.Column;
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
class TargetTest {
    private static final Mapping FILE = new Mapping(
            List.of(
                    new Column("Email", new Target(Target.Kind.EMAIL, ""), Format.TEXT),
                    new Column("Company size", Target.trait("company_size"), Format.NUMBER),
                    new Column("Created", new Target(Target.Kind.CREATED, ""), Format.DAY_FIRST)),
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
    void aCodeSaysWhatAColumnTells(String code, Target.Kind kind, String name) {
        assertThat(Target.ofCode(code)).isEqualTo(new Target(kind, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mood", "email:x", "external", "external:", "trait", "trait:!!", "reached", "Email"})
    void anythingElseTellsNothing(String code) {
        assertThat(Target.ofCode(code)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Target.Kind.class)
    void everyKindIsReadBackFromItsCode(Target.Kind kind) {
        Target target = new Target(kind, kind.takes() == null ? "" : "thing");

        assertThat(Target.ofCode(target.code())).isEqualTo(target);
        assertThat(kind.label()).isNotBlank();
    }

    @Test
    void amountsAndCountsAreNumbersAndOtherTraitsAreNot() {
        assertThat(new Target(Target.Kind.AMOUNT, "").isNumber()).isTrue();
        assertThat(Target.trait("company_size").isNumber()).isTrue();
        assertThat(Target.trait("role").isNumber()).isFalse();
        assertThat(new Target(Target.Kind.NOTE, "").isNumber()).isFalse();
    }

    private static Mapping with(String json) {
        return FILE.with(Json.object(json));
    }

    @Test
    void whatACallerDoesNotNameStaysAsItWas() {
        Mapping mapping = with(
                "{\"columns\": {\"Created\": {\"to\": \"won\", \"format\": \"iso\"}}, \"zone\": \"Europe/Berlin\"}");

        assertThat(mapping.columns().get(0)).isEqualTo(FILE.columns().get(0));
        assertThat(mapping.columns().get(2))
                .isEqualTo(new Column("Created", new Target(Target.Kind.WON, ""), Format.ISO));
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
                .isEqualTo(Format.ISO);
        assertThat(with("{\"columns\": {\"Created\": \"amount\"}}")
                        .columns()
                        .get(2)
                        .format())
                .isEqualTo(Format.NUMBER);
        assertThat(with("{\"columns\": {\"Created\": \"note\"}}")
                        .columns()
                        .get(2)
                        .format())
                .isEqualTo(Format.TEXT);
    }

    @Test
    void aColumnWhoseMeaningIsGivenToAnotherBecomesATrait() {
        Mapping mapping = with("{\"columns\": {\"Created\": \"email\"}}");

        assertThat(mapping.columns().get(0).target()).isEqualTo(Target.trait("email"));
        assertThat(mapping.columns().get(2).target().kind()).isEqualTo(Target.Kind.EMAIL);
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

        assertThat(Mapping.stored(stored, List.of("Email", "Company size", "Created")))
                .isEqualTo(FILE);
    }

    @Test
    void twoColumnsMayNotTellTheSameUnlessItIsANote() {
        Column note = new Column("A", new Target(Target.Kind.NOTE, ""), Format.TEXT);
        Column email = new Column("B", new Target(Target.Kind.EMAIL, ""), Format.TEXT);
        Column other = new Column("C", new Target(Target.Kind.EMAIL, ""), Format.TEXT);
        Column hubspot = new Column("D", new Target(Target.Kind.EXTERNAL, "hubspot"), Format.TEXT);
        Column close = new Column("E", new Target(Target.Kind.EXTERNAL, "close"), Format.TEXT);

        Mapping fine = new Mapping(List.of(note, note, email, hubspot, close), ZoneOffset.UTC);
        assertThat(fine.checked()).isSameAs(fine);
        assertThatThrownBy(() -> new Mapping(List.of(email, other), ZoneOffset.UTC).checked())
                .hasMessage("\"B\" and \"C\" both tell email; leave one out or give it another name.");
    }

    @Test
    void aFileInWhichEveryColumnIsLeftOutTellsNothing() {
        Mapping nothing = new Mapping(List.of(new Column("A", Target.IGNORE, Format.TEXT)), ZoneOffset.UTC);

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
        assertThat(Headers.snake(header)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"E-Mail, email", "' Émail_', email", "Lead Source__c, leadsource", "First_Name, firstname"})
    void caseAccentsAndMarksMakeNoDifferenceBetweenHeaders(String header, String key) {
        assertThat(Headers.key(header)).isEqualTo(key);
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
        assertThat(Stages.id(written)).isEqualTo(id);
    }
}
