package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed while calls arrive: what was acknowledged is there, once. */
@Tag("soak")
class PowerCutTest {
    private static final int SENDERS = 8;

    @TempDir
    Path data;

    /** Sends page views without end and keeps the ids of those that were acknowledged and of those that were not. */
    private static final class Senders implements AutoCloseable {
        final Set<String> acknowledged = java.util.concurrent.ConcurrentHashMap.newKeySet();
        final ConcurrentLinkedQueue<String> unsure = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final AtomicInteger number = new AtomicInteger();
        private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final String address;

        Senders(String address) {
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
                    "timestamp",
                    "2026-05-01T09:30:00Z",
                    "properties",
                    Map.of("path", "/" + id)));
            try {
                return client.send(
                                        HttpRequest.newBuilder(URI.create(address + "/v1/page"))
                                                .timeout(Duration.ofSeconds(40))
                                                .POST(BodyPublishers.ofString(body))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200;
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

        @Override
        public void close() throws InterruptedException {
            stopping.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(2, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
        }
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenTheApplicationIsKilled() throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            Senders senders = new Senders(app.address());
            senders.awaitAcknowledged(500);
            app.kill();
            senders.close();
            app.startAgain();
            assertThat(logged(app)).containsAll(senders.acknowledged);
            List<String> again = new ArrayList<>(senders.unsure);
            again.addAll(senders.acknowledged.stream().limit(200).toList());
            again.forEach(senders::send);
            List<String> all = logged(app);
            assertThat(all).doesNotHaveDuplicates().containsAll(senders.unsure);
            assertThat(backlogEmptied(app)).isTrue();
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheDatabaseIsKilledUnderLoad() throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            Senders senders = new Senders(app.address());
            senders.awaitAcknowledged(500);
            app.killDatabase();
            senders.close();
            app.kill(); // the embedded server lives with the application: both begin anew
            app.startAgain();
            assertThat(new HashSet<>(logged(app))).containsAll(senders.acknowledged);
            assertThat(logged(app)).doesNotHaveDuplicates();
        }
    }

    private static List<String> logged(RunningApp app) throws IOException, SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(app.databaseUrl());
                var rows = connection.createStatement().executeQuery("SELECT substr(subject, 2) FROM signal")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static boolean backlogEmptied(RunningApp app) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            try (Connection connection = DriverManager.getConnection(app.databaseUrl());
                    var rows = connection.createStatement().executeQuery("SELECT count(*) FROM inbox")) {
                return rows.next() && rows.getLong(1) == 0;
            }
        });
        return true;
    }
}
