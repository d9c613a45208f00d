package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.platform.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a mail server an email reaches no one, so nothing says that it was sent. */
class NoMailServerTest {
    @TempDir
    private Path data;

    @Test
    void whatTheBuiltInMailboxKeepsIsNotSentAndMeetsNoClock() throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            Cluster.decide(app);
            track(
                    app,
                    "{\"userId\":\"7\",\"event\":\"form_submitted\",\"properties\":{\"form\":\"contact\"},"
                            + "\"context\":{\"traits\":{\"email\":\"ruth@acme.example\"}}}");

            Awaitility.await().untilAsserted(() -> assertThat(figures(app)).containsEntry("kept", 1));

            assertThat(figures(app)).containsEntry("sent", 0);
            try (Connection database = DriverManager.getConnection(app.databaseUrl());
                    var row = database.createStatement().executeQuery("""
                            SELECT (SELECT count(*) FROM signal WHERE kind = 'email_sent'),
                                   (SELECT count(*) FROM first_touch WHERE state = 'sent'),
                                   (SELECT count(*) FROM first_touch WHERE state = 'held' AND why LIKE 'No mail server%'),
                                   (SELECT count(*) FROM response_clock WHERE class = 'first_touch' AND met_at IS NULL)""")) {
                row.next();
                assertThat(new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})
                        .as("sent signals, sent first touches, held ones, open clocks")
                        .containsExactly(0, 0, 1, 1);
            }
            Browser owner = new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);
            assertThat(owner.get("/").body()).contains("No mail server is set");
            assertThat(owner.get("/outreach").body()).contains("No mail server is set");
        }
    }

    private static Map<String, Object> figures(RunningApp app) throws Exception {
        return Json.object(Json.write(
                Json.object(send(request(app, "/api/v1/messages").GET())).get("figures")));
    }

    private static void track(RunningApp app, String body) throws Exception {
        send(request(app, "/v1/track")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(RunningApp app, String path) {
        return HttpRequest.newBuilder(URI.create(app.address() + path))
                .header("Authorization", "Bearer " + RunningApp.API_KEY);
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }
}
