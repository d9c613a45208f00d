package dev.sluice.inbox.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inbox.Corpus;
import dev.sluice.inbox.parsing.QuotedTextSplitter.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person wrote is told from what they quote, and nothing that they wrote is folded away. */
class QuotedTextSplitterTest {
    private static final List<String> PARAGRAPHS = List.of(
            "Yes, Thursday suits me.",
            "On Thursday at 10 I am free",
            "Could you send the figures for 2027?",
            "From our side all is clear: nine sites",
            "We decided on 12.05.2026: no more delays",
            "My colleague wrote that it is too dear",
            "----- what we need -----",
            "1. nights\n2. weekends",
            "The date: 3 December 2026, the place: Leeds",
            "Bob (bob@brightfold.example) decides",
            "* two sites\n* one engineer",
            "Price > 50 a month?",
            "Wir schreiben es auf: neun Standorte",
            "Le prix nous convient :\ntrois ans",
            "Sent the form yesterday");

    private static final List<String> ATTRIBUTIONS = List.of(
            "On Mon, 23 Nov 2026 at 09:12, Rosalind <r@sluice.example> wrote:",
            "On Mon, Nov 23, 2026 at 9:12 AM Rosalind Lee <\nr@sluice.example> wrote:",
            "Am 23.11.26 um 09:12 schrieb Rosalind:",
            "Le lun. 23 nov. 2026 à 09:12, Rosalind <r@sluice.example> a\nécrit :",
            "El lun, 23 nov 2026 a las 9:12, Rosalind (<r@sluice.example>) escribió:",
            "Il giorno lun 23 nov 2026 alle ore 09:12 Rosalind <r@sluice.example> ha scritto:",
            "2026-11-23 9:12 GMT+01:00 Rosalind <r@sluice.example>:",
            "23.11.2026, 09:12, \"Rosalind\" <r@sluice.example>:",
            "Rosalind <r@sluice.example> schrieb am Mo., 23. Nov. 2026, 09:12:");

    @Test
    void whateverIsWrittenAboveOrBelowAMarkedQuotationIsKept() {
        Random dice = new Random(20261123);
        for (int round = 0; round < 3_000; round++) {
            String above = text(dice);
            String below = dice.nextInt(3) == 0 ? text(dice) : "";
            String quotation = Corpus.quoted(text(dice));
            String gap = dice.nextBoolean() ? "\n" : "\n\n";
            String message = above + gap + pick(ATTRIBUTIONS, dice) + gap + quotation + "\n\n" + below;
            Split split = QuotedTextSplitter.split(message);
            assertThat(words(split.own())).as(message).containsExactlyElementsOf(words(above + " " + below));
        }
    }

    @Test
    void whateverIsWrittenAboveAnUnmarkedQuotationIsKept() {
        Random dice = new Random(20261124);
        for (int round = 0; round < 3_000; round++) {
            String above = text(dice);
            String message = above + "\n\n" + pick(ATTRIBUTIONS, dice) + "\n\nHello Owen,\n" + text(dice);
            Split split = QuotedTextSplitter.split(message);
            assertThat(words(split.own())).as(message).startsWith(words(above).toArray(String[]::new));
        }
    }

    @Test
    void everyLineIsInOneOfTheTwo() {
        Random dice = new Random(20261125);
        List<String> pieces = Stream.of(
                        PARAGRAPHS,
                        ATTRIBUTIONS,
                        List.of(
                                "> quoted",
                                ">> deeper",
                                "-- ",
                                "--",
                                "Owen Marsh",
                                "[...]",
                                "",
                                "-----Original Message-----",
                                "From: Rosalind <r@sluice.example>",
                                "Sent: 23 November 2026",
                                "To: Owen",
                                "Subject: x",
                                "________________________________",
                                "Sent from my iPhone"))
                .flatMap(List::stream)
                .toList();
        for (int round = 0; round < 5_000; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 3 + dice.nextInt(12); i++) {
                lines.addAll(pick(pieces, dice).lines().toList());
            }
            Split split = QuotedTextSplitter.split(String.join("\n", lines));
            List<String> both = words(split.own() + "\n" + split.quoted());
            assertThat(both)
                    .as(String.join("\n", lines))
                    .containsExactlyInAnyOrderElementsOf(words(String.join("\n", lines)));
        }
    }

    private static String text(Random dice) {
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i <= dice.nextInt(3); i++) {
            paragraphs.add(pick(PARAGRAPHS, dice));
        }
        return String.join(dice.nextBoolean() ? "\n" : "\n\n", paragraphs);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static <T> T pick(List<T> all, Random dice) {
        return all.get(dice.nextInt(all.size()));
    }
}
