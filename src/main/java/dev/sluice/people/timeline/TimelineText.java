package dev.sluice.people.timeline;

import dev.sluice.signal.Signal;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.WebSignals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes signals, traits and their values as text for people. */
public final class TimelineText {
    private TimelineText() {}

    /** A signal in one line. */
    static String of(SignalKind kind, Signal signal, String sourceKind, String sourceName, String sentence) {
        if (WebSignals.IDENTIFIED.is(signal.kind()) && sourceKind.equals("hand")) {
            return "Facts set by hand";
        }
        if (WebSignals.IDENTIFIED.is(signal.kind()) && sourceKind.equals("api")) {
            return "Facts told through the API";
        }
        if (kind.icon() == SignalKind.Icon.IMPORT) {
            String from = sourceName.isEmpty() ? "" : " from " + sourceName;
            String row = signal.data().get("row") instanceof Number number ? " row " + number.longValue() : "";
            return kind.text("") + from + row;
        }
        return sentence;
    }

    /** "company_size" is "Company size". */
    public static String trait(String name) {
        String words = name.replace('_', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A stored value as text. */
    public static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "removed";
            case Boolean yes -> yes ? "yes" : "no";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case List<?> list ->
                String.join(", ", list.stream().map(TimelineText::value).toList());
            default -> value.toString();
        };
    }
}
