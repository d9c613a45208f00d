package dev.sluice.people.timeline;

import dev.sluice.person.Timeline.TimelineItem;
import dev.sluice.signal.Signal;
import dev.sluice.signal.kind.WebSignals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the time that was spent on one view of a page as one entry with its total, not as one for each half minute. */
final class PageTimes {
    private PageTimes() {}

    /** The entries, newest first; the times of a view take the place of its newest one. */
    static List<TimelineItem> folded(List<TimelineItem> items) {
        List<TimelineItem> folded = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (TimelineItem item : items) {
            Signal signal = item.signal();
            Integer place = places.get(key(signal));
            if (!WebSignals.PAGE_TIME.is(signal.kind())) {
                if (WebSignals.PAGE_VIEWED.is(signal.kind())) {
                    places.remove(key(signal)); // what is older belongs to a view before
                }
                folded.add(item);
            } else if (place == null) {
                places.put(key(signal), folded.size());
                folded.add(with(item, seconds(signal)));
            } else {
                TimelineItem newest = folded.get(place);
                folded.set(place, with(newest, seconds(newest.signal()) + seconds(signal)));
            }
        }
        return folded;
    }

    private static String key(Signal signal) {
        return signal.person() + " " + signal.subject();
    }

    private static long seconds(Signal signal) {
        Object own = signal.data().get("seconds");
        Object sent = own == null && signal.data().get("properties") instanceof Map<?, ?> properties
                ? properties.get("seconds")
                : own;
        return sent instanceof Number number ? number.longValue() : 0;
    }

    private static TimelineItem with(TimelineItem item, long seconds) {
        Signal signal = item.signal();
        Map<String, Object> data = new HashMap<>(signal.data());
        data.put("seconds", seconds);
        return new TimelineItem(
                new Signal(
                        signal.id(),
                        signal.person(),
                        signal.record(),
                        signal.at(),
                        signal.receivedAt(),
                        signal.source(),
                        signal.human(),
                        signal.kind(),
                        signal.subject(),
                        signal.traits(),
                        data),
                item.sourceKind(),
                item.sourceName());
    }
}
