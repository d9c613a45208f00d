package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One list of columns for a file, JSON, its description and a page. */
class TableTest {
    record Slip(
            String title,
            long times,
            double rate,
            BigDecimal amount,
            @Nullable LocalDate close) {}

    private static final Table<Slip> SLIPS = Table.<Slip>of("slips")
            .column("title", "Deal", CellUnit.TEXT, Slip::title)
            .column("times", "Times moved", CellUnit.COUNT, Slip::times)
            .column("win_rate", "Win rate", CellUnit.SHARE, Slip::rate)
            .column("amount", "Amount", CellUnit.MONEY, Slip::amount)
            .column("expected_close", "Expected close", CellUnit.DATE, Slip::close);

    private static final List<Slip> ROWS = List.of(
            new Slip("Audit", 1200, 0.125, new BigDecimal("12000.50"), LocalDate.of(2026, 3, 1)),
            new Slip("Call", 0, 1, new BigDecimal("1E+3"), null));

    @Test
    void aFileHasKeysAsHeadingsAndPlainValues() {
        assertThat(SLIPS.csv(ROWS))
                .containsExactly(
                        List.of("title", "times", "win_rate", "amount", "expected_close"),
                        List.of("Audit", "1200", "0.125", "12000.50", "2026-03-01"),
                        Arrays.asList("Call", "0", "1.0", "1000", null));
    }

    @Test
    void jsonHasKeysAsFieldsAndLeavesOutWhatIsNull() {
        assertThat(SLIPS.json(ROWS))
                .containsExactly(
                        Map.of(
                                "title",
                                "Audit",
                                "times",
                                1200L,
                                "win_rate",
                                0.125,
                                "amount",
                                new BigDecimal("12000.50"),
                                "expected_close",
                                LocalDate.of(2026, 3, 1)),
                        Map.of("title", "Call", "times", 0L, "win_rate", 1.0, "amount", new BigDecimal("1E+3")));
    }

    @Test
    void aPageHasLabelsAndFormattedValues() {
        Table.Html html = SLIPS.html(ROWS);
        assertThat(html.headings())
                .containsExactly(
                        new Table.Heading("Deal", false),
                        new Table.Heading("Times moved", true),
                        new Table.Heading("Win rate", true),
                        new Table.Heading("Amount", true),
                        new Table.Heading("Expected close", false));
        assertThat(html.rows().getFirst()).containsExactly("Audit", "1,200", "12.5%", "12,001", "2026-03-01");
        assertThat(html.rows().getLast()).containsExactly("Call", "0", "100.0%", "1,000", "");
    }

    @Test
    void itsDescriptionNamesTypeAndFormatOfEachField() {
        var fields = SLIPS.schema().getItems().getProperties();
        assertThat(fields.keySet()).containsExactly("title", "times", "win_rate", "amount", "expected_close");
        assertThat(fields.get("times"))
                .extracting("type", "format", "description")
                .containsExactly("integer", "int64", "Times moved");
        assertThat(fields.get("expected_close")).extracting("type", "format").containsExactly("string", "date");
        assertThat(fields.get("title")).extracting("type", "format").containsExactly("string", null);
    }

    @Test
    void noRowsAreHeadingsOnly() {
        assertThat(SLIPS.csv(List.of())).hasSize(1);
        assertThat(SLIPS.json(List.of())).isEmpty();
    }

    @Test
    void aKeyIsUsedOnce() {
        assertThatThrownBy(() -> SLIPS.column("title", "Title", CellUnit.TEXT, Slip::title))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title");
    }
}
