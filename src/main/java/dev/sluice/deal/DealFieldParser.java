package dev.sluice.deal;

import dev.sluice.platform.Money;
import dev.sluice.platform.StorableText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a signal says of a deal; whatever a stranger wrote there is taken as far as it makes sense. */
public final class DealFieldParser {
    private static final int LONGEST = 500;
    private static final int MOST = 50;

    private DealFieldParser() {}

    public static String text(@Nullable Object told) {
        return told == null ? "" : StorableText.clip(told.toString().strip(), LONGEST);
    }

    /** Null for what is no amount; a deal is never worth less than nothing. */
    static @Nullable public BigDecimal amount(@Nullable Object told) {
        return Money.amount(text(told));
    }

    /** The day of an ISO date or instant; null for anything else. */
    static @Nullable public LocalDate day(@Nullable Object told) {
        String text = text(told);
        try {
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    /** The code of an ISO 4217 currency; "" for anything else. */
    public static String currency(@Nullable Object told) {
        Currency currency = Money.currency(text(told));
        return currency == null ? "" : currency.getCurrencyCode();
    }

    static List<String> texts(@Nullable Object told) {
        List<?> all = told instanceof List<?> list ? list : told == null ? List.of() : List.of(told);
        return all.stream()
                .map(DealFieldParser::text)
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(MOST)
                .toList();
    }

    static List<Objection> objections(@Nullable Object told) {
        List<Objection> objections = new ArrayList<>();
        if (told instanceof List<?> list) {
            for (Object one : list) {
                Objection objection = one instanceof Map<?, ?> fields
                        ? new Objection(text(fields.get("objection")), text(fields.get("answer")))
                        : new Objection(text(one), "");
                if (!objection.objection().isEmpty() && objections.size() < MOST) {
                    objections.add(objection);
                }
            }
        }
        return List.copyOf(objections);
    }

    /** What was said against us, and how it was answered; "" while it was not. */
    public record Objection(String objection, String answer) {}
}
