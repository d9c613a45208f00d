package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.platform.server.DataFolder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts that cannot succeed: one sentence that names the setting and the remedy, exit code 2, within seconds. */
class FailedStartTest {
    /** Long enough for a busy machine; the database alone would take longer than the checks. */
    private static final int SECONDS = 30;

    @TempDir
    Path place;

    private Path data = Path.of("");

    @BeforeEach
    void aFolderBelow() {
        data = place.resolve("data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLUICE_PORT | 99999 | SLUICE_PORT must be a number from 0 to 65535, but is \"99999\".",
                "SLUICE_MANAGEMENT_PORT | x | SLUICE_MANAGEMENT_PORT must be a number from 0 to 65535, but is \"x\".",
                "SLUICE_MANAGEMENT_ADDRESS | no.such.host.invalid | SLUICE_MANAGEMENT_ADDRESS must be an address of this machine",
                "SLUICE_PUBLIC_URL | sluice | SLUICE_PUBLIC_URL must",
                "SLUICE_TRUSTED_PROXIES | ten | SLUICE_TRUSTED_PROXIES must list addresses or networks",
                "SLUICE_SMTP_TLS | ssl | SLUICE_SMTP_TLS must be none, starttls or tls, but is \"ssl\".",
                "SLUICE_SMTP_PORT | 0 | SLUICE_SMTP_PORT must be a number from 1 to 65535, but is \"0\".",
                "SLUICE_IMAP_TLS | ssl | SLUICE_IMAP_TLS must be none, starttls or tls, but is \"ssl\".",
                "SLUICE_MAIL_FROM | me | SLUICE_MAIL_FROM must be an address like hello@example.com, but is \"me\".",
                "SLUICE_MACHINE_NETWORKS | /no/such/file | SLUICE_MACHINE_NETWORKS names a file that cannot be read: /no/such/file.",
                "SLUICE_OWNER_EMAIL | maya@example.com | SLUICE_OWNER_PASSWORD is missing",
                "SLUICE_API_KEY | short | SLUICE_API_KEY must be 8 to 500 plain characters without blanks.",
                "SLUICE_DATABASE_URL | mysql://db/x | SLUICE_DATABASE_URL must look like",
                "SLUICE_DATABASE_URL | jdbc:postgresql://127.0.0.1:1/x | SLUICE_DATABASE_URL: the database can't be opened",
                "SLUICE_DATABASE_URL | jdbc:postgresql://no.such.host.invalid/x | SLUICE_DATABASE_URL: the database can't be opened",
            })
    void aBadSettingIsNamed(String name, String value, String sentence) throws Exception {
        Map<String, String> environment = new HashMap<>(
                Map.of("SLUICE_SMTP_HOST", "mail.example.com", "SLUICE_IMAP_HOST", "mail.example.com", name, value));
        assertRefused(environment, sentence);
    }

    @Test
    void aPortInUseIsNoticedBeforeTheDatabaseStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(Map.of("SLUICE_PORT", port), "SLUICE_PORT: port " + port + " can't be opened");
            assertRefused(Map.of("SLUICE_MANAGEMENT_PORT", port), "SLUICE_MANAGEMENT_PORT: port " + port);
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void aDataFolderOfNoUseIsNamed() throws Exception {
        Path file = Files.writeString(place.resolve("file"), "x");
        assertRefused(Map.of("SLUICE_DATA", file.toString()), "SLUICE_DATA: " + file + " is a file; name a folder.");
        Path below = file.resolve("data");
        assertRefused(
                Map.of("SLUICE_DATA", below.toString()),
                "SLUICE_DATA: the folder " + below + " can't be created or written");
        assertRefused(
                Map.of("SLUICE_DATA", "/proc/sluice"),
                "SLUICE_DATA: the folder /proc/sluice can't be created or written");
    }

    @Test
    void aFolderInUseOrOfAnotherUserIsNamed() throws Exception {
        try (DataFolder _ = DataFolder.claim(data)) {
            assertRefused(Map.of(), "SLUICE_DATA: another Sluice is running on " + data);
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a folder away");
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        assertRefused(Map.of(), "SLUICE_DATA: " + data + " belongs to the user nobody");
    }

    @Test
    void aFolderOfAnotherPostgresqlIsNamed() throws Exception {
        Path cluster = Files.createDirectories(data.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        assertRefused(Map.of(), "SLUICE_DATA: the data in " + cluster + " is of PostgreSQL 17 and this Sluice brings");
        assertThat(cluster).isDirectoryContaining("glob:**PG_VERSION");
    }

    @Test
    void aDamagedClusterIsNamed() throws Exception {
        Path cluster = Files.createDirectories(data.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        assertRefused(Map.of(), "SLUICE_DATA: the embedded PostgreSQL in " + cluster);
    }

    /** Too small for the programs of the server, for its cluster, and for the tables. */
    @ParameterizedTest
    @ValueSource(ints = {1, 84, 92, 99})
    void aFullDiskAtTheFirstStartIsNamed(int megabytes) throws Exception {
        try (SmallDisk _ = SmallDisk.at(data, megabytes)) {
            assertRefused(Map.of(), "is full; free some space and start again.");
        }
    }

    private void assertRefused(Map<String, String> settings, String sentence) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(StartCache.options());
        command.add("dev.sluice.Sluice");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("SLUICE_DATA", data.toString(), "SLUICE_PORT", "0"));
        builder.environment().putAll(settings);
        Path log = place.resolve("log");
        Process process = builder.redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = lines(log);
        assertThat(lines).as("one line").hasSize(1);
        assertThat(lines.getFirst()).contains(sentence).endsWith(".");
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8).lines().toList();
    }
}
