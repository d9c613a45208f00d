package dev.sluice.deal.board;

import dev.sluice.deal.DealFieldParser;
import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a form or a caller of the API says of a deal, so that nothing is told that cannot be meant. */
public final class DealInput {
    static final Set<String> FIELDS = Set.of(
            "title",
            "amount",
            "currency",
            "expected_close",
            "next_step",
            "next_step_at",
            "owner",
            "sdr",
            "products",
            "competitors");

    private DealInput() {}

    /** The fields of a form; one that is left empty clears its field. */
    public static Map<String, Object> form(Map<String, String> said) {
        Map<String, Object> fields = new HashMap<>();
        said.forEach((name, text) -> {
            if (name.equals("products") || name.equals("competitors")) {
                fields.put(
                        name,
                        Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(one -> !one.isEmpty())
                                .toList());
            } else if (FIELDS.contains(name)) {
                fields.put(name, text.strip());
            }
        });
        return checked(fields, "");
    }

    /** @param at what stands before the name of a refused field */
    public static Map<String, Object> checked(Map<String, Object> fields, String at) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        fields.forEach((name, value) -> {
            String fault = fault(name, value);
            if (fault != null) {
                faults.add(new BadInput.FieldError(at + name, fault));
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return fields;
    }

    private static @Nullable String fault(String name, @Nullable Object value) {
        String text = DealFieldParser.text(value);
        if (text.isEmpty()) {
            return null;
        }
        return switch (name) {
            case "amount" ->
                DealFieldParser.amount(value) == null
                        ? "Write an amount such as 12000 or 12,000.50, below a trillion."
                        : null;
            case "currency" ->
                !DealFieldParser.currency(text).isEmpty() ? null : "Write a currency of three letters, such as USD.";
            case "expected_close", "next_step_at" ->
                DealFieldParser.day(value) == null ? "Write a day like 2026-11-30." : null;
            default -> null;
        };
    }
}
