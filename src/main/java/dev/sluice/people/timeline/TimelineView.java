package dev.sluice.people.timeline;

import dev.sluice.person.Timeline;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.Signal;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKinds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The timeline for readers: signals and the decisions made on them, by day, with the signals of machines folded. */
@Component
public class TimelineView {
    /** A detail of an entry: an answer, a trait, a reason. */
    public record Detail(String name, String value) {}

    /** A signal or a decision; {@code opens} is the page that shows all of it, "" for none. */
    public record TimelineEntry(
            Instant at,
            String anchor,
            String icon,
            String text,
            List<Detail> details,
            boolean machine,
            String from,
            String opens) {
        boolean decision() {
            return icon.equals("decision");
        }
    }

    /** Entries that are shown as one: a single one, or all by machines between two by people. */
    public record EntryGroup(List<TimelineEntry> entries) {
        boolean folded() {
            return entries.getFirst().machine();
        }
    }

    public record Day(LocalDate date, List<EntryGroup> groups) {}

    /** A page of days; {@code next} is the cursor of the page before it in time. */
    public record TimelinePage(List<Day> days, @Nullable String next) {}

    private static final int PAGE = 50;
    private static final List<String> DATA =
            List.of("remark", "text", "title", "referrer", "utm_source", "utm_campaign", "seconds", "wording");

    private final Timeline timeline;
    private final TimelineDecisionRows decisions;
    private final SignalKinds kinds;

    TimelineView(Timeline timeline, TimelineDecisionRows decisions, SignalKinds kinds) {
        this.timeline = timeline;
        this.decisions = decisions;
        this.kinds = kinds;
    }

    /** The page after a cursor, or the newest one. */
    public TimelinePage page(
            int workspace, long person, TimelineFilter filter, @Nullable String after, TimeFormat when) {
        Page<Timeline.TimelineItem> page = timeline.page(workspace, person, filter.in(kinds), after, PAGE);
        Instant newest = after == null ? Instant.MAX : Timeline.at(after);
        Instant oldest = page.next() == null
                ? Instant.MIN
                : page.items().getLast().signal().at();
        Stream<TimelineEntry> decided = filter.showsDecisions()
                ? decisions.entries(workspace, person).stream()
                        .filter(entry ->
                                entry.at().isBefore(newest) && !entry.at().isBefore(oldest))
                : Stream.of();
        // a decision is shown above the signal that caused it
        List<TimelineEntry> entries = Stream.concat(
                        decided, PageTimes.folded(page.items()).stream().map(this::entry))
                .sorted(Comparator.comparing(TimelineEntry::at).reversed())
                .toList();
        return new TimelinePage(days(entries, when), page.next());
    }

    private static List<Day> days(List<TimelineEntry> entries, TimeFormat when) {
        List<Day> days = new ArrayList<>();
        for (TimelineEntry entry : entries) {
            LocalDate date = when.day(entry.at());
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(date, new ArrayList<>()));
            }
            List<EntryGroup> groups = days.getLast().groups();
            if (entry.machine() && !groups.isEmpty() && groups.getLast().folded()) {
                groups.getLast().entries().add(entry);
            } else {
                groups.add(new EntryGroup(new ArrayList<>(List.of(entry))));
            }
        }
        return days;
    }

    private TimelineEntry entry(Timeline.TimelineItem item) {
        Signal signal = item.signal();
        SignalKind kind = kinds.kind(signal.kind());
        return new TimelineEntry(
                signal.at(),
                signal.id().toString(),
                kind.icon().code(),
                TimelineText.of(kind, signal, item.sourceKind(), item.sourceName()),
                details(kind, signal),
                !signal.human() && !kind.means(Meaning.OUTGOING),
                signal.data().get("by") instanceof String by ? by : item.sourceName(),
                kind.means(Meaning.OUTGOING) && signal.data().get("message") instanceof Number message
                        ? "/outreach/messages/" + message.longValue()
                        : "");
    }

    private static List<Detail> details(SignalKind kind, Signal signal) {
        List<Detail> details = new ArrayList<>();
        boolean tells = kind.means(Meaning.TELLS_TRAITS);
        signal.traits().forEach((name, value) -> {
            // every signal that came by an address carries it; it is new only where traits were set
            if (tells || !name.equals("email")) {
                details.add(new Detail(TimelineText.trait(name), TimelineText.value(value)));
            }
        });
        if (signal.data().get("unverified") instanceof Map<?, ?> claims) {
            claims.forEach((name, value) -> details.add(
                    new Detail(TimelineText.trait(String.valueOf(name)) + " (unverified)", TimelineText.value(value))));
        }
        details.sort(Comparator.comparing(Detail::name));
        for (String name : DATA) {
            Object value = signal.data().get(name);
            if (value != null) {
                details.add(new Detail(TimelineText.trait(name), TimelineText.value(value)));
            }
        }
        return details;
    }
}
