package dev.sluice.people.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.person.Timeline.TimelineItem;
import dev.sluice.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Half minutes on a page are one entry with their total. */
class PageTimesTest {
    private final List<TimelineItem> newestFirst = new ArrayList<>();

    private PageTimesTest happened(String kind, String path) {
        Signal signal = new Signal(
                UUID.randomUUID(),
                1,
                1,
                Instant.EPOCH.plusSeconds(30L * newestFirst.size()),
                Instant.EPOCH,
                1,
                true,
                kind,
                path,
                Map.of(),
                Map.of("properties", Map.of("path", path, "seconds", 30)));
        newestFirst.addFirst(new TimelineItem(signal, "script", "Website"));
        return this;
    }

    private List<String> shown() {
        return PageTimes.folded(newestFirst).stream()
                .map(TimelineItem::signal)
                .map(signal -> signal.kind() + " " + signal.subject()
                        + (signal.kind().equals("page_time")
                                ? " " + signal.data().get("seconds")
                                : ""))
                .toList();
    }

    @Test
    void tenHalfMinutesAreOneEntry() {
        happened("page_viewed", "/pricing");
        for (int i = 0; i < 10; i++) {
            happened("page_time", "/pricing");
        }
        assertThat(shown()).containsExactly("page_time /pricing 300", "page_viewed /pricing");
    }

    @Test
    void eachViewHasItsOwnTotalAndSoHasEachPage() {
        happened("page_viewed", "/pricing").happened("page_time", "/pricing").happened("page_time", "/pricing");
        happened("page_viewed", "/docs").happened("page_time", "/docs").happened("form_started", "demo");
        happened("page_time", "/docs");
        happened("page_viewed", "/pricing").happened("page_time", "/pricing");

        assertThat(shown())
                .containsExactly(
                        "page_time /pricing 30",
                        "page_viewed /pricing",
                        "page_time /docs 60",
                        "form_started demo",
                        "page_viewed /docs",
                        "page_time /pricing 60",
                        "page_viewed /pricing");
    }
}
