package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Sends page views without end and keeps the ids of those that were acknowledged and of those that were not. */
final class PageViewSenders implements AutoCloseable {
    private static final int SENDERS = 8;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> unsure = new ConcurrentLinkedQueue<>();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private final String address;

    PageViewSenders(String address) {
        this.address = address;
        for (int i = 0; i < SENDERS; i++) {
            threads.submit(this::run);
        }
    }

    private void run() {
        while (!stopping.get()) {
            String id = "view-" + number.incrementAndGet();
            if (send(id)) {
                acknowledged.add(id);
            } else {
                unsure.add(id);
            }
        }
    }

    boolean send(String id) {
        String body = Json.write(Map.of(
                "writeKey",
                RunningApp.WRITE_KEY,
                "messageId",
                id,
                "anonymousId",
                "visitor-" + id.hashCode() % 500,
                "properties",
                Map.of("path", "/" + id)));
        try {
            int status = CLIENT.send(
                            HttpRequest.newBuilder(URI.create(address + "/v1/page"))
                                    .timeout(Duration.ofSeconds(40))
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            statuses.add(status);
            return status == 200;
        } catch (IOException cutOff) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void awaitAcknowledged(int more) {
        int from = acknowledged.size();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= from + more);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    Queue<String> unsure() {
        return unsure;
    }

    /** Every status that was answered. */
    Set<Integer> statuses() {
        return statuses;
    }

    /** The ids of the page views in that database. */
    static List<String> stored(String url) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT substr(subject, 2) FROM signal WHERE kind = 'page_viewed'")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        stopping.set(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }
}
