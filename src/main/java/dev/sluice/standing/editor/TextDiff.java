package dev.sluice.standing.editor;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** What changed between two texts, line by line, with a few lines around each change. */
final class TextDiff {
    /** What happened to a line; GAP is for lines left out because they are the same. */
    enum Kind {
        SAME,
        ADDED,
        REMOVED,
        GAP
    }

    /**
     * A line of the comparison.
     *
     * @param before its number in the older text, 0 when it is not in it; likewise {@code after}
     */
    record DiffLine(Kind kind, int before, int after, String text) {}

    private static final int AROUND = 3;

    private TextDiff() {}

    static List<DiffLine> between(String older, String newer) {
        List<String> before = older.lines().toList();
        List<String> after = newer.lines().toList();
        List<DiffLine> lines = new ArrayList<>();
        int position = 0;
        int shift = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            same(lines, before, position, delta.getSource().getPosition(), shift);
            position = delta.getSource().getPosition();
            for (String line : delta.getSource().getLines()) {
                lines.add(new DiffLine(Kind.REMOVED, ++position, 0, line));
            }
            int number = delta.getTarget().getPosition();
            for (String line : delta.getTarget().getLines()) {
                lines.add(new DiffLine(Kind.ADDED, 0, ++number, line));
            }
            shift = number - position;
        }
        if (!lines.isEmpty()) {
            same(lines, before, position, before.size(), shift);
        }
        return lines;
    }

    private static void same(List<DiffLine> lines, List<String> text, int from, int to, int shift) {
        int head = lines.isEmpty() ? from : Math.min(to, from + AROUND);
        int tail = to == text.size() ? to : Math.max(head, to - AROUND);
        add(lines, text, from, head, shift);
        if (tail > head) {
            lines.add(new DiffLine(
                    Kind.GAP, 0, 0, tail - head == 1 ? "1 line is the same" : tail - head + " lines are the same"));
        }
        add(lines, text, tail, to, shift);
    }

    private static void add(List<DiffLine> lines, List<String> text, int from, int to, int shift) {
        for (int i = from; i < to; i++) {
            lines.add(new DiffLine(Kind.SAME, i + 1, i + 1 + shift, text.get(i)));
        }
    }
}
