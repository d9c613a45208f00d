package dev.sluice.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.mapping.RowReader.RowOutcome;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row says of stages, deals, consent and notes. */
class RowSignalsTest extends RowCase {
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
        RowOutcome won =
                read("email, won, amount number_comma, currency", "a@b.example", "2026-03-01", "1.500,50", "EUR");
        RowOutcome lost = read("email, lost, lost_reason", "a@b.example", "2026-03-01", "Price");

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
        RowOutcome outcome = read(
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
        RowOutcome outcome = read("email, deal, deal_closed", "a@b.example", "D-1", "2026-12-01");

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
}
