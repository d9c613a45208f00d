package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one database: what is due happens once, also when a node dies or sleeps in the middle of it. */
class NodesTest {
    private static final int LEADS = 200;

    @TempDir
    Path data;

    @Test
    void eachClockFiresOnceThoughANodeDiesAndAnotherSleeps() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("database"))
                .start()) {
            Cluster cluster =
                    new Cluster("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres");
            Map<String, String> settings = Map.of("SLUICE_DATABASE_URL", cluster.url(), "SLUICE_MAILBOX_TRIAL", "true");
            try (RunningApp one = RunningApp.on(data.resolve("one"), settings);
                    RunningApp two = RunningApp.on(data.resolve("two"), settings);
                    RunningApp three = RunningApp.on(data.resolve("three"), settings)) {
                Cluster.decide(one);
                for (int i = 0; i < LEADS; i++) {
                    Cluster.lead(i % 2 == 0 ? one : two, i);
                }
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() ->
                                cluster.count("SELECT count(*) FROM response_clock WHERE class = 'inbound'") == LEADS);
                assertThat(cluster.count("SELECT count(*) FROM lead_assignment WHERE owner_id IS NOT NULL"))
                        .isEqualTo(LEADS);
                cluster.execute("UPDATE response_clock SET follow = '{escalate}', due_at = now() + interval '3 s',"
                        + " fire_at = now() + random() * interval '8 s' + interval '3 s' WHERE class = 'inbound'");
                Thread.sleep(5_000); // some have fired, some have not
                two.kill();
                three.signal("STOP");
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> cluster.count(
                                        "SELECT count(*) FROM response_clock WHERE class = 'inbound' AND breached_at IS NULL")
                                == 0);
                three.signal("CONT");
                Thread.sleep(5_000); // the sleeper wakes, and changes nothing
                assertThat(cluster.count("SELECT count(*) FROM response_clock WHERE class = 'inbound' AND step <> 1"))
                        .isZero();
                assertThat(cluster.count("SELECT count(*) FROM next_step WHERE kind <> 'respond'"))
                        .isEqualTo(LEADS);
                assertThat(cluster.count("SELECT count(DISTINCT person_id) FROM next_step WHERE kind <> 'respond'"))
                        .isEqualTo(LEADS);
            }
        }
    }
}
