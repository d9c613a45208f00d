package dev.sluice.people.search;

import java.util.List;
import java.util.stream.Collectors;

/** Whole numbers as SQL text: what is made of numbers alone can carry nothing else. */
final class SqlNumbers {
    private SqlNumbers() {}

    static String array(List<Integer> numbers) {
        return "ARRAY[" + numbers.stream().map(String::valueOf).collect(Collectors.joining(",")) + "]::int[]";
    }
}
