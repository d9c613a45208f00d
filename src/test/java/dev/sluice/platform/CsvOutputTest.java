package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.web.CsvOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvOutputTest {
    @Test
    void whatASpreadsheetCouldTakeForAFormulaGetsAnApostropheBeforeIt() {
        for (String dangerous : List.of(
                "=1+1",
                "+44 20",
                "-5",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "\0x",
                "  =1",
                "\u00A0=1",
                "\u200B=1",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                "=cmd|' /C calc'!A0",
                "\"=1",
                "'=1")) {
            assertThat(CsvOutput.safe(dangerous)).isEqualTo("'" + dangerous);
        }
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        for (String plain : List.of("", "Ann", "O'Brien", "'tis", "a=b", "a@example.com", "5-6", " Ann")) {
            assertThat(CsvOutput.safe(plain)).isEqualTo(plain);
        }
    }

    @Test
    void whatGoesOutComesBackWithoutLosingACharacter() {
        Random random = new Random(11);
        String letters = "'=+-@\t\r\n ＝a\"\u200B\u00A0";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(CsvOutput.original(CsvOutput.safe(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void aFileBeginsWithTheMarkOfUtf8AndQuotesWhatNeedsIt() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvOutput csv = new CsvOutput(bytes)) {
            csv.row(List.of("Jürgen", "a,b", "=1"));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\uFEFFJürgen,\"a,b\",'=1\r\n");
    }
}
