package dev.sluice.handoff.report;

import dev.sluice.platform.BadInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads how a report is grouped. */
final class Breakdowns {
    private Breakdowns() {}

    /** The constant of that name in lower case. */
    static <E extends Enum<E>> E read(E[] all, String name) {
        return Arrays.stream(all)
                .filter(constant -> lower(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "by",
                        "Say one of "
                                + Arrays.stream(all).map(Breakdowns::lower).collect(Collectors.joining(", "))
                                + "."));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
