package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sluice.Browser;
import dev.sluice.story.SluiceCommand.Ended;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is made while a thousand signals arrive each second, restored elsewhere. */
class RestoredInstallationTest {
    private static final int BATCHES_PER_SECOND = 20;
    private static final int SECONDS = 6;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @Test
    void whatWasBackedUpUnderLoadIsOneInstantAndSendsNothingUntilItsOwnerSaysSo() throws Exception {
        Path backup = folder.resolve("load.backup");
        long sent = backUpUnderLoad(backup);

        Path restored = folder.resolve("restored");
        Ended ended = SluiceCommand.run(restored, Map.of(), "restore", backup.toString());
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).containsPattern("Replayed the log: [1-9][\\d,]* people folded again, 0 differ\\.");

        Files.copy(folder.resolve("data/secret.key"), restored.resolve("secret.key")); // as the command says

        mail.start();
        try (RunningApp app = RunningApp.on(restored, smtp(mail.getSmtp().getPort()))) {
            Cluster database = new Cluster(app.databaseUrl());
            assertThat(database.count("SELECT count(*) FROM signal")).isBetween(1L, sent - 1);
            assertThat(database.count("SELECT count(*) FROM signal s WHERE NOT EXISTS (SELECT FROM person p"
                            + " WHERE p.workspace_id = s.workspace_id AND p.id = s.person_id)"))
                    .as("signals of no person")
                    .isZero();
            long waiting = database.count("SELECT count(*) FROM message WHERE state = 'planned'")
                    + database.count("SELECT count(*) FROM first_touch WHERE state = 'planned'");
            assertThat(waiting).as("emails that would go at once").isPositive();
            Browser owner = new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);
            assertThat(owner.get("/people").body()).contains("Sending is paused because this was restored");
            assertThat(api(app).headers().firstValue("Sluice-Sending")).hasValue("paused");
            assertThat(health(app)).contains("ATTENTION").contains("Paused since this was restored");
            Awaitility.await().during(Duration.ofSeconds(5)).until(() -> mail.getReceivedMessages().length == 0);

            assertThat(owner.post("/settings/backups/sending", Map.of()).statusCode())
                    .isLessThan(400);

            Awaitility.await().until(() -> mail.getReceivedMessages().length > 0);
            assertThat(owner.get("/people").body()).doesNotContain("Sending is paused");
            assertThat(owner.get("/settings/audit").body()).contains("ending started after a restore");
            assertThat(api(app).headers().firstValue("Sluice-Sending")).isEmpty();
        } finally {
            mail.stop();
        }
    }

    /** Returns how many signals were sent by the end; the mail server is away meanwhile. */
    private long backUpUnderLoad(Path backup) throws Exception {
        Path data = folder.resolve("data");
        try (RunningApp app = RunningApp.on(data, smtp(1))) {
            Cluster.decide(app);
            AtomicLong sent = new AtomicLong();
            try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
                long begin = System.nanoTime();
                for (int i = 0; i < SECONDS * BATCHES_PER_SECOND; i++) {
                    int batch = i;
                    load.submit(() -> {
                        TimeUnit.NANOSECONDS.sleep(
                                begin + batch * 1_000_000_000L / BATCHES_PER_SECOND - System.nanoTime());
                        sent.addAndGet(batch(app, batch));
                        return true;
                    });
                }
                Awaitility.await().until(() -> sent.get() > 1_500);
                Ended ended = SluiceCommand.run(data, Map.of(), "backup", backup.toString());
                assertThat(ended.code()).as(ended.output()).isZero();
            }
            return sent.get();
        }
    }

    private int batch(RunningApp app, int batch) throws Exception {
        StringBuilder body = new StringBuilder("{\"writeKey\":\"" + RunningApp.WRITE_KEY + "\",\"batch\":[");
        for (int i = 0; i < 50; i++) {
            body.append(i == 0 ? "" : ",")
                    .append(
                            "{\"type\":\"page\",\"messageId\":\"m%d-%d\",\"anonymousId\":\"v%d\",\"properties\":{\"path\":\"/pricing\"}}"
                                    .formatted(batch, i, (batch * 50 + i) % 700));
        }
        post(app, "/v1/batch", body.append("]}").toString());
        post(
                app,
                "/v1/track",
                "{\"userId\":\"u%d\",\"event\":\"form_submitted\",\"properties\":{\"form\":\"contact\"},\"context\":{\"traits\":{\"email\":\"lead%d@firm.example\"}}}"
                        .formatted(batch, batch));
        return 51;
    }

    private void post(RunningApp app, String path, String json) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(app.address() + path))
                        .header("Authorization", "Bearer " + RunningApp.API_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> api(RunningApp app) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(app.address() + "/api/v1/me"))
                        .header("Authorization", "Bearer " + RunningApp.API_KEY)
                        .build(),
                BodyHandlers.ofString());
    }

    private String health(RunningApp app) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + app.managementPort() + "/actuator/health"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static Map<String, String> smtp(int port) {
        return Map.of(
                "SLUICE_SMTP_HOST", "localhost",
                "SLUICE_SMTP_PORT", Integer.toString(port),
                "SLUICE_SMTP_TLS", "none",
                "SLUICE_INNER_HOSTS", "localhost",
                "SLUICE_MAIL_FROM", "hello@harbour.example");
    }
}
