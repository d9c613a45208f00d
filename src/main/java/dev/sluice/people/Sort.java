package dev.sluice.people;

import dev.sluice.platform.BadInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The orders people are listed in. */
enum Sort {
    ENGAGEMENT("Engagement"),
    NEWEST("Newest"),
    /** Who has no name is left out. */
    NAME("Name");

    private final String label;

    Sort(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sort of(String code) {
        return Arrays.stream(values())
                .filter(sort -> sort.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "sort",
                        "There is no order \"" + code + "\"; choose one of "
                                + Arrays.stream(values()).map(Sort::code).collect(Collectors.joining(", ")) + "."));
    }
}
