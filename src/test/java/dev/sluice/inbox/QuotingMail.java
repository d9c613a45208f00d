package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.util.List;
import java.util.stream.Stream;

/** What people answer, quoted in every way of their mail programs; and what they say of being written to. */
final class QuotingMail {
    private QuotingMail() {}

    static List<Case> all() {
        return Stream.concat(
                        Corpus.blocks("quoting.txt").stream().map(QuotingMail::quoting),
                        Corpus.lines("wishes.txt").stream().map(QuotingMail::wish))
                .toList();
    }

    private static Case quoting(String block) {
        String[] parts = block.split("\n~~~~\n", 3);
        String[] head = parts[0].split("\n");
        String type = head[1].equals("html") ? "text/html" : "text/plain";
        return new Case(head[0], message(type, parts[2]), "reply", null, parts[1].strip());
    }

    private static Case wish(String line) {
        String[] parts = line.split(" ", 3);
        String text =
                parts[2].replace('|', '\n') + "\n\nOn 22 Nov 2026, Rosalind <r@sluice.example> wrote:\n> shall we talk";
        return new Case(
                line, message("text/plain", text), parts[1].equals("clear") ? "unsubscribe" : "reply", null, null);
    }

    private static byte[] message(String type, String text) {
        return Corpus.bytes("""
                From: Owen Marsh <%s>
                To: %s
                Subject: Re: %s
                In-Reply-To: %s
                Content-Type: %s; charset=utf-8

                %s
                """.formatted(Corpus.THEM, Corpus.US, Corpus.SUBJECT, Corpus.OURS, type, text));
    }
}
