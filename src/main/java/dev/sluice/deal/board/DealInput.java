package dev.sluice.deal.board;

import dev.sluice.deal.DealFieldParser;
import dev.sluice.deal.DealSummary;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a form or a caller of the API says of a deal, so that nothing is recorded that cannot be meant. */
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

    /**
     * The fields of a form; one that is left empty clears its field.
     *
     * @param amount what the deal is worth already; null where that is not known
     * @param currency in which the amount is unless the form names another
     */
    public static Map<String, Object> form(Map<String, String> said, @Nullable BigDecimal amount, String currency) {
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
        return checked(fields, amount, currency);
    }

    /** The form of a deal's page. */
    static Map<String, Object> form(Map<String, String> said, DealSummary deal) {
        return form(said, deal.amount(), deal.currency());
    }

    /** Refuses what cannot be meant, all of it at once; the parameters are those of {@link #form}. */
    public static Map<String, Object> checked(
            Map<String, Object> fields, @Nullable BigDecimal amount, String currency) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        fields.forEach((name, value) -> {
            String fault = fault(name, value);
            if (fault != null) {
                faults.add(new BadInput.FieldError(name, fault));
            }
        });
        if (faults.isEmpty()) {
            String decimals = decimals(fields, amount, currency);
            if (decimals != null) {
                faults.add(new BadInput.FieldError("amount", decimals));
            }
        }
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
            case "amount" -> {
                String sentence = text.startsWith("-")
                        ? "An amount is 0 or more."
                        : "Write an amount such as 12000 or 12,000.50, below a trillion.";
                yield DealFieldParser.amount(value) == null ? sentence : null;
            }
            case "currency" ->
                DealFieldParser.currency(text).isEmpty()
                        ? "Write a currency by its ISO 4217 code, such as USD or EUR."
                        : null;
            case "expected_close", "next_step_at" ->
                DealFieldParser.day(value) == null ? "Write a day like 2026-11-30." : null;
            default -> null;
        };
    }

    /** What is wrong with the decimals of the amount in the currency that the deal will have. */
    private static @Nullable String decimals(
            Map<String, Object> fields, @Nullable BigDecimal before, String currencyBefore) {
        BigDecimal amount = fields.containsKey("amount") ? DealFieldParser.amount(fields.get("amount")) : before;
        String named = DealFieldParser.currency(fields.get("currency"));
        Currency currency = Money.currency(named.isEmpty() ? currencyBefore : named);
        if (amount == null || currency == null || Money.fits(amount, currency)) {
            return null;
        }
        int decimals = currency.getDefaultFractionDigits();
        return "An amount in " + currency.getCurrencyCode() + " has "
                + (decimals == 0 ? "no decimals." : "at most " + decimals + " decimals.");
    }
}
