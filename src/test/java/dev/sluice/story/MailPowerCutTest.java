package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.mail.Sink;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail while the application is killed: no message twice, and each of them accounted for. */
class MailPowerCutTest {
    private static final int CONNECTIONS = 8;
    private static final int RECIPIENTS = 1_000;
    private static final String NOTHING_KNOWN =
            " AND NOT EXISTS (SELECT FROM delivery_journal v WHERE v.message_id = message.id)";

    @TempDir
    private Path data;

    private final AtomicInteger planned = new AtomicInteger();

    @Test
    void nothingIsSentTwiceAndTheSumHoldsThroughTwoKills() throws Exception {
        killed(2, 300);
    }

    @Test
    @Tag("soak")
    void nothingIsSentTwiceAndTheSumHoldsThroughTwoHundredKills() throws Exception {
        killed(200, RECIPIENTS);
    }

    @Test
    void whoeverIsAskedToStopWritesDownWhatHasGone() throws Exception {
        Function<Sink.Asked, @Nullable String> takesAll = asked -> null;
        try (Sink sink = Sink.of(takesAll);
                RunningApp app = app(sink)) {
            plan(app.databaseUrl(), RECIPIENTS);
            await().atMost(Duration.ofSeconds(60)).until(() -> sink.count() > 150);
            app.close();
            int before = sink.count();
            assertThat(before).as("stopped in the midst").isLessThan(RECIPIENTS);
            app.startAgain();
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> count(app.databaseUrl(), "state IN ('ready', 'claimed', 'data_started')") == 0);
            assertThat(count(app.databaseUrl(), "state = 'sent'"))
                    .as("nobody has to decide on what a stop interrupted")
                    .isEqualTo(RECIPIENTS);
            assertThat(sink.times())
                    .hasSize(RECIPIENTS)
                    .allSatisfy((id, times) -> assertThat(times).hasValue(1));
        }
    }

    @Test
    void aKillBetweenTheLastDotAndTheAnswerParksTheMessage() throws Exception {
        try (Sink sink = Sink.of(asked -> asked.phase().equals("END") ? Sink.STALL : null);
                RunningApp app = app(sink)) {
            plan(app.databaseUrl(), 1);
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.count() == 1);
            app.kill();
            app.startAgain();
            await().atMost(Duration.ofSeconds(60)).until(() -> count(app.databaseUrl(), "state = 'unknown'") == 1);
            assertThat(sink.count()).as("it is never sent again by itself").isEqualTo(1);
        }
    }

    /** Its lease runs out while it sleeps; what it held goes by the other node, and waking it changes nothing. */
    @Test
    @Tag("soak")
    void aNodeThatSleepsPastItsLeaseSendsNothingTwiceWhenItWakes() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("database"))
                        .start();
                Sink sink = Sink.of(asked -> null)) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            try (RunningApp sleeper = app(sink, "sleeper", url)) {
                plan(url, RECIPIENTS);
                await().atMost(Duration.ofSeconds(60)).until(() -> sink.count() > 150);
                sleeper.signal("STOP");
                try (RunningApp other = app(sink, "other", url)) {
                    await().atMost(Duration.ofMinutes(4))
                            .until(() -> count(url, "state IN ('ready', 'claimed', 'data_started')") == 0);
                    sleeper.signal("CONT");
                    await().during(Duration.ofSeconds(10))
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> count(url, "state IN ('sent', 'unknown')") == RECIPIENTS);
                    assertThat(other.process().isAlive()).isTrue();
                    assertThat(count(url, "state = 'unknown'")).isLessThanOrEqualTo(CONNECTIONS);
                    assertThat(sink.times())
                            .allSatisfy((id, times) -> assertThat(times).hasValue(1));
                }
            }
        }
    }

    private void killed(int kills, int recipients) throws Exception {
        Function<Sink.Asked, @Nullable String> takesAll = asked -> null;
        try (Sink sink = Sink.of(takesAll);
                RunningApp app = app(sink)) {
            for (int kill = 1; kill <= kills; kill++) {
                plan(app.databaseUrl(), recipients);
                int before = sink.count();
                await().atMost(Duration.ofSeconds(60)).until(() -> sink.count() > before + 150);
                app.kill();
                app.startAgain();
                assertThat(count(app.databaseUrl(), "state IN ('data_started', 'unknown')" + NOTHING_KNOWN))
                        .as("no more is unknown than there were connections")
                        .isLessThanOrEqualTo((long) kill * CONNECTIONS + CONNECTIONS);
            }
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> count(app.databaseUrl(), "state IN ('ready', 'claimed', 'data_started')") == 0);
            long sent = count(app.databaseUrl(), "state = 'sent'");
            long unknown = count(app.databaseUrl(), "state = 'unknown'");
            assertThat(sent + unknown).as("the books balance").isEqualTo(planned.get());
            assertThat(unknown).isLessThanOrEqualTo((long) kills * CONNECTIONS);
            assertThat(sink.times()).allSatisfy((id, times) -> assertThat(times).hasValue(1));
            assertThat((long) sink.times().size()).isBetween(sent, sent + unknown);
        }
    }

    private RunningApp app(Sink sink) {
        return RunningApp.on(data, settings(sink));
    }

    private RunningApp app(Sink sink, String node, String url) {
        Map<String, String> settings = new HashMap<>(settings(sink));
        settings.put("SLUICE_DATABASE_URL", url);
        return RunningApp.on(data.resolve(node), settings);
    }

    private static Map<String, String> settings(Sink sink) {
        return Map.of(
                "SLUICE_SMTP_HOST",
                "127.0.0.1",
                "SLUICE_SMTP_PORT",
                Integer.toString(sink.port()),
                "SLUICE_SMTP_TLS",
                "none");
    }

    /** Writes what the outbox would, as nobody outside the application can plan a mail. */
    private void plan(String url, int many) throws SQLException {
        int from = planned.getAndAdd(many);
        try (Connection connection = DriverManager.getConnection(url);
                var insert = connection.prepareStatement("""
                        INSERT INTO message (workspace_id, key, token, message_id, person_id, address, domain, kind,
                            template, subject, html, body, thread, priority, planned_at, due_at, state)
                        SELECT 1, 'k' || i, '1-t' || i, '<1-t' || i || '@sluice.invalid>', 0, 'r' || i || '@example.com',
                               'example.com', 'internal', 'digest', 'Digest', '<p>Hello</p>', '', '', 5, now(), now(),
                               'ready'
                        FROM generate_series(?, ?) i""")) {
            insert.setInt(1, from);
            insert.setInt(2, from + many - 1);
            insert.executeUpdate();
        }
    }

    private static long count(String url, String where) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM message WHERE " + where)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
