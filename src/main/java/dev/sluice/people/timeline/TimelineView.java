package dev.sluice.people.timeline;

import dev.sluice.person.Timeline;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.Signal;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.signal.kind.SignalSentences;
import dev.sluice.signal.kind.SignalSentences.SentenceTopic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** What says something of the machine, or of where in Sluice a signal is from, and nothing of the person. */
    private static final Set<String> TECHNICAL = Set.of(
            "user_agent",
            "visitor",
            "message",
            "key",
            "received",
            "url",
            "row",
            "by",
            "unverified",
            "library",
            "template",
            "import",
            "id");

    private final Timeline timeline;
    private final TimelineDecisionRows decisions;
    private final SignalKinds kinds;
    private final SignalSentences sentences;

    TimelineView(Timeline timeline, TimelineDecisionRows decisions, SignalKinds kinds, SignalSentences sentences) {
        this.sentences = sentences;
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
        Map<SentenceTopic, String> said = sentences.of(
                workspace, page.items().stream().map(TimelineView::topic).toList());
        // a decision is shown above the signal that caused it
        List<TimelineEntry> entries = Stream.concat(
                        decided,
                        PageTimes.folded(page.items()).stream()
                                .map(item -> entry(item, said.getOrDefault(topic(item), ""))))
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

    private static SentenceTopic topic(Timeline.TimelineItem item) {
        return new SentenceTopic(item.signal().kind(), item.signal().subject());
    }

    private TimelineEntry entry(Timeline.TimelineItem item, String sentence) {
        Signal signal = item.signal();
        SignalKind kind = kinds.kind(signal.kind());
        return new TimelineEntry(
                signal.at(),
                signal.id().toString(),
                kind.icon().code(),
                TimelineText.of(kind, signal, item.sourceKind(), item.sourceName(), sentence),
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
        signal.data().forEach((name, value) -> addData(details, name, value));
        details.sort(Comparator.comparing(Detail::name));
        return details;
    }

    /** Everything that was written or chosen, whatever it is called; properties of an event are shown one by one. */
    private static void addData(List<Detail> details, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> nested && name.equals("properties")) {
            nested.forEach((inner, member) -> addData(details, String.valueOf(inner), member));
        } else if (value != null && !(value instanceof Map) && !TECHNICAL.contains(name)) {
            details.add(new Detail(TimelineText.trait(name), TimelineText.value(value)));
        }
    }
}
