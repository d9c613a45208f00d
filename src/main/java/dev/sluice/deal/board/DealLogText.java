package dev.sluice.deal.board;

import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealFieldParser;
import dev.sluice.deal.DealFold;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSignals;
import dev.sluice.platform.MoneyFormat;
import dev.sluice.platform.web.DisplayFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The log of a deal in words, and sums of deals. */
public final class DealLogText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);

    private DealLogText() {}

    public static String what(DealDetail.DealLogEntry line) {
        return switch (line.kind()) {
            case String kind when DealSignals.OPENED.is(kind) -> "Opened";
            case String kind when DealSignals.MOVED.is(kind) -> "To " + moved(line);
            case String kind
            when DealSignals.WON.is(kind) -> "Won for " + MoneyFormat.text(line.amount(), line.currency());
            case String kind
            when DealSignals.LOST.is(kind) ->
                line.subject().isEmpty() ? "Lost" : "Lost: " + DisplayFormat.stage(line.subject());
            case String kind when DealSignals.REOPENED.is(kind) -> "Opened again";
            case String kind when DealSignals.KEPT.is(kind) -> "Kept: " + line.subject();
            case String kind when DealSignals.NOTE.is(kind) -> "Note";
            case String kind when DealEvent.DONE.is(kind) -> "Done: " + line.subject();
            case String kind when DealEvent.UNDONE.is(kind) -> "Not done after all: " + line.subject();
            default -> "Changed";
        };
    }

    /** The stage, with the name by which another system called it where that is another. */
    private static String moved(DealDetail.DealLogEntry line) {
        if (line.held() != null || line.subject().equals(line.stage())) {
            return DisplayFormat.stage(line.subject());
        }
        return DisplayFormat.stage(line.stage()) + " (told as \"" + line.subject() + "\")";
    }

    /** Sums of several stages as one for each currency. */
    public static String total(List<DealSearch.Sum> sums, boolean weighted) {
        Map<String, DealSearch.Sum> byCurrency = new LinkedHashMap<>();
        sums.forEach(sum -> byCurrency.merge(sum.currency(), sum, DealSearch.Sum::plus));
        return sums(List.copyOf(byCurrency.values()), weighted);
    }

    /** Sums of several currencies beside each other; without cents. */
    public static String sums(List<DealSearch.Sum> sums, boolean weighted) {
        String text = sums.stream()
                .filter(sum -> sum.amount().signum() != 0)
                .map(sum -> MoneyFormat.text(
                        (weighted ? sum.weighted() : sum.amount()).setScale(0, RoundingMode.HALF_UP), sum.currency()))
                .collect(Collectors.joining(" + "));
        return text.isEmpty() ? "–" : text;
    }

    public static String lacks(List<String> held) {
        return held.stream()
                .map(lack -> lack.startsWith(DealFold.UNKNOWN) ? lack : lack.replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /**
     * The changes that came with it, one a line.
     *
     * @param users the names of users by their numbers
     */
    public static List<String> details(DealDetail.DealLogEntry line, Map<Integer, String> users) {
        List<String> details = new ArrayList<>();
        line.data().forEach((name, value) -> {
            if (DealInput.FIELDS.contains(name)) {
                details.add(DisplayFormat.stage(name) + ": " + text(line, name, value, users));
            }
        });
        if (DealSignals.CHANGED.is(line.kind()) && line.data().get("reason") != null) {
            details.add("Lost because of: "
                    + DisplayFormat.stage(DealFieldParser.text(line.data().get("reason"))));
        }
        Object remark = line.data().get("remark");
        if (remark != null) {
            details.add(DealFieldParser.text(remark));
        }
        Object rule = line.data().get("rule");
        Object by = line.data().get("by");
        if (rule != null) {
            details.add("By the definition: " + DealFieldParser.text(rule));
        } else if (by != null) {
            details.add("By " + DealFieldParser.text(by));
        }
        return details;
    }

    private static String text(DealDetail.DealLogEntry line, String name, Object value, Map<Integer, String> users) {
        return switch (name) {
            case "amount" -> money(line, value);
            case "expected_close", "next_step_at" -> day(value);
            case "owner", "sdr" -> user(value, users);
            default -> text(value);
        };
    }

    private static String money(DealDetail.DealLogEntry line, Object value) {
        String currency = DealFieldParser.currency(line.data().get("currency"));
        BigDecimal amount = DealFieldParser.amount(value);
        return amount == null ? "none" : MoneyFormat.text(amount, currency.isEmpty() ? line.currency() : currency);
    }

    private static String day(Object value) {
        LocalDate day = DealFieldParser.day(value);
        return day == null ? "none" : DAY.format(day);
    }

    private static String user(Object value, Map<Integer, String> users) {
        String text = DealFieldParser.text(value);
        if (!text.matches("[0-9]{1,9}")) {
            return text.isEmpty() ? "nobody" : text;
        }
        return users.getOrDefault(Integer.valueOf(text), "a former member");
    }

    private static String text(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> DealFieldParser.text(value).isEmpty() ? "none" : DealFieldParser.text(value);
        };
    }
}
