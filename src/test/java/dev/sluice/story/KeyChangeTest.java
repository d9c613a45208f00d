package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that is not in the database: changed without losing what it protects, and noticed when it is a wrong one. */
class KeyChangeTest {
    private static final Map<String, String> SERVER = Map.ofEntries(
            Map.entry("host", "smtp.example.com"),
            Map.entry("port", "465"),
            Map.entry("tls", "tls"),
            Map.entry("user", "sluice"),
            Map.entry("password", "open sesame"),
            Map.entry("fromName", "Harbour"),
            Map.entry("fromAddress", "hello@example.com"),
            Map.entry("connections", "1"));

    @TempDir
    Path data;

    @Test
    void aKeyIsChangedWithoutLosingPasswordsAndAWrongOneStopsTheStart() throws Exception {
        Path file = data.resolve("secret.key");
        byte[] before;
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            assertThat(owner(app).post("/settings/mail", SERVER).statusCode()).isEqualTo(303);
            before = stored(app);
        }

        String key = Files.readString(file);
        Files.writeString(file, "damaged");
        assertRefused(Map.of(), "SLUICE_SECRET_KEY: the file " + file + " is not the key that the stored passwords");
        Files.delete(file);
        assertRefused(Map.of(), "SLUICE_SECRET_KEY: the file " + file + " is missing");
        assertThat(file).doesNotExist();
        assertRefused(Map.of("SLUICE_SECRET_KEY", "wrong"), "SLUICE_SECRET_KEY: SLUICE_SECRET_KEY is not the key");

        try (RunningApp app =
                RunningApp.on(data, Map.of("SLUICE_SECRET_KEY", "new", "SLUICE_PREVIOUS_SECRET_KEY", key))) {
            Awaitility.await().until(() -> !Arrays.equals(stored(app), before));
        }
        try (RunningApp app = RunningApp.on(data, Map.of("SLUICE_SECRET_KEY", "new"))) {
            assertThat(owner(app).get("/settings/mail").body()).contains("One is stored");
        }

        try (RunningApp app =
                RunningApp.on(data, Map.of("SLUICE_SECRET_KEY", "fresh", "SLUICE_SECRET_KEY_LOST", "true"))) {
            assertThat(owner(app).get("/settings/mail").body()).contains("The stored password can't be read");
            assertThat(owner(app).post("/settings/mail", SERVER).statusCode()).isEqualTo(303);
            assertThat(owner(app).get("/settings/mail").body()).contains("One is stored");
        }
    }

    private void assertRefused(Map<String, String> settings, String sentence) throws Exception {
        Path log = data.resolve("story.log");
        Files.deleteIfExists(log);
        assertThatThrownBy(() -> RunningApp.on(data, settings)).isInstanceOf(IllegalStateException.class);
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains(sentence);
    }

    private static Browser owner(RunningApp app) {
        return new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);
    }

    private static byte[] stored(RunningApp app) throws Exception {
        try (var database = DriverManager.getConnection(app.databaseUrl());
                var rows = database.createStatement().executeQuery("SELECT password FROM mail_setting")) {
            rows.next();
            return rows.getBytes(1);
        }
    }
}
