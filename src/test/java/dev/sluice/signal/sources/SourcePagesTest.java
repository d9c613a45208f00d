package dev.sluice.signal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SourcePagesTest extends SluiceTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private Instant now = NOON;

    @BeforeEach
    void now() {
        now = clock.instant();
    }

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private SourceRows rows;

    @Test
    void signals_are_counted_by_source_people_apart_from_machines_and_repeats_once() {
        int workspace = workspace();
        int site = sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        int api = sources.named(workspace, Sources.Kind.API, "Product");

        signals.record(workspace, List.of(view(site, "a", true), view(site, "b", true), view(site, "c", false)));
        signals.record(workspace, List.of(view(api, "d", true), view(site, "a", true)));

        SourceSummary line = line(workspace, site);
        assertThat(line.day()).isEqualTo(2);
        assertThat(line.week()).isEqualTo(2);
        assertThat(line.machines()).isEqualTo(1);
        assertThat(line.last()).isNotNull();
        assertThat(line(workspace, api).month()).isEqualTo(1);
    }

    @Test
    void many_writers_at_once_lose_no_count() throws Exception {
        int workspace = workspace();
        int site = sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        int other = sources.named(workspace, Sources.Kind.API, "Product");

        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "w" + writer + "-";
                calls.add(() -> {
                    for (int i = 0; i < 10; i++) {
                        String message = name + i;
                        tenancy.in(
                                workspace,
                                () -> signals.recordHere(
                                        workspace,
                                        List.of(view(site, message, true), view(other, message + "-other", true))));
                    }
                    return 0;
                });
            }
            for (var done : writers.invokeAll(calls)) {
                done.get();
            }
        }

        assertThat(line(workspace, site).day()).isEqualTo(40);
        assertThat(line(workspace, other).day()).isEqualTo(40);
    }

    @Test
    void kinds_that_callers_make_up_share_one_counter() {
        int workspace = workspace();
        int api = sources.named(workspace, Sources.Kind.API, "Product");

        signals.record(
                workspace,
                IntStream.range(0, 50)
                        .mapToObj(i -> signal(api, "m" + i, "made_up_" + i, true))
                        .toList());

        int counters = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(DISTINCT kind) FROM source_hour WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Integer.class)
                        .single());
        assertThat(counters).isEqualTo(1);
        assertThat(line(workspace, api).day()).isEqualTo(50);
    }

    @Test
    void counts_leave_the_day_the_week_and_the_month_behind() {
        int workspace = workspace();
        int site = sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        signals.record(workspace, List.of(view(site, "a", true)));

        clock.forward(Duration.ofDays(3));
        assertThat(line(workspace, site))
                .extracting(SourceSummary::day, SourceSummary::week)
                .containsExactly(0L, 1L);
        clock.forward(Duration.ofDays(30));
        assertThat(line(workspace, site)).extracting(SourceSummary::month).isEqualTo(0L);
        assertThat(line(workspace, site).last()).isNotNull();
    }

    @Test
    void a_source_that_spoke_daily_has_fallen_silent_after_some_days_a_rare_one_has_not() {
        assertThat(spoke(Duration.ofDays(20), 21, Duration.ofDays(6)).silent(NOON))
                .isTrue();
        assertThat(spoke(Duration.ofDays(20), 21, Duration.ofDays(4)).silent(NOON))
                .isFalse();
        assertThat(spoke(Duration.ofDays(25), 6, Duration.ofDays(4)).silent(NOON))
                .isFalse();
        assertThat(spoke(Duration.ofDays(2), 48, Duration.ofHours(20)).silent(NOON))
                .isFalse();
        assertThat(spoke(Duration.ofDays(2), 48, Duration.ofHours(25)).silent(NOON))
                .isTrue();
    }

    @Test
    void an_import_is_never_called_silent() {
        SourceSummary script = spoke(Duration.ofDays(20), 21, Duration.ofDays(60));
        SourceSummary file = new SourceSummary(
                1, Sources.Kind.IMPORT, "Old leads", 0, 0, 0, 0, 21, script.firstHour(), script.last());

        assertThat(file.silent(NOON)).isFalse();
    }

    @Test
    void the_page_lists_each_source_and_asks_for_a_second_one() {
        int workspace = workspace();
        Browser olga = owner(workspace);
        sources.named(workspace, Sources.Kind.SCRIPT, "Website");

        assertThat(olga.get("/sources").body()).contains("Website").contains("Fewer than two capture sources");
        sources.named(workspace, Sources.Kind.FORM, "Audit form");
        assertThat(olga.get("/sources").body()).contains("Audit form").doesNotContain("Fewer than two");
    }

    @Test
    void the_snippet_carries_the_workspaces_write_key() {
        int workspace = workspace();
        String key = writeKey(workspace);

        assertThat(owner(workspace).get("/sources").body()).contains("data-key=\"" + key + "\"");
    }

    /** A script that spoke in so many hours over that time, and not at all since then. */
    private static SourceSummary spoke(Duration over, int hours, Duration silence) {
        Instant last = NOON.minus(silence);
        return new SourceSummary(1, Sources.Kind.SCRIPT, "Website", 0, 0, 0, 0, hours, last.minus(over), last);
    }

    private SourceSummary line(int workspace, int source) {
        return tenancy.read(workspace, () -> rows.lines(workspace, clock.instant())).stream()
                .filter(line -> line.id() == source)
                .findFirst()
                .orElseThrow();
    }

    private NewSignal view(int source, String message, boolean human) {
        return signal(source, message, "page_viewed", human);
    }

    private NewSignal signal(int source, String message, String kind, boolean human) {
        return new NewSignal(
                IdentityKeys.visitor("visitor-" + message),
                now,
                message,
                kind,
                "/pricing",
                human,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }
}
