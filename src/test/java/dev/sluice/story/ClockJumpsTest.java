package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
    private static final List<Path> PRELOADED = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path data;

    private String url = "";

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
                "DONT_FAKE_MONOTONIC",
                "1");
    }

    @Test
    void fourHundredDaysOnAndTwoHoursBackEachClockHasFiredOnce() throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            leads(app);
            execute("UPDATE response_clock SET follow = '{escalate,escalate}'");
        }
        try (RunningApp late = RunningApp.on(data, offBy("+400d"))) {
            url = late.databaseUrl();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> count("SELECT count(*) FROM response_clock WHERE step > 0") == LEADS);
            firedOnce();
        }
        try (RunningApp back = RunningApp.on(data, offBy("+9598h"))) {
            url = back.databaseUrl();
            firedOnce();
        }
    }

    private void firedOnce() {
        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(15))
                .until(() -> count("SELECT count(*) FROM response_clock WHERE step <> 1") == 0
                        && count("SELECT count(*) FROM task WHERE what = 'Nobody has answered this lead'") == LEADS);
    }

    @Test
    void ofTwoNodesFiveMinutesApartNeitherFiresEarlyOrLate() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("database"))
                .start()) {
            url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            try (RunningApp ahead = RunningApp.on(data.resolve("ahead"), shared("+300s"))) {
                leads(ahead);
                execute("UPDATE response_clock SET step = 0, breached_at = NULL, follow = '{remind}',"
                        + " due_at = now() + interval '2 min', fire_at = now() + interval '2 min'");
                Awaitility.await()
                        .during(Duration.ofSeconds(5))
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> count("SELECT count(*) FROM response_clock WHERE step > 0") == 0);
            }
            try (RunningApp behind = RunningApp.on(data.resolve("behind"), shared("-300s"))) {
                assertThat(behind.process().isAlive()).isTrue();
                execute("UPDATE response_clock SET fire_at = now()");
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> count("SELECT count(*) FROM response_clock WHERE step = 1") == LEADS);
            }
        }
    }

    private Map<String, String> shared(String offset) {
        Map<String, String> settings = new HashMap<>(offBy(offset));
        settings.put("SLUICE_DATABASE_URL", url);
        return settings;
    }

    private void leads(RunningApp app) throws Exception {
        if (url.isEmpty()) {
            url = app.databaseUrl();
        }
        decide(app);
        for (int i = 0; i < LEADS; i++) {
            lead(app, i);
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> count("SELECT count(*) FROM response_clock") == LEADS);
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
