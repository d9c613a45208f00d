package dev.sluice.imports.csv;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of a sample that hold a byte beyond ASCII; the others tell nothing of its encoding. */
final class ForeignWords {
    private static final int MOST = 2_000;

    private ForeignWords() {}

    /** Each word once. */
    static List<byte[]> of(byte[] sample, int length) {
        Set<String> seen = new LinkedHashSet<>();
        int from = 0;
        boolean foreign = false;
        for (int i = 0; i <= length && seen.size() < MOST; i++) {
            boolean inside = i < length && (sample[i] < 0 || Character.isLetter(sample[i]));
            if (inside) {
                foreign |= sample[i] < 0;
                continue;
            }
            if (foreign) {
                seen.add(new String(sample, from, i - from, StandardCharsets.ISO_8859_1));
            }
            from = i + 1;
            foreign = false;
        }
        return seen.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** How many of their bytes are beyond ASCII. */
    static int high(List<byte[]> words) {
        int high = 0;
        for (byte[] word : words) {
            for (byte b : word) {
                high += b < 0 ? 1 : 0;
            }
        }
        return high;
    }
}
