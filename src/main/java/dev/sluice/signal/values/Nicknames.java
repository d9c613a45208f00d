package dev.sluice.signal.values;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows which first names a nickname is short for. */
public final class Nicknames {
    private static final Map<String, List<String>> NAMES = BundledLists.of("nicknames.txt").stream()
            .map(line -> Arrays.asList(line.split("\t")))
            .collect(Collectors.toUnmodifiableMap(List::getFirst, names -> names.subList(1, names.size())));

    private Nicknames() {}

    /** The first name itself, in plain letters, and what it may be short for; at most so many. */
    public static Set<String> names(String plain, int limit) {
        Set<String> names = new LinkedHashSet<>();
        names.add(plain);
        NAMES.getOrDefault(plain, List.of()).stream().limit(limit - 1L).forEach(names::add);
        return names;
    }
}
