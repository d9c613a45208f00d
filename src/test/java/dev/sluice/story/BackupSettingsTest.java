package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.story.SluiceCommand.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups from the settings, and of one's own PostgreSQL, whose owner is no administrator. */
class BackupSettingsTest {
    private static final Pattern NAME = Pattern.compile("sluice-\\d{8}T\\d{6}Z\\.backup");

    @TempDir
    private static Path folder;

    private static RunningApp app;

    @BeforeAll
    static void start() throws Exception {
        app = RunningApp.on(folder.resolve("data"), Map.of());
        Cluster.decide(app);
        for (int lead = 1; lead <= 5; lead++) {
            Cluster.lead(app, lead);
        }
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void anOwnerMakesChecksAndDownloadsABackupThatRestores() throws Exception {
        Browser owner = new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);
        owner.post("/settings/backups", Map.of());
        String name = Awaitility.await().until(() -> name(owner), found -> !found.isEmpty());

        assertThat(owner.post("/settings/backups/" + name + "/check", Map.of()).body())
                .contains("can be restored");
        assertThat(owner.get("/settings/backups/" + name).headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + name + "\"");
        assertThat(owner.get("/settings/audit").body()).contains("ackup downloaded");
        Path file = folder.resolve("data/backups").resolve(name);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        Ended restored = SluiceCommand.run(folder.resolve("elsewhere"), Map.of(), "restore", file.toString());
        assertThat(restored.output()).contains("5 people folded again, 0 differ.");

        byte[] damaged = Files.readAllBytes(file);
        damaged[200] ^= 1; // in the header of the backup; what is nobody's data (a time in the directory) may differ
        Files.write(file, damaged);
        assertThat(owner.post("/settings/backups/" + name + "/check", Map.of()).body())
                .contains("damaged or incomplete");
    }

    private static String name(Browser owner) {
        Matcher name = NAME.matcher(owner.get("/settings/backups").body());
        return name.find() ? name.group() : "";
    }

    @Test
    void theScheduleIsSavedAndWrongNumbersSaySo() {
        Browser owner = new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);

        assertThat(owner.post("/settings/backups/schedule", Map.of("enabled", "true", "hour", "24", "keep", "7"))
                        .body())
                .contains("Enter an hour from 0 to 23.");
        owner.post("/settings/backups/schedule", Map.of("enabled", "true", "hour", "4", "keep", "7"));

        assertThat(owner.get("/settings/backups").body())
                .contains("value=\"4\"")
                .contains("value=\"7\"");
    }

    @Test
    void oneWhoOwnsTheirWorkspaceOnlySeesNoBackups() throws Exception {
        Cluster database = new Cluster(app.databaseUrl());
        Browser owner = new Browser(app.address()).signIn(RunningApp.OWNER, RunningApp.PASSWORD);
        database.execute(
                "INSERT INTO workspace (id, name, created_at) OVERRIDING SYSTEM VALUE VALUES (77, 'Another', now())");
        try {
            assertThat(owner.get("/settings/backups").statusCode()).isEqualTo(404);
            assertThat(owner.get("/settings/profile").body()).doesNotContain("/settings/backups");
        } finally {
            database.execute("DELETE FROM workspace WHERE id = 77");
        }
    }

    @Test
    void oneOfOnesOwnDatabasesIsBackedUpWholeByAnOwnerWhoSeesOneWorkspaceAtATime() throws Exception {
        Cluster server = new Cluster(app.databaseUrl());
        server.execute("CREATE ROLE keeper LOGIN PASSWORD 'keeper' CREATEROLE");
        server.execute("GRANT sluice_app TO keeper WITH ADMIN OPTION");
        Path backup = folder.resolve("own.backup");
        Map<String, String> first = own(server, "first");
        try (RunningApp own = RunningApp.on(folder.resolve("own"), first)) {
            Cluster.decide(own);
            Cluster.lead(own, 1);
            Awaitility.await()
                    .until(() -> new Cluster(app.databaseUrl().replace("/postgres?", "/first?"))
                                    .count("SELECT count(*) FROM standing")
                            > 0);
        }
        assertThat(SluiceCommand.run(folder.resolve("own"), first, "backup", backup.toString())
                        .code())
                .isZero();
        Map<String, String> second = own(server, "second");
        new Cluster(app.databaseUrl().replace("/postgres?", "/second?"))
                .execute("CREATE SCHEMA restore_unfinished AUTHORIZATION keeper; CREATE TABLE half_done ();"
                        + " ALTER TABLE half_done OWNER TO keeper");

        assertThat(SluiceCommand.run(folder.resolve("never"), second).output()).contains("this database is incomplete");
        Ended restored = SluiceCommand.run(folder.resolve("second"), second, "restore", backup.toString());
        Ended again = SluiceCommand.run(folder.resolve("third"), second, "restore", backup.toString());

        assertThat(restored.output()).contains("1 people folded again, 0 differ.");
        assertThat(again.output()).contains("this database already holds data; name an empty one");
        assertThat(tables("second")).isEqualTo(tables("first"));
    }

    private static Map<String, String> own(Cluster server, String database) throws Exception {
        server.execute("CREATE DATABASE " + database + " OWNER keeper");
        return Map.of(
                "SLUICE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port() + "/" + database,
                "SLUICE_DATABASE_USER", "keeper",
                "SLUICE_DATABASE_PASSWORD", "keeper");
    }

    private static String port() throws Exception {
        return app.databaseUrl().replaceAll(".*:(\\d+)/.*", "$1");
    }

    private static Map<String, String> tables(String database) throws Exception {
        try (Connection connection =
                DriverManager.getConnection(app.databaseUrl().replace("/postgres?", "/" + database + "?"))) {
            return SampleInstallation.ofAnyPlace(WholeDatabase.of(connection));
        }
    }
}
