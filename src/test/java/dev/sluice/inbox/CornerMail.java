package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.util.List;

/** Whole messages at the corners of what mail may be: parts, encodings, headers and senders that mislead. */
final class CornerMail {
    private CornerMail() {}

    static List<Case> all() {
        return Corpus.blocks("corners.txt").stream().map(CornerMail::one).toList();
    }

    private static Case one(String block) {
        String[] parts = block.split("\n~~~~\n", 3);
        String[] head = parts[0].split("\n");
        return new Case(
                head[0], Corpus.bytes(parts[2] + "\n"), head[1], null, parts[1].equals("?") ? null : parts[1].strip());
    }
}
