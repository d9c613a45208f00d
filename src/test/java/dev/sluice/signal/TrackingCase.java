package dev.sluice.signal;

import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls of the tracking API with a write key of a fresh workspace. */
abstract class TrackingCase extends SluiceTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    Persons persons;

    @Autowired
    Timeline timeline;

    int workspace;
    String key = "";

    @BeforeEach
    void aWriteKey() {
        workspace = workspace();
        key = writeKey(workspace);
    }

    String basic() {
        return "Basic " + base64(key + ":");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    HttpRequest.Builder request(@Nullable String authorization, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    HttpResponse<String> post(String path, String body) {
        return post(basic(), path, body);
    }

    HttpResponse<String> post(@Nullable String authorization, String path, String body) {
        return send(request(authorization, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    Timeline.TimelineItem first(String personKey) {
        long person = persons.withKey(workspace, personKey).orElseThrow().id();
        return timeline.page(workspace, person, List.of(), null, 10).items().getFirst();
    }

    boolean human(String personKey) {
        return first(personKey).signal().human();
    }

    List<String> kinds(String personKey) {
        long person = persons.withKey(workspace, personKey).orElseThrow().id();
        return timeline.page(workspace, person, List.of(), null, 10).items().stream()
                .map(entry -> entry.signal().kind())
                .toList();
    }
}
