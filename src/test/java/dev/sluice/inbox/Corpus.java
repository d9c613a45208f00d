package dev.sluice.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages of our own making, each with what it is; the same ones every time. */
public final class Corpus {
    /** When all of them arrived: a Monday. */
    public static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    public static final String OURS = "<s81.4f2@sluice.example>";
    static final String US = "rosalind+t81x4f2@sluice.example";
    public static final String THEM = "owen.marsh@brightfold.example";
    static final String SUBJECT = "Answers within the hour";

    /**
     * @param is "reply", "letter", "auto", "bounce hard", "bounce soft", "bounce delayed", "complaint", "unsubscribe"
     *     or "other"
     * @param until the last day away that the message says, if that is to be found
     * @param own what the person wrote themselves, if that is to be found
     */
    public record Case(
            String name,
            byte[] message,
            String is,
            @Nullable LocalDate until,
            @Nullable String own) {
        static Case of(String name, String message, String is) {
            return new Case(name, bytes(message), is, null, null);
        }
    }

    private Corpus() {}

    public static List<Case> all() {
        return Stream.of(
                        AwayMail.all(),
                        WrittenMail.all(),
                        BounceMail.all(),
                        OtherMail.all(),
                        RefusalMail.all(),
                        QuotingMail.all(),
                        CornerMail.all())
                .flatMap(List::stream)
                .toList();
    }

    /** How many shapes were written by hand; the others are made of these. */
    public static int handWritten() {
        return Stream.of("away.txt", "written.txt", "systems.txt", "quoting.txt", "corners.txt")
                        .mapToInt(file -> blocks(file).size())
                        .sum()
                + lines("reasons.txt").size()
                + lines("wishes.txt").size()
                + OtherMail.all().size();
    }

    public static byte[] bytes(String message) {
        return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The blocks of a file of texts. */
    static List<String> blocks(String file) {
        return Stream.of(read(file).split("\n====\n")).map(String::strip).toList();
    }

    /** The lines of a file of texts. */
    public static List<String> lines(String file) {
        return read(file).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream("/inbox/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*\n", "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A header line's value as mail carries it when it is not plain ASCII. */
    static String encoded(String value) {
        boolean ascii = value.chars().allMatch(c -> c < 128);
        return ascii
                ? value
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    static String base64(String text) {
        return Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String quotedPrintable(String text) {
        StringBuilder encoded = new StringBuilder();
        int column = 0;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one == '\n' || (one >= ' ' && one < 127 && one != '=');
            encoded.append(plain ? String.valueOf((char) one) : "=%02X".formatted(one));
            column = one == '\n' ? 0 : column + (plain ? 1 : 3);
            if (column > 70) {
                encoded.append("=\n");
                column = 0;
            }
        }
        return encoded.toString();
    }

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>\n");
    }

    /** Lines of the text behind a quotation mark. */
    public static String quoted(String text) {
        return text.lines()
                .map(line -> "> " + line)
                .reduce((a, b) -> a + "\n" + b)
                .orElse(">");
    }

    static <T> T turn(List<T> all, int number) {
        return all.get(Math.floorMod(number, all.size()));
    }

    static <T> List<T> joined(List<List<T>> lists) {
        List<T> all = new ArrayList<>();
        lists.forEach(all::addAll);
        return all;
    }
}
