package dev.sluice.imports.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.mapping.RowReader.RowOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row in quotation marks as a whole is the row inside them, or is refused: it is never the name of somebody. */
class QuotedRowsTest {
    @TempDir
    private Path folder;

    private List<RowOutcome> outcomes(String text) {
        return Look.at(folder, "a.csv", text).outcomes();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void aWhollyQuotedRowIsUnwrapped(String separator) {
        List<RowOutcome> rows = outcomes(
                "First Name,Email,Company\nAnn,ann@example.com,A\n\"Ben,ben@example.com,B\"\n\"Cy,\"\"cy@example.com\"\",C\"\n"
                        .replace(",", separator));

        assertThat(rows)
                .extracting(QuotedRowsTest::email)
                .containsExactly("ann@example.com", "ben@example.com", "cy@example.com");
    }

    @Test
    void soIsAFileWhoseEveryRowIsQuotedItsHeaderToo() {
        Look look =
                Look.at(folder, "a.csv", "\"First Name,Email\"\n\"Ann,ann@example.com\"\n\"Ben,ben@example.com\"\n");

        assertThat(look.tells()).containsEntry("First Name", "first_name").containsEntry("Email", "email");
        assertThat(look.outcomes())
                .extracting(QuotedRowsTest::email)
                .containsExactly("ann@example.com", "ben@example.com");
    }

    @Test
    void oneThatDoesNotFitTheHeaderIsRefusedWithTheReason() {
        assertThat(outcomes("Id,First Name,Email\n1,Ann,ann@example.com\n\"2,Ben,ben@example.com,more\"\n")
                        .getLast())
                .isEqualTo(new RowOutcome.RowRejected("The row is quoted as a whole: 1 column, header 3."));
    }

    @Test
    void aListOfOneColumnMayHoldSeparators() {
        assertThat(outcomes("Notes\n\"Hello, world\"\n\"Bye, world\"\n"))
                .allMatch(outcome -> outcome instanceof RowOutcome.Taken);
    }

    private static String email(RowOutcome outcome) {
        return ((RowOutcome.Taken) outcome).signals().getFirst().keys().email();
    }
}
