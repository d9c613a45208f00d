package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** JSON as it is stored. */
class JsonTest {
    record Point(int x, int y) {}

    @Test
    void valuesOfEveryKindAreWritten() {
        assertThat(Json.write(null)).isEqualTo("null");
        assertThat(Json.write("a\"b")).isEqualTo("\"a\\\"b\"");
        assertThat(Json.write(List.of(1, true, 2.5))).isEqualTo("[1,true,2.5]");
        assertThat(Json.write(Map.of("a", List.of()))).isEqualTo("{\"a\":[]}");
        assertThat(Json.write(new Point(1, 2))).isEqualTo("{\"x\":1,\"y\":2}");
    }

    @Test
    void aZeroCharacterIsLeftOut() {
        assertThat(Json.write("a\0b")).isEqualTo("\"ab\"");
        assertThat(Json.write("\0\0")).isEqualTo("\"\"");
        assertThat(Json.write(Map.of("k\0", "v"))).isEqualTo("{\"k\":\"v\"}");
    }

    @Test
    void aBackslashFollowedByTheSameLettersIsText() {
        assertThat(Json.write("a\\u0000b")).isEqualTo("\"a\\\\u0000b\"");
        assertThat(Json.write("a\\\0b")).isEqualTo("\"a\\\\b\"");
    }

    @Test
    void whatWasWrittenReadsAsTheTextWithoutItsZeros() {
        Random random = new Random(5);
        String some = "\0\\u0\"a";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                text.append(some.charAt(random.nextInt(some.length())));
            }
            assertThat(Json.read(Json.write(text.toString()), String.class))
                    .isEqualTo(text.toString().replace("\0", ""));
        }
    }

    @Test
    void anObjectIsReadInTheOrderOfItsText() {
        assertThat(Json.object("{\"b\":1,\"a\":null,\"c\":[1,{\"d\":false}]}").keySet())
                .containsExactly("b", "a", "c");
        assertThat(Json.object("{\"c\":[1,{\"d\":false}]}")).isEqualTo(Map.of("c", List.of(1, Map.of("d", false))));
    }

    @Test
    void noObjectIsAnEmptyOne() {
        assertThat(Json.object(null)).isEmpty();
        assertThat(Json.object("{}")).isEmpty();
    }

    @Test
    void anArrayIsReadWithItsNulls() {
        assertThat(Json.array("[1,null,\"a\"]")).isEqualTo(Arrays.asList(1, null, "a"));
        assertThat(Json.array("[]")).isEmpty();
        assertThat(Json.array(null)).isEmpty();
    }

    @Test
    void aTypeIsReadFromItsFields() {
        assertThat(Json.read("{\"y\":4,\"x\":3}", Point.class)).isEqualTo(new Point(3, 4));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Json.object("{")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.object("[]")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.array("{}")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.read("", Point.class)).isInstanceOf(JacksonException.class);
    }
}
