package dev.sluice.imports.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An encoding is taken without a question only where the bytes leave no other; whatever is taken so is right. */
class CharsetGuessTest {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(
                    "Czech",
                    "Zbyněk Šťastný Český Jiří Dvořáková Žabovřesky Tomáš Procházka Černá Ústí Růžička Plzeň"
                            + " Kateřina Bořek Svěrák Němec Kučera Novák Součková Příbram Třebíč Žďár Ondřej Křížová Řezníček"),
            Map.entry(
                    "Polish",
                    "Łukasz Wójcik Gdańsk Małgorzata Kraków Wałęsa Poznań Żółtowski Świętochłowice Dąbrowski"
                            + " Rzeszów Łódź Zieliński Grażyna Wróblewska Kołodziej Ślązak Dębica Szymańska Paweł Gąsior Ćwikła"),
            Map.entry(
                    "Turkish",
                    "Şahin Yıldız İstanbul Ayşe Güneş Çağlar Öztürk Doğan Muğla Eskişehir Gülşah Kılıç Beşiktaş"
                            + " Yağmur Çelik Tuğba Işık Ümit Kadıköy Şükrü Yılmaz Aydın Uğur Balıkesir Ağrı Müjde"),
            Map.entry(
                    "Hungarian",
                    "Győr Kovács Béla Székesfehérvár Szűcs Ödön Erdős Pál Pécs Tőzsér Károlyi Éva Hódmező"
                            + " Szabó Gyűrű Nyíregyháza Kőszeg Tünde Fülöp Hűvös Csongrád Sárközy Zsófia Érd Zoltán Előd"),
            Map.entry(
                    "German",
                    "Müller Jürgen Müßig Köln Größe Schäfer Bäcker Übelacker Österreich Weiß Fröhlich Düsseldorf"
                            + " Jäger Königs Lübeck Strauß Böhm Günther Schröder Würzburg Märkl Gräfin Süß Hölzl Käthe"),
            Map.entry(
                    "French",
                    "Hélène François Besançon Lefèvre Noël Orléans Crêpe Sète Zoë Gérard Françoise Bézier Rhône"
                            + " Châlons Évreux Agnès Jérôme Fréjus Théo Nîmes Sévérine Benoît Angoulême Chloé Thérèse"),
            Map.entry(
                    "Spanish",
                    "José García España Muñoz Málaga Córdoba Núñez Martínez Peña León Cádiz Ibáñez Jesús Álvaro"
                            + " Ramón Jiménez Ávila Íñigo Sofía Almería Gómez Díaz Logroño Mérida Ángel"),
            Map.entry(
                    "Icelandic",
                    "Þórunn Guðmundur Sigríður Ísafjörður Reykjavík Æsa Jóhann Kópavogur Sæmundur Ólafur Þór"
                            + " Björk Akranes Höfn Ragnheiður Sverrir Davíð Hafnarfjörður Eyþór Garðabær Ásta"),
            Map.entry(
                    "Danish",
                    "Søren København Århus Bjørn Ærø Kjær Nørgaard Østergaard Åse Jørgensen Næstved Helsingør"
                            + " Sørensen Rådhus Græsted Møller Lærke Ålborg Kræn Tønder"),
            Map.entry(
                    "Russian",
                    "Анна Иванова Москва Борис Петров Казань Ромашка Северный ветер Сидоров Новосибирск Юлия"
                            + " Екатерина Смирнов Волгоград Дмитрий Кузнецов Ольга Попов Самара Михаил Тула Лебедев Ирина"),
            Map.entry(
                    "Greek",
                    "Γιώργος Αθήνα Παπαδόπουλος Θεσσαλονίκη Μαρία Πάτρα Νίκος Ελένη Κρήτη Ιωάννα Δημήτρης Λάρισα"
                            + " Κωνσταντίνος Ρόδος Βασίλης Χανιά Σοφία Καβάλα Αντώνης Βόλος Ιωάννινα Πέτρος"),
            Map.entry(
                    "Lithuanian",
                    "Žemaitė Šiauliai Panevėžys Rūta Mažeikių Ąžuolas Čiurlionis Klaipėda Dovilė Jūratė"
                            + " Žukauskas Birutė Gražina Šakių Vėtrungė Mėlynė Ožka Žydrūnas Kėdainiai Tauragė Eglė"));

    /** How the files of each language are saved, and whether the encoding is a rare one. */
    static Stream<Arguments> files() {
        return Stream.of(
                        "Czech windows-1250 rare",
                        "Czech ISO-8859-2 rare",
                        "Czech IBM852 rare",
                        "Polish windows-1250 rare",
                        "Polish ISO-8859-2 rare",
                        "Hungarian windows-1250 rare",
                        "Turkish windows-1254 rare",
                        "German windows-1252 usual",
                        "German x-MacRoman usual",
                        "German IBM850 rare",
                        "French windows-1252 usual",
                        "French x-MacRoman usual",
                        "French IBM850 rare",
                        "Spanish windows-1252 usual",
                        "Spanish x-MacRoman usual",
                        "Icelandic windows-1252 usual",
                        "Danish windows-1252 usual",
                        "Russian windows-1251 rare",
                        "Russian KOI8-R rare",
                        "Russian IBM866 rare",
                        "Greek windows-1253 rare",
                        "Lithuanian windows-1257 rare")
                .map(file -> Arguments.of((Object[]) file.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsTakenWithoutAQuestionIsRightHoweverLongTheFile(String language, String encoding) {
        List<String> words = List.of(WORDS.get(language).split(" "));
        Charset charset = Charset.forName(encoding);
        Random random = new Random(language.hashCode());
        for (int round = 0; round < 60; round++) {
            String text = rows(words, random, 1 + round / 3);
            byte[] bytes = text.getBytes(charset);
            CharsetGuess guess = CharsetGuess.of(bytes, bytes.length);
            if (guess.possible().isEmpty()) {
                assertThat(new String(bytes, Charset.forName(guess.encoding())))
                        .as(guess.encoding())
                        .isEqualTo(text);
            } else {
                assertThat(guess.possible())
                        .as("one of them reads %s as it was written", text)
                        .anySatisfy(name -> assertThat(new String(bytes, Charset.forName(name)))
                                .isEqualTo(text));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aShortFileInARareEncodingIsAskedAbout(String language, String encoding, String how) {
        List<String> words = List.of(WORDS.get(language).split(" "));
        Random random = new Random(7);
        for (int rows = 1; rows <= 4 && how.equals("rare"); rows++) {
            byte[] bytes = rows(words, random, rows).getBytes(Charset.forName(encoding));
            if (!isAscii(bytes)) {
                assertThat(CharsetGuess.of(bytes, bytes.length).possible()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileOfAHundredRowsIsReadInItsEncodingOrAskedAbout(String language, String encoding, String how) {
        List<String> words = List.of(WORDS.get(language).split(" "));
        byte[] bytes = rows(words, new Random(5), 100).getBytes(Charset.forName(encoding));
        CharsetGuess guess = CharsetGuess.of(bytes, bytes.length);

        assertThat(new String(bytes, Charset.forName(guess.encoding())))
                .as("the likeliest")
                .isEqualTo(new String(bytes, Charset.forName(encoding)));
        if (how.equals("usual")) {
            assertThat(guess.possible())
                    .as("what spreadsheets save needs no question")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "EUC-JP"})
    void aFewRowsOfJapaneseAreAskedAboutAndManyAreNot(String encoding) {
        String row = "山田太郎,株式会社さくら\n鈴木花子,東京商事\n";
        byte[] few = row.getBytes(Charset.forName(encoding));
        String letters = "山田太郎株式会社鈴木花子東京商事大阪名古屋横浜札幌福岡さくらのみどりあおいひかりアイウエオカキクケコ";
        Random random = new Random(11);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            rows.append(letters.charAt(random.nextInt(letters.length()))).append(i % 5 == 4 ? "\n" : "");
        }
        byte[] many = rows.toString().getBytes(Charset.forName(encoding));

        assertThat(CharsetGuess.of(few, few.length).possible()).contains(encoding);
        assertThat(CharsetGuess.of(many, many.length)).isEqualTo(new CharsetGuess(encoding, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "9, 1", "1, 3"})
    void aFileThatIsHalfUnicodeIsAskedAbout(int unicode, int western) {
        byte[] good = "Café,a@example.com\n".repeat(unicode).getBytes(StandardCharsets.UTF_8);
        byte[] other = "René,r@example.com\n".repeat(western).getBytes(StandardCharsets.ISO_8859_1);
        CharsetDetector detector = new CharsetDetector();
        detector.feed(good, good.length);
        detector.feed(other, other.length);

        assertThat(detector.possible()).contains("UTF-8", "windows-1252");
    }

    private static String rows(List<String> words, Random random, int rows) {
        StringBuilder text = new StringBuilder("Name;City\n");
        for (int i = 0; i < rows; i++) {
            text.append(words.get(random.nextInt(words.size())))
                    .append(';')
                    .append(words.get(random.nextInt(words.size())))
                    .append('\n');
        }
        return text.toString();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
