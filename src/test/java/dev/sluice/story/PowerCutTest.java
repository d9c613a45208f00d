package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed while calls arrive: what was acknowledged is there, once. */
@Tag("soak")
class PowerCutTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path data;

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenTheApplicationIsKilled() throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            PageViewSenders senders = new PageViewSenders(app.address());
            senders.awaitAcknowledged(500);
            app.kill();
            senders.close();
            app.startAgain();
            assertThat(PageViewSenders.stored(app.databaseUrl())).containsAll(senders.acknowledged());
            List<String> again = new ArrayList<>(senders.unsure());
            again.addAll(senders.acknowledged().stream().limit(200).toList());
            again.forEach(senders::send);
            List<String> all = PageViewSenders.stored(app.databaseUrl());
            assertThat(all).doesNotHaveDuplicates().containsAll(senders.unsure());
            assertThat(backlogEmptied(app)).isTrue();
        }
    }

    @Test
    void anImportGoesOnWhereItWasKilled() throws Exception {
        int rows = 50_000;
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            StringBuilder csv = new StringBuilder("Email,First Name,Company,Country\n");
            for (int i = 0; i < rows; i++) {
                csv.append("person%d@firm%d.example,Ann,Firm %d,GB\n".formatted(i, i / 5, i / 5));
            }
            String location = upload(app, csv.toString());
            for (int kill = 1; kill <= 3; kill++) {
                long reached = rows * kill / 5L;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> count(app, "SELECT count(*) FROM person") > reached);
                app.kill();
                app.startAgain();
                assertThat(count(app, "SELECT rows_read FROM file_import"))
                        .as("it goes on from where it was")
                        .isGreaterThan(reached / 2);
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> get(app, location).contains("\"state\":\"done\""));
            assertThat(count(app, "SELECT count(*) FROM person")).isEqualTo(rows);
            assertThat(count(app, "SELECT count(DISTINCT email) FROM person")).isEqualTo(rows);
            assertThat(count(app, "SELECT count(*) FROM signal"))
                    .isEqualTo(count(app, "SELECT count(DISTINCT person_id) FROM signal"));
            assertThat(backlogEmptied(app)).isTrue();
        }
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedAndAfterwardsAllIsWell() throws Exception {
        Path cluster = data.resolve("elsewhere");
        EmbeddedPostgres server = elsewhere(cluster, 0);
        int port = server.getPort();
        Map<String, String> settings =
                Map.of("SLUICE_DATABASE_URL", "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
        try (RunningApp app = RunningApp.on(data.resolve("app"), settings);
                PageViewSenders senders = new PageViewSenders(app.address())) {
            senders.awaitAcknowledged(100);
            long threads = threads(app);
            server.close();
            Instant back = Instant.now().plusSeconds(60);
            while (Instant.now().isBefore(back)) {
                HttpResponse<String> answer = post(
                        app,
                        "/v1/page",
                        "{\"writeKey\":\"" + RunningApp.WRITE_KEY
                                + "\",\"messageId\":\"away\",\"anonymousId\":\"a\",\"properties\":{\"path\":\"/away\"}}");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                Thread.sleep(2_000);
            }
            server = elsewhere(cluster, port);
            senders.awaitAcknowledged(500);
            assertThat(threads(app)).as("no thread stays behind").isLessThan(threads + 20);
            senders.close();
            List<String> all =
                    PageViewSenders.stored("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
            assertThat(all)
                    .doesNotHaveDuplicates()
                    .containsAll(senders.acknowledged())
                    .doesNotContain("away");
        } finally {
            server.close();
        }
    }

    private static EmbeddedPostgres elsewhere(Path cluster, int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(cluster).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static long threads(RunningApp app) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + app.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String upload(RunningApp app, String csv) throws IOException, InterruptedException {
        String body = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--cut--\r\n";
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(app.address() + "/api/v1/imports"))
                        .header("Authorization", "Bearer " + RunningApp.API_KEY)
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String get(RunningApp app, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(app.address() + path))
                                .header("Authorization", "Bearer " + RunningApp.API_KEY)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> post(RunningApp app, String path, String json)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(app.address() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private static long count(RunningApp app, String sql) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(app.databaseUrl());
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static boolean backlogEmptied(RunningApp app) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> count(app, "SELECT count(*) FROM evaluation_queue") == 0);
        return true;
    }
}
