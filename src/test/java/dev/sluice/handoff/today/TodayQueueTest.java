package dev.sluice.handoff.today;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.handoff.today.TodayQueue.QueueItem;
import dev.sluice.platform.web.Page;
import dev.sluice.workspace.Members;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The order of Today, and that all of it can be reached. */
class TodayQueueTest extends SluiceTest {
    @Autowired
    private TodayQueue queue;

    @Autowired
    private Members members;

    /** What one generated person shows: when the clock runs out, or else when the next step is due. */
    private record Shown(long person, @Nullable Instant clock, Instant next) {}

    @Test
    void runningClocksComeFirstThenWhatIsDueFirstAndEveryPersonIsOnExactlyOnePage() {
        int workspace = workspace();
        int owner = members.all(workspace).getFirst().user();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Random random = new Random(117);
        Map<Long, Shown> expected = new TreeMap<>();
        for (long person = 1; person <= 205; person++) {
            expected.put(person, generate(workspace, owner, person, now, random));
        }
        generate(workspace, owner + 1_000_000, 900, now, random); // someone else's

        List<Long> shown = new ArrayList<>();
        String after = "";
        do {
            Page<QueueItem> page = queue.page(workspace, owner, after);
            for (QueueItem item : page.items()) {
                Shown person = expected.get(item.person());
                assertThat(item.nextAt()).isEqualTo(person.next());
                assertThat(item.answerBy()).isEqualTo(person.clock());
                shown.add(item.person());
            }
            after = page.next() == null ? "" : page.next();
        } while (!after.isEmpty());

        List<Long> sorted = expected.values().stream()
                .sorted((a, b) -> {
                    boolean runsA = a.clock() != null && a.clock().isAfter(now);
                    boolean runsB = b.clock() != null && b.clock().isAfter(now);
                    int rank = Boolean.compare(!runsA, !runsB);
                    int due = (runsA ? a.clock() : a.next()).compareTo(runsB ? b.clock() : b.next());
                    return rank != 0 ? rank : due != 0 ? due : Long.compare(a.person(), b.person());
                })
                .map(Shown::person)
                .toList();
        assertThat(shown).isEqualTo(sorted);
        assertThat(new HashSet<>(shown)).hasSameSizeAs(shown);
        assertThat(owner(workspace).get("/today").body()).contains("Next page");
    }

    /** A person with a lead in up to two funnels, or none, some tasks, and some with a clock that runs or ran out. */
    private Shown generate(int workspace, int owner, long person, Instant now, Random random) {
        Instant clockDue = random.nextInt(3) == 0 ? minutes(now, random, -3_000, 300) : null;
        Instant task = random.nextInt(3) == 0 ? minutes(now, random, -40_000, 40_000) : null;
        int funnels = task == null && clockDue == null ? 1 + random.nextInt(2) : random.nextInt(3);
        Instant limit = minutes(now, random, -40_000, 80_000);
        Instant next = funnels == 0 ? null : limit;
        for (Instant at : new @Nullable Instant[] {clockDue, task}) {
            next = at != null && (next == null || at.isBefore(next)) ? at : next;
        }
        if (funnels == 0 && task == null) {
            task = next;
        }
        Instant due = next;
        Instant planned = task;
        tenancy.in(workspace, () -> {
            for (int funnel = 1; funnel <= funnels; funnel++) {
                jdbc.sql("""
                                INSERT INTO lead_assignment (workspace_id, person_id, funnel_id, owner_id, team, stage, state,
                                                             since, limit_at, next_at, next_what)
                                VALUES (?, ?, ?, ?, 'sales', 'mql', 'offered', ?, ?, ?, 'Decide')""")
                        .params(workspace, person, funnel, owner, at(now), at(limit), at(due))
                        .update();
            }
            if (clockDue != null) {
                jdbc.sql("""
                                INSERT INTO response_clock (workspace_id, person_id, funnel_id, class, owner_id, started_at,
                                                            due_at, within_seconds, working, follow)
                                VALUES (?, ?, 1, 'inbound', ?, ?, ?, 1800, false, '{}')""")
                        .params(workspace, person, owner, at(clockDue.minus(Duration.ofMinutes(30))), at(clockDue))
                        .update();
            }
            if (planned != null) {
                jdbc.sql("""
                                INSERT INTO next_step (workspace_id, person_id, owner_id, team, kind, what, due_at, created_at)
                                VALUES (?, ?, ?, 'sales', 'call', 'Call', ?, ?)""")
                        .params(workspace, person, owner, at(planned), at(now))
                        .update();
            }
        });
        // without a lead the row shows its first step
        return new Shown(person, clockDue, funnels == 0 ? planned : due);
    }

    private static Timestamp at(@Nullable Instant instant) {
        return Timestamp.from(instant);
    }

    private static Instant minutes(Instant now, Random random, int from, int to) {
        return now.plus(Duration.ofMinutes(from + random.nextInt(to - from)));
    }
}
