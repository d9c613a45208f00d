package dev.sluice.people.timeline;

import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKinds;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of the timeline. */
public enum TimelineFilter {
    ALL("Everything", null),
    PAGES("Pages", SignalKind.TimelineGroup.PAGES),
    FORMS("Forms", SignalKind.TimelineGroup.FORMS),
    CONTACT("Contact", SignalKind.TimelineGroup.CONTACT),
    DECISIONS("Stages", SignalKind.TimelineGroup.STAGES),
    FACTS("Facts", SignalKind.TimelineGroup.TRAITS);

    public final String label;
    private final SignalKind.@Nullable TimelineGroup group;

    TimelineFilter(String label, SignalKind.@Nullable TimelineGroup group) {
        this.label = label;
        this.group = group;
    }

    /** The filter of that code, or the one that shows everything. */
    public static TimelineFilter of(String code) {
        return Arrays.stream(values())
                .filter(filter -> filter.code().equals(code))
                .findFirst()
                .orElse(ALL);
    }

    /** The kinds of signals that it shows; none for all. */
    Set<String> in(SignalKinds kinds) {
        return group == null ? Set.of() : kinds.in(group);
    }

    /** Whether it shows the decisions made on signals. */
    boolean showsDecisions() {
        return this == ALL || this == DECISIONS;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
