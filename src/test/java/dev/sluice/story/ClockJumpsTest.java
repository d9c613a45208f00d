package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks of machines jump and disagree: what is due happens once, at the time of the database. */
@Tag("soak")
class ClockJumpsTest {
    private static final int LEADS = 20;
    private static final String MISSED = "SELECT count(*) FROM response_clock WHERE breached_at IS NOT NULL";
    private static final List<Path> PRELOADED = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));

    @TempDir
    Path data;

    private Cluster cluster = new Cluster("");

    @BeforeEach
    void libfaketimeIsThere() {
        assumeTrue(
                PRELOADED.stream().anyMatch(Files::exists),
                "left out: install libfaketime (apt-get install faketime) to move a running machine's clock");
    }

    /** The settings of a node whose clock, and whose own database's, is off by that much. */
    private static Map<String, String> offBy(String offset) {
        Path library = PRELOADED.stream().filter(Files::exists).findFirst().orElseThrow();
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                offset,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // what waits for so long waits by the monotonic clock, which is left alone
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    @Test
    void fourHundredDaysOnAndTwoHoursBackEachClockHasFiredOnce() throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            leads(app);
            cluster.execute("UPDATE response_clock SET follow = '{escalate,escalate}'");
        }
        try (RunningApp late = RunningApp.on(data, offBy("+400d"))) {
            cluster = new Cluster(late.databaseUrl());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(cluster.count(MISSED))
                            .as("missed of %s", cluster.list("SELECT response_clock::text FROM response_clock"))
                            .isEqualTo(LEADS));
            firedOnce();
        }
        try (RunningApp back = RunningApp.on(data, offBy("+9598h"))) {
            cluster = new Cluster(back.databaseUrl());
            firedOnce();
        }
    }

    /** Interest has faded meanwhile too: a lead that went back before its clock was seen to run out was missed all the same. */
    private void firedOnce() {
        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(15))
                .until(() -> cluster.count(MISSED) == LEADS
                        && cluster.count("SELECT count(*) FROM response_clock") == LEADS
                        && cluster.count("SELECT count(*) FROM response_clock WHERE step > 1") == 0
                        && cluster.count("SELECT count(*) - count(DISTINCT person_id) FROM next_step") == 0);
    }

    @Test
    void ofTwoNodesFiveMinutesApartNeitherFiresEarlyOrLate() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("database"))
                .start()) {
            cluster = new Cluster("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres");
            try (RunningApp ahead = RunningApp.on(data.resolve("ahead"), shared("+300s"))) {
                leads(ahead);
                cluster.execute("UPDATE response_clock SET step = 0, breached_at = NULL, follow = '{remind}',"
                        + " due_at = now() + interval '2 min', fire_at = now() + interval '2 min'");
                Awaitility.await()
                        .during(Duration.ofSeconds(5))
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> cluster.count("SELECT count(*) FROM response_clock WHERE step > 0") == 0);
            }
            try (RunningApp behind = RunningApp.on(data.resolve("behind"), shared("-300s"))) {
                assertThat(behind.process().isAlive()).isTrue();
                cluster.execute("UPDATE response_clock SET fire_at = now()");
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> cluster.count("SELECT count(*) FROM response_clock WHERE step = 1") == LEADS);
            }
        }
    }

    private Map<String, String> shared(String offset) {
        Map<String, String> settings = new HashMap<>(offBy(offset));
        settings.put("SLUICE_DATABASE_URL", cluster.url());
        return settings;
    }

    private void leads(RunningApp app) throws Exception {
        if (cluster.url().isEmpty()) {
            cluster = new Cluster(app.databaseUrl());
        }
        Cluster.decide(app);
        for (int i = 0; i < LEADS; i++) {
            Cluster.lead(app, i);
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> cluster.count("SELECT count(*) FROM response_clock") == LEADS);
    }
}
