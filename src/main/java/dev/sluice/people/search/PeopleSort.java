package dev.sluice.people.search;

import dev.sluice.platform.BadInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The orders people are listed in. */
public enum PeopleSort {
    ENGAGEMENT("Engagement"),
    NEWEST("Newest"),
    /** Who has no name comes last. */
    NAME("Name");

    private final String label;

    PeopleSort(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PeopleSort of(String code) {
        return Arrays.stream(values())
                .filter(sort -> sort.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "sort",
                        "There is no order \"" + code + "\"; choose one of "
                                + Arrays.stream(values()).map(PeopleSort::code).collect(Collectors.joining(", "))
                                + "."));
    }
}
