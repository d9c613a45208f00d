package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full refuses what is new, loses nothing that was acknowledged, and is no trouble once there is space. */
class DiskFullTest {
    @TempDir
    Path place;

    @Test
    void aFullDiskAnswers503AndRecovers() throws Exception {
        Path data = place.resolve("data");
        try (SmallDisk disk = SmallDisk.at(data, 400);
                RunningApp app = RunningApp.on(data, Map.of());
                PageViewSenders senders = new PageViewSenders(app.address())) {
            senders.awaitAcknowledged(200);
            disk.fill();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> senders.statuses().contains(503));
            assertRefused(post(
                    app,
                    "/v1/page",
                    "application/json",
                    "{\"writeKey\":\"" + RunningApp.WRITE_KEY
                            + "\",\"messageId\":\"full\",\"anonymousId\":\"a\",\"properties\":{\"path\":\"/full\"}}"));

            disk.free();
            senders.awaitAcknowledged(200);
            senders.close();
            assertThat(senders.statuses()).containsExactlyInAnyOrder(200, 503);
            assertThat(PageViewSenders.stored(app.databaseUrl()))
                    .doesNotHaveDuplicates()
                    .doesNotContain("full")
                    .containsAll(senders.acknowledged());
            Browser owner = new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);
            assertThat(owner.get("/people").statusCode()).isEqualTo(200);
            assertThat(Files.readAllLines(data.resolve("story.log")))
                    .noneMatch(line -> line.contains("a request failed"));
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static HttpResponse<String> post(RunningApp app, String path, String type, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(app.address() + path))
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
