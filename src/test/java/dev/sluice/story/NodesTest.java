package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one database: what is due happens once, also when a node dies or sleeps in the middle of it. */
@Tag("soak")
class NodesTest {
    private static final int LEADS = 200;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path data;

    private String url = "";

    @Test
    void eachClockFiresOnceThoughANodeDiesAndAnotherSleeps() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("database"))
                .start()) {
            url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            Map<String, String> settings = Map.of("SLUICE_DATABASE_URL", url);
            try (RunningApp one = RunningApp.on(data.resolve("one"), settings);
                    RunningApp two = RunningApp.on(data.resolve("two"), settings);
                    RunningApp three = RunningApp.on(data.resolve("three"), settings)) {
                decide(one);
                for (int i = 0; i < LEADS; i++) {
                    lead(i % 2 == 0 ? one : two, i);
                }
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> count("SELECT count(*) FROM response_clock") == LEADS);
                assertThat(count("SELECT count(*) FROM handed_lead WHERE owner_id IS NOT NULL"))
                        .isEqualTo(LEADS);
                execute("UPDATE response_clock SET follow = '{escalate}', due_at = now() + interval '3 s',"
                        + " fire_at = now() + random() * interval '8 s' + interval '3 s'");
                Thread.sleep(5_000); // some have fired, some have not
                two.kill();
                signal(three, "STOP");
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> count("SELECT count(*) FROM response_clock WHERE breached_at IS NULL") == 0);
                signal(three, "CONT");
                Thread.sleep(5_000); // the sleeper wakes, and changes nothing
                assertThat(count("SELECT count(*) FROM response_clock WHERE step <> 1"))
                        .isZero();
                assertThat(count("SELECT count(*) FROM task")).isEqualTo(LEADS);
                assertThat(count("SELECT count(DISTINCT person_id) FROM task")).isEqualTo(LEADS);
            }
        }
    }

    private static void decide(RunningApp app) throws IOException, InterruptedException {
        try (InputStream in = NodesTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(app.address() + "/api/v1/funnels/managed-it?activate=true"))
                            .header("Authorization", "Bearer " + RunningApp.API_KEY)
                            .header("Content-Type", "application/yaml")
                            .PUT(BodyPublishers.ofString(yaml))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        }
    }

    private static void lead(RunningApp app, int number) throws IOException, InterruptedException {
        String who = "\"writeKey\":\"" + RunningApp.WRITE_KEY + "\",\"userId\":\"u" + number + "\"";
        post(
                app,
                "/v1/identify",
                "{" + who + ",\"traits\":{\"email\":\"lead" + number + "@firm" + number
                        + ".example\",\"role\":\"director\",\"company_size\":120,\"country\":\"US\"}}");
        post(app, "/v1/track", "{" + who + ",\"event\":\"demo_requested\"}");
    }

    private static void post(RunningApp app, String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(app.address() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void signal(RunningApp app, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(
                                "kill", "-" + name, Long.toString(app.process().pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
