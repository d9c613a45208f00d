package dev.sluice.imports.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.imports.mapping.RowReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLayoutTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFoundEvenWhereTheOthersStandInTheText(String separator) {
        String text = "Name,E-Mail\nArcher; Ann,a@example.com\n\"Baker, | Bob\",b@example.com\n";
        Look look = Look.at(
                folder,
                "a.csv",
                separator.equals(",")
                        ? text
                        : "Name%sE-Mail%sNote\nAnn%sa@x.org%s\"a,b;c|d\"\nBob%sb@x.org%sx\n"
                                .formatted(separator, separator, separator, separator, separator, separator));
        assertThat(look.layout().separator()).isEqualTo(separator);
    }

    @Test
    void aSpreadsheetsOwnSeparatorLineIsObeyedAndPassedOver() {
        Look look = Look.at(folder, "a.csv", "sep=;\nName;Email\nA,B;a@example.com\n");
        assertThat(look.layout().separator()).isEqualTo(";");
        assertThat(look.layout().columns()).containsExactly("Name", "Email");
    }

    @Test
    void titleLinesAboveTheColumnsArePassedOver() {
        Look look = Look.at(
                folder,
                "a.csv",
                "Lead report\n1 January to 31 March\n\nName,Email,Country\nAnn,a@example.com,GB\nBob,b@example.com,GB\n");
        assertThat(look.layout().headerRow()).isEqualTo(4);
        assertThat(look.layout().columns()).containsExactly("Name", "Email", "Country");
    }

    @Test
    void columnsOfOneNameAreToldApartAndThoseOfNoneAreNumbered() {
        Look look = Look.at(folder, "a.csv", "Email,Email,,Name\na@example.com,b@example.com,x,Ann\n");
        assertThat(look.layout().columns()).containsExactly("Email", "Email (2)", "Column 3", "Name");
    }

    @Test
    void aFileWithoutHeaderIsKnownByItsFirstRowHoldingAnAddress() {
        Look look = Look.at(folder, "a.csv", "Ann,a@example.com\nBob,b@example.com\n");
        assertThat(look.layout().headerRow()).isZero();
        assertThat(look.tells()).containsEntry("Column 2", "email");
        assertThat(look.outcomes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "x-MacRoman"})
    void theEncodingIsFoundWithoutAMark(String encoding) {
        String text =
                "Name;Ort;Email\nJürgen Müßig;Köln;j@example.com\nRené;Besançon;r@example.com\nD’Angelo;São Paulo;d@example.com\n";
        Look look = Look.at(folder, "a.csv", text.getBytes(Charset.forName(encoding)));
        assertThat(look.layout().encoding()).isEqualTo(encoding);
        assertThat(look.proposal().sample().getFirst().cells()).contains("Jürgen Müßig", "Köln");
    }

    @Test
    void aMarkAtTheBeginningIsNoPartOfTheFirstName() {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Look look = Look.at(folder, "a.csv", "\uFEFFEmail,Name\na@example.com,Ann\n".getBytes(charset));
            assertThat(look.layout().columns()).containsExactly("Email", "Name");
        }
    }

    @Test
    void aLateUmlautDecidesTheEncodingToo() {
        String text = "Name,Email\n" + "Ann,a@example.com\n".repeat(40_000) + "Jürgen,j@example.com\n";
        assertThat(Look.at(folder, "a.csv", text.getBytes(Charset.forName("windows-1252")))
                        .layout()
                        .encoding())
                .isEqualTo("windows-1252");
        assertThat(Look.at(folder, "b.csv", text.getBytes(StandardCharsets.UTF_8))
                        .layout()
                        .encoding())
                .isEqualTo("UTF-8");
    }

    @Test
    void cyrillicAndJapaneseFilesAreReadInTheirEncoding() {
        String russian =
                "Имя;Компания;Почта\nАнна Иванова;Ромашка и партнёры;anna@example.com\nБорис Петров;Северный ветер;boris@example.com\n";
        assertThat(Look.at(folder, "a.csv", russian.repeat(5).getBytes(Charset.forName("windows-1251")))
                        .layout()
                        .encoding())
                .isEqualTo("windows-1251");
        String japanese = "名前,会社,メール\n山田太郎,株式会社さくら,yamada@example.com\n鈴木花子,東京商事,suzuki@example.com\n";
        assertThat(Look.at(folder, "b.csv", japanese.repeat(5).getBytes(Charset.forName("Shift_JIS")))
                        .layout()
                        .encoding())
                .isEqualTo("Shift_JIS");
    }

    @Test
    void aDamagedByteCostsItsRowAndNotTheUmlautsOfTheOthers() {
        byte[] bytes = ("Name,Email\n" + "Jürgen,j@example.com\n".repeat(30) + "X#,x@example.com\n")
                .getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xFC;
        Look look = Look.at(folder, "a.csv", bytes);
        assertThat(look.layout().encoding()).isEqualTo("UTF-8");
        assertThat(look.outcomes().subList(0, 30)).allMatch(outcome -> outcome instanceof RowReader.RowOutcome.Taken);
        assertThat(look.outcomes().getLast())
                .isInstanceOfSatisfying(
                        RowReader.RowOutcome.RowRejected.class,
                        refused -> assertThat(refused.reason()).contains("no text in the file's encoding"));
    }
}
