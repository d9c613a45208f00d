package dev.sluice.standing.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standing.editor.TextDiff.DiffLine;
import dev.sluice.standing.editor.TextDiff.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two texts beside each other, line by line. */
class TextDiffTest {

    private static String numbered(int lines) {
        return String.join(
                "\n", IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i).toList());
    }

    /** Each line in short: "-3 text", "+4 text", "3=4 text" or "... text". */
    private static List<String> between(String older, String newer) {
        return TextDiff.between(older, newer).stream()
                .map(line -> switch (line.kind()) {
                    case SAME -> line.before() + "=" + line.after() + " " + line.text();
                    case ADDED -> "+" + line.after() + " " + line.text();
                    case REMOVED -> "-" + line.before() + " " + line.text();
                    case GAP -> "... " + line.text();
                })
                .toList();
    }

    @Test
    void textsThatAreTheSameHaveNoDifference() {
        assertThat(between(numbered(20), numbered(20))).isEmpty();
        assertThat(between("", "")).isEmpty();
        assertThat(between("a\n", "a")).as("a newline at the end makes none").isEmpty();
    }

    @Test
    void aLineThatChangedIsRemovedAndAdded() {
        assertThat(between("a\nb\nc", "a\nx\nc")).containsExactly("1=1 a", "-2 b", "+2 x", "3=3 c");
    }

    @Test
    void linesBehindAnAddedOneMoveDown() {
        assertThat(between("a\nb", "new\na\nb")).containsExactly("+1 new", "1=2 a", "2=3 b");
    }

    @Test
    void linesBehindARemovedOneMoveUp() {
        assertThat(between("a\nb\nc", "b\nc")).containsExactly("-1 a", "2=1 b", "3=2 c");
    }

    @Test
    void threeLinesAroundAChangeAreShownAndTheRestIsCounted() {
        String changed = numbered(20).replace("line 10", "LINE 10");

        assertThat(between(numbered(20), changed))
                .containsExactly(
                        "... 6 lines are the same",
                        "7=7 line 7",
                        "8=8 line 8",
                        "9=9 line 9",
                        "-10 line 10",
                        "+10 LINE 10",
                        "11=11 line 11",
                        "12=12 line 12",
                        "13=13 line 13",
                        "... 7 lines are the same");
    }

    @Test
    void oneLineThatIsLeftOutIsCalledOne() {
        String changed = numbered(5).replace("line 5", "LINE 5");

        assertThat(between(numbered(5), changed).getFirst()).isEqualTo("... 1 line is the same");
    }

    @Test
    void changesNearEachOtherHaveNoGapBetweenThem() {
        String changed = numbered(12).replace("line 3", "LINE 3").replace("line 9", "LINE 9");

        assertThat(between(numbered(12), changed)).noneMatch(line -> line.startsWith("..."));
        String farther = numbered(13).replace("line 3", "LINE 3").replace("line 11", "LINE 11");
        assertThat(between(numbered(13), farther)).containsOnlyOnce("... 1 line is the same");
    }

    @Test
    void aTextThatIsAllNewOrAllGoneIsShownWhole() {
        assertThat(between("", "a\nb")).containsExactly("+1 a", "+2 b");
        assertThat(between("a\nb", "")).containsExactly("-1 a", "-2 b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsShownIsTrueOfBothTexts(long seed) {
        Random random = new Random(seed);
        List<String> older = new ArrayList<>();
        List<String> newer = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String line = "l" + random.nextInt(30);
            int fate = random.nextInt(12);
            if (fate != 0) {
                older.add(line);
            }
            if (fate != 1) {
                newer.add(fate == 2 ? line + "!" : line);
            }
        }
        int before = 0;
        int after = 0;
        for (DiffLine line : TextDiff.between(String.join("\n", older), String.join("\n", newer))) {
            if (line.kind() == Kind.GAP) {
                int same = Integer.parseInt(line.text().substring(0, line.text().indexOf(' ')));
                assertThat(older.subList(before, before + same)).isEqualTo(newer.subList(after, after + same));
                before += same;
                after += same;
            }
            if (line.kind() == Kind.SAME || line.kind() == Kind.REMOVED) {
                assertThat(line.before()).isEqualTo(++before);
                assertThat(line.text()).isEqualTo(older.get(before - 1));
            }
            if (line.kind() == Kind.SAME || line.kind() == Kind.ADDED) {
                assertThat(line.after()).isEqualTo(++after);
                assertThat(line.text()).isEqualTo(newer.get(after - 1));
            }
        }
        assertThat(before).isEqualTo(older.size());
        assertThat(after).isEqualTo(newer.size());
    }
}
