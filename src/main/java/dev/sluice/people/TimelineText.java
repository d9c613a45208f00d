package dev.sluice.people;

import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalKind;
import dev.sluice.signal.SignalKinds;
import dev.sluice.signal.WebSignals;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signals and decisions as a reader says them. */
final class TimelineText {
    /** The filters of the timeline. */
    enum TimelineFilter {
        ALL("Everything", null),
        PAGES("Pages", SignalKind.TimelineGroup.PAGES),
        FORMS("Forms", SignalKind.TimelineGroup.FORMS),
        CONTACT("Contact", SignalKind.TimelineGroup.CONTACT),
        DECISIONS("Stages", SignalKind.TimelineGroup.STAGES),
        FACTS("Facts", SignalKind.TimelineGroup.TRAITS);

        final String label;
        private final SignalKind.@Nullable TimelineGroup shows;

        TimelineFilter(String label, SignalKind.@Nullable TimelineGroup shows) {
            this.label = label;
            this.shows = shows;
        }

        /** The kinds of signals that it shows; none for all. */
        Set<String> in(SignalKinds kinds) {
            return shows == null ? Set.of() : kinds.in(shows);
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private TimelineText() {}

    /** A signal in one line. */
    static String of(SignalKind kind, Signal signal, String sourceKind, String sourceName) {
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
        return kind.text(signal.subject());
    }

    /** "company_size" is "Company size". */
    static String trait(String name) {
        String words = name.replace('_', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A stored value as text. */
    static String value(@Nullable Object value) {
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
