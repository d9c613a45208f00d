package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What happened to a person, page by page. */
class TimelineTest extends PersonCase {
    @Autowired
    private Timeline timeline;

    @Autowired
    private Merges merges;

    private void viewed(String visitor, Instant at, String path) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.visitor(visitor),
                        at,
                        null,
                        "page_viewed",
                        path,
                        true,
                        source,
                        Map.of(),
                        Map.of("n", 1),
                        Trust.INTERNAL)));
    }

    private List<String> walk(long person, Set<String> kinds, int limit) {
        List<String> all = new ArrayList<>();
        @Nullable String next = null;
        do {
            Page<Timeline.TimelineItem> page = timeline.page(workspace, person, kinds, next, limit);
            page.items().forEach(entry -> all.add(entry.signal().subject()));
            assertThat(page.items().size()).isLessThanOrEqualTo(limit);
            next = page.next();
        } while (next != null);
        return all;
    }

    @Test
    void theNewestComesFirstWhateverTheOrderOfArrival() {
        viewed("tab", ago(30), "/second");
        viewed("tab", ago(10), "/third");
        viewed("tab", ago(60), "/first");
        assertThat(walk(id("a:tab"), Set.of(), 50)).containsExactly("/third", "/second", "/first");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void pagesOfAnySizeGiveEachSignalOnce(int limit) {
        Instant same = ago(30);
        for (int i = 0; i < 12; i++) {
            viewed("tab", i < 6 ? same : ago(i), "/" + i);
        }
        assertThat(walk(id("a:tab"), Set.of(), limit)).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void theLastPageHasNoNextEvenWhenItIsFull() {
        viewed("tab", ago(3), "/a");
        viewed("tab", ago(2), "/b");
        assertThat(timeline.page(workspace, id("a:tab"), Set.of(), null, 2).next())
                .isNull();
        assertThat(timeline.page(workspace, id("a:tab"), Set.of(), null, 1).next())
                .isNotNull();
    }

    @Test
    void kindsNarrowItAndPagesGoOnAmongThem() {
        for (int i = 0; i < 6; i++) {
            record(
                    IdentityKeys.visitor("tab"),
                    30 - i,
                    i % 2 == 0 ? "form_viewed" : "page_viewed",
                    "/" + i,
                    Map.of(),
                    Map.of());
        }
        assertThat(walk(id("a:tab"), Set.of("form_viewed"), 2)).containsExactly("/4", "/2", "/0");
        assertThat(walk(id("a:tab"), Set.of("form_viewed", "page_viewed"), 50)).hasSize(6);
        assertThat(walk(id("a:tab"), Set.of("demo_requested"), 50)).isEmpty();
    }

    @Test
    void theSignalsOfAMergedPersonAreAmongTheOthers() {
        viewed("one", ago(30), "/a");
        viewed("two", ago(20), "/b");
        viewed("one", ago(10), "/c");
        long one = id("a:one");
        merges.merge(workspace, one, id("a:two"), 1);
        assertThat(walk(one, Set.of(), 1)).containsExactly("/c", "/b", "/a");
    }

    @Test
    void anEntryNamesItsSourceAndKeepsWhatCameAlong() {
        viewed("tab", ago(5), "/a");
        assertThat(timeline.page(workspace, id("a:tab"), Set.of(), null, 5).items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.sourceName()).isEqualTo("test");
                    assertThat(entry.sourceKind()).isEqualTo("api");
                    assertThat(entry.signal().data()).containsEntry("n", 1);
                });
    }

    @Test
    void aNewSignalDoesNotDisturbAWalk() {
        for (int i = 0; i < 4; i++) {
            viewed("tab", ago(40 - i), "/" + i);
        }
        Page<Timeline.TimelineItem> first = timeline.page(workspace, id("a:tab"), Set.of(), null, 2);
        viewed("tab", ago(1), "/new");
        assertThat(timeline.page(workspace, id("a:tab"), Set.of(), first.next(), 2)
                        .items())
                .extracting(entry -> entry.signal().subject())
                .containsExactly("/1", "/0");
    }

    @Test
    void aCursorKnowsItsInstant() {
        viewed("tab", Instant.parse("2020-03-01T10:00:00.000001Z"), "/a");
        viewed("tab", Instant.parse("2020-02-01T10:00:00Z"), "/b");
        String next = timeline.page(workspace, id("a:tab"), Set.of(), null, 1).next();
        assertThat(next).isNotNull();
        assertThat(Timeline.at(String.valueOf(next))).isEqualTo(Instant.parse("2020-03-01T10:00:00.000001Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1.", ".", "1.x", "x.0af76519-16cd-43dd-8448-eb211c80319c"})
    void aCursorThatIsNoneIsRefused(String cursor) {
        viewed("tab", ago(5), "/a");
        long visitor = id("a:tab");
        assertThatThrownBy(() -> timeline.page(workspace, visitor, Set.of(), cursor, 5))
                .isInstanceOf(BadInput.class);
    }
}
