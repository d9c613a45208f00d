package dev.sluice.people.search;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a filter by name, read as texts, numbers and days. */
record FilterParams(Map<String, List<String>> values) {
    private static final int MAX_LENGTH = 200;

    /**
     * Takes the parameters of an address.
     *
     * @param also names of parameters that belong to the caller
     * @throws BadInput when one has another name
     */
    static FilterParams of(Map<String, List<String>> values, Set<String> names, Set<String> also) {
        values.keySet().stream()
                .filter(name -> !names.contains(name) && !also.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInput(
                            name,
                            "There is no filter of this name; use "
                                    + String.join(", ", names.stream().sorted().toList()) + ".");
                });
        return new FilterParams(values);
    }

    /** The distinct texts of a parameter that may be repeated or separated by commas. */
    List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    String text(String name) {
        String value = values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
        String clean = StorableText.text(value).strip();
        if (clean.length() > MAX_LENGTH) {
            throw new BadInput(name, "Write at most " + MAX_LENGTH + " characters.");
        }
        return clean;
    }

    @Nullable
    Integer number(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            int number = Integer.parseInt(value);
            if (Math.abs(number) <= 1_000_000) {
                return number;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence below
        }
        throw new BadInput(name, "Write a whole number of points.");
    }

    @Nullable
    Long company(String name) {
        String value = text(name);
        try {
            return value.isEmpty() ? null : (Long) Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw new BadInput(name, "Write the number of a company.");
        }
    }

    @Nullable
    LocalDate date(String name) {
        String value = text(name);
        try {
            LocalDate date = value.isEmpty() ? null : LocalDate.parse(value);
            if (date == null || (date.getYear() >= 1900 && date.getYear() <= 9000)) {
                return date;
            }
        } catch (DateTimeParseException _) {
            // falls through to the sentence below
        }
        throw new BadInput(name, "Write a day like 2026-01-31.");
    }
}
