package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traits as callers write them. */
class TraitInputTest {
    private static Map<String, Object> traits(String json) {
        return TraitInput.traits(Json.object(json));
    }

    private static String fault(Runnable reading) {
        try {
            reading.run();
        } catch (BadInput refused) {
            return refused.faults().getFirst().field();
        }
        throw new AssertionError("it was taken");
    }

    @Test
    void textNumbersYesNoAndListsOfTextAreTraits() {
        assertThat(traits("{\"a\":\"x\",\"b\":1,\"c\":1.5,\"d\":true,\"e\":[\"x\",\"y\"],\"f\":[]}"))
                .isEqualTo(Map.of("a", "x", "b", 1, "c", 1.5, "d", true, "e", List.of("x", "y"), "f", List.of()));
    }

    @Test
    void aNullTakesTheTraitAway() {
        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("role", null);
        assertThat(traits("{\"role\":null}")).isEqualTo(expected);
    }

    @Test
    void noTraitsAreNone() {
        assertThat(TraitInput.traits(null)).isEmpty();
        assertThat(TraitInput.traits(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Role", "1st", "_a", "a b", "a-b", "ä", "", "a.b"})
    void aNameOfAnotherFormIsRefused(String name) {
        assertThat(fault(() -> TraitInput.traits(Map.of(name, "x")))).isEqualTo("traits." + name);
    }

    @Test
    void aNameHasAtMostAHundredCharacters() {
        assertThat(TraitInput.traits(Map.of("a".repeat(100), 1))).hasSize(1);
        assertThat(fault(() -> TraitInput.traits(Map.of("a".repeat(101), 1)))).startsWith("traits.a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"b\":1}}", "{\"a\":[1]}", "{\"a\":[null]}", "{\"a\":[[\"x\"]]}"})
    void whatIsNestedIsNoTrait(String json) {
        assertThat(fault(() -> traits(json))).isEqualTo("traits.a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "[]", "7"})
    void traitsAreAnObject(String value) {
        assertThat(fault(() -> TraitInput.traits(value))).isEqualTo("traits");
        assertThat(fault(() -> TraitInput.traits(List.of(value)))).isEqualTo("traits");
    }

    @Test
    void thereAreAtMostTwoHundredTraitsAndAsManyTextsInAList() {
        Map<String, Object> most =
                IntStream.range(0, 200).boxed().collect(Collectors.toMap(i -> "t" + i, i -> (Object) i));
        assertThat(TraitInput.traits(most)).hasSize(200);
        most.put("one_more", 1);
        assertThat(fault(() -> TraitInput.traits(most))).isEqualTo("traits");
        assertThat(TraitInput.traits(Map.of("a", Collections.nCopies(200, "x"))))
                .hasSize(1);
        assertThat(fault(() -> TraitInput.traits(Map.of("a", Collections.nCopies(201, "x")))))
                .isEqualTo("traits.a");
    }

    @Test
    void textIsPlainAndHasItsLimit() {
        assertThat(TraitInput.traits(Map.of("a", "x\0y"))).isEqualTo(Map.of("a", "xy"));
        assertThat(TraitInput.traits(Map.of("a", "x".repeat(4_000)))).hasSize(1);
        assertThat(fault(() -> TraitInput.traits(Map.of("a", "x".repeat(4_001)))))
                .isEqualTo("traits.a");
        assertThat(fault(() -> TraitInput.traits(Map.of("a", List.of("x".repeat(4_001))))))
                .isEqualTo("traits.a");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"' x ', x", "'', -", "'   ', -"})
    void aTextOfTheBodyIsStripped(String written, @Nullable String read) {
        assertThat(TraitInput.text(Map.of("email", written), "email")).isEqualTo(read);
    }

    @Test
    void aTextOfTheBodyMayBeAbsentButIsAText() {
        assertThat(TraitInput.text(Map.of(), "email")).isNull();
        assertThat(fault(() -> TraitInput.text(Map.of("email", 7), "email"))).isEqualTo("email");
        assertThat(fault(() -> TraitInput.text(Map.of("email", List.of()), "email")))
                .isEqualTo("email");
    }
}
