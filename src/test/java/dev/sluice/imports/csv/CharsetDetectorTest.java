package dev.sluice.imports.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which encoding a file was saved in, and whether it is a text at all. */
class CharsetDetectorTest {
    static final List<String> OFFERED = CharsetDetector.OFFERED;

    private static CharsetDetector of(byte[] bytes) {
        CharsetDetector encodings = new CharsetDetector();
        encodings.feed(bytes, bytes.length);
        return encodings;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void plainAsciiIsUtf8() {
        assertThat(of("Name,Email\nAnn,a@example.com\n".getBytes(StandardCharsets.US_ASCII))
                        .name())
                .isEqualTo("UTF-8");
        assertThat(of(new byte[0]).name()).isEqualTo("UTF-8");
        assertThat(of(new byte[0]).empty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itMakesNoDifferenceWhereTheFileIsCutIntoParts(long seed) {
        byte[] text = "Jürgen Müßig, Besançon, 🚀 東京, é\n".repeat(200).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(seed);
        CharsetDetector encodings = new CharsetDetector();
        for (int at = 0; at < text.length; ) {
            int length = Math.min(text.length - at, 1 + random.nextInt(7));
            byte[] part = java.util.Arrays.copyOfRange(text, at, at + length);
            encodings.feed(part, length);
            at += length;
        }

        assertThat(encodings.name()).isEqualTo("UTF-8");
        assertThat(encodings.damaged()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"C0 80", "E0 80 80", "ED A0 80", "F5 80 80 80", "F4 90 80 80", "80", "C3"})
    void bytesThatNoUtf8WriterWritesAreDamage(String hex) {
        StringBuilder text = new StringBuilder("é".repeat(50));
        byte[] good = text.toString().getBytes(StandardCharsets.UTF_8);
        String[] parts = hex.split(" ");
        byte[] all = java.util.Arrays.copyOf(good, good.length + parts.length + 1);
        for (int i = 0; i < parts.length; i++) {
            all[good.length + i] = (byte) Integer.parseInt(parts[i], 16);
        }
        all[all.length - 1] = '\n';

        assertThat(of(all).name()).isEqualTo("UTF-8");
        assertThat(of(all).damaged()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"EF BB BF 61, UTF-8", "FF FE 61 00, UTF-16LE", "FE FF 00 61, UTF-16BE", "FF FE 00 00, UTF-32LE"})
    void aMarkAtTheBeginningDecides(String hex, String encoding) {
        String[] parts = hex.split(" ");
        int[] values = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = Integer.parseInt(parts[i], 16);
        }

        assertThat(of(bytes(values)).name()).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50 4B 03 04                   | This is a workbook, not a text file: save it as CSV
            D0 CF 11 E0 A1                | This is a workbook, not a text file: save it as CSV
            1F 8B 08                      | This file is compressed: unpack it and choose the CSV file in it.
            25 50 44 46 2D                | This is a PDF; an import needs a text file with one row a lead (CSV).
            01 02 03 04 05 41 42          | This file is no text; an import needs one row a lead (CSV).
            """)
    void aFileThatIsNoTextIsRefusedWithTheRemedy(String hex, String remedy) {
        String[] parts = hex.split(" ");
        int[] values = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = Integer.parseInt(parts[i], 16);
        }

        assertThat(of(bytes(values)).notText()).startsWith(remedy);
    }

    @Test
    void textsOfEveryWidthAreTexts() {
        String text = "Name;Ort\nJürgen;Köln\n";

        for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252")) {
            assertThat(of(text.getBytes(Charset.forName(encoding))).notText())
                    .as(encoding)
                    .isNull();
        }
    }

    @ParameterizedTest
    @FieldSource("OFFERED")
    void everyEncodingThatScreensOfferIsThere(String name) {
        assertThat(CharsetDetector.named(name)).isNotNull();
        assertThat(CharsetDetector.named(" " + name.toLowerCase(java.util.Locale.ROOT) + " "))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UTF-9", "no such thing", "../x"})
    void aNameThatMeansNoEncodingIsNone(String name) {
        assertThat(CharsetDetector.named(name)).isNull();
    }
}
