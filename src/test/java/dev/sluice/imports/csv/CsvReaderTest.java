package dev.sluice.imports.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    @Test
    void cellsMayHoldSeparatorsQuotationMarksAndLineEnds() {
        assertThat(cells("a,\"b,c\",\"d\"\"e\",\"f\ng\"\nh,i,j,k"))
                .containsExactly(List.of("a", "b,c", "d\"e", "f\ng"), List.of("h", "i", "j", "k"));
    }

    @Test
    void everyKindOfLineEndEndsARow() {
        assertThat(cells("a,b\r\nc,d\re,f\ng,h"))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"), List.of("g", "h"));
    }

    @Test
    void blankLinesCountAsSpreadsheetsCountThem() {
        List<CsvReader.CsvRow> rows = rows("a,b\n\n\nc,d\n");
        assertThat(rows).extracting(CsvReader.CsvRow::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows).extracting(CsvReader.CsvRow::blank).containsExactly(false, true, true, false);
    }

    @Test
    void aQuotationMarkThatIsNeverClosedCostsItsOwnRowOnly() {
        List<CsvReader.CsvRow> rows = rows("a,\"b,c\nd,\"e\",f\ng,h,i\n");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).fault()).isEqualTo("A quotation mark in column 2 is never closed.");
        assertThat(rows.get(0).cells()).containsExactly("a,\"b,c");
        assertThat(rows.get(1).cells()).containsExactly("d", "e", "f");
        assertThat(rows.get(2).cells()).containsExactly("g", "h", "i");
    }

    @Test
    void anUnclosedMarkWithNoOtherMarkInTheFileCostsItsOwnRowOnly() {
        StringBuilder text = new StringBuilder("x,\"y\n");
        text.append("1,2\n".repeat(600_000));
        List<CsvReader.CsvRow> rows = rows(text.toString());
        assertThat(rows).hasSize(600_001);
        assertThat(rows).filteredOn(row -> row.fault() != null).hasSize(1);
    }

    @Test
    void marksWithinAWordAreText() {
        assertThat(cells("5\" pipe,\"ACME \"big\" corp\",\"x\" y"))
                .containsExactly(List.of("5\" pipe", "ACME \"big\" corp", "\"x\" y"));
    }

    @Test
    void aNulCharacterCostsItsRow() {
        List<CsvReader.CsvRow> rows = rows("a,b\nc\0,d\ne,f");
        assertThat(rows).extracting(row -> row.fault() == null).containsExactly(true, false, true);
        assertThat(String.join("", rows.get(1).cells())).doesNotContain("\0");
    }

    @Test
    void aCellOfMoreThanAMillionCharactersCostsItsRow() {
        String longest = "x".repeat(CsvReader.LONGEST_CELL);
        List<CsvReader.CsvRow> rows = rows("a,b\n" + longest + ",1\n" + longest + "y,2\n\"" + longest + "y\",3\nc,d");
        assertThat(rows).extracting(row -> row.fault() == null).containsExactly(true, true, false, false, true);
        assertThat(rows.get(2).fault()).isEqualTo("Column 1 holds more than 1,000,000 characters.");
        assertThat(rows.get(2).cells().getFirst()).hasSizeLessThan(20_000);
    }

    @Test
    void aLineWithoutEndIsPassedOverWithoutBeingHeld() {
        List<CsvReader.CsvRow> rows = rows("a,b\n" + "z".repeat(9_000_000) + "\nc,d");
        assertThat(rows).extracting(row -> row.fault() == null).containsExactly(true, false, true);
        assertThat(rows.get(2).cells()).containsExactly("c", "d");
    }

    @Test
    void aRowOfTenThousandColumnsCostsItsRow() {
        List<CsvReader.CsvRow> rows = rows("a,b\n" + ",".repeat(9_999) + "\nc,d");
        assertThat(rows.get(1).fault()).isEqualTo("The row has 10000 columns; at most 2,000 can be read.");
        assertThat(rows.get(2).cells()).containsExactly("c", "d");
    }

    @Test
    void whatAWriterOfTheStandardWritesIsReadBackAsItWas() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<List<String>> written = table(random);
            StringWriter text = new StringWriter();
            try (CsvWriter writer = CsvWriter.builder()
                    .quoteStrategy(round % 2 == 0 ? QuoteStrategies.ALWAYS : QuoteStrategies.EMPTY)
                    .build(text)) {
                written.forEach(writer::writeRecord);
            }
            assertThat(cells(text.toString())).as("round %d", round).isEqualTo(written);
        }
    }

    private static List<List<String>> table(Random random) {
        String letters = "ab,;\"\n\r 'é€";
        List<List<String>> table = new ArrayList<>();
        int width = 1 + random.nextInt(6);
        for (int row = 0; row < 1 + random.nextInt(20); row++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                StringBuilder cell = new StringBuilder();
                for (int c = random.nextInt(8); c > 0; c--) {
                    cell.append(letters.charAt(random.nextInt(letters.length())));
                }
                cells.add(cell.toString());
            }
            table.add(cells);
        }
        return table;
    }

    private static List<List<String>> cells(String text) {
        return rows(text).stream().map(CsvReader.CsvRow::cells).toList();
    }

    private static List<CsvReader.CsvRow> rows(String text) {
        List<CsvReader.CsvRow> rows = new ArrayList<>();
        try (CsvReader all = new CsvReader(new StringReader(text), ',', 0)) {
            for (CsvReader.CsvRow row = all.next(); row != null; row = all.next()) {
                rows.add(row);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return rows;
    }
}
