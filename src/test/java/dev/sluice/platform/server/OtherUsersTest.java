package dev.sluice.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another user of this machine can do to a Sluice: nothing. The data folder stands where everyone may look. */
class OtherUsersTest {
    private Path place = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void aPlaceThatEveryoneMayEnter() throws IOException {
        place = Files.createTempDirectory("sluice-users");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = place.resolve("data");
    }

    @AfterEach
    void remove() throws IOException {
        FolderRemoval.remove(place);
    }

    @Test
    void noOneConnectsWithoutThePassword() throws Exception {
        try (DataFolder folder = DataFolder.claim(data);
                RunningServer server = DatabaseCluster.in(folder).start(0)) {
            for (String user : List.of("postgres", "sluice_app", "nobody")) {
                for (@Nullable String password : new String[] {null, "", "postgres", "wrong"}) {
                    assertThatThrownBy(() -> connect(server, user, password))
                            .as("%s with %s", user, password)
                            .isInstanceOf(SQLException.class)
                            .hasMessageMatching("(?s).*(password|SCRAM).*");
                }
            }
            connect(server, DatabaseCluster.ADMINISTRATOR, server.password()).close();
            assertThat(Files.readString(data.resolve("postgres/pg_hba.conf"))).doesNotContain("trust");
            assertThat(Path.of("/tmp/.s.PGSQL." + server.port())).doesNotExist();
        }
    }

    @Test
    void theyReadAndPlantNothing() throws Exception {
        requireRoot();
        try (DataFolder folder = DataFolder.claim(data);
                RunningServer _ = DatabaseCluster.in(folder).start(0)) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(data)) {
                files = found.filter(Files::isRegularFile).toList();
            }
            assertThat(files).hasSizeGreaterThan(1_000);
            assertThat(asNobody("cat", data.resolve("postgres.password").toString()))
                    .contains("Permission denied");
            assertThat(asNobody(
                            "sh",
                            "-c",
                            "for f; do if [ -e \"$f\" ]; then echo SEEN $f; fi; done",
                            "sh",
                            data.resolve("lock").toString(),
                            data.resolve("postgres/PG_VERSION").toString()))
                    .isEmpty();
            assertThat(asNobody("mkdir", data.resolve("programs/planted").toString()))
                    .contains("Permission denied");
            assertThat(asNobody(
                            "mv",
                            data.resolve("programs").toString(),
                            place.resolve("moved").toString()))
                    .isNotEmpty();
            assertThat(data.resolve("programs")).exists();
            for (Path file : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .endsWith("------");
            }
        }
    }

    @Test
    void aFolderOfTheVersionThatTrustedEveryoneIsClosedAndKeepsItsData() throws Exception {
        Files.createDirectory(data);
        try (EmbeddedPostgres before = EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("postgres"))
                        .setOverrideWorkingDirectory(data.resolve("program").toFile())
                        .setCleanDataDirectory(false)
                        .start();
                Connection trusted = DriverManager.getConnection(before.getJdbcUrl("postgres", "postgres"))) {
            trusted.createStatement().execute("CREATE TABLE kept AS SELECT 7 AS value");
        }
        try (DataFolder folder = DataFolder.claim(data);
                RunningServer server = DatabaseCluster.in(folder).start(0)) {
            assertThatThrownBy(() -> connect(server, "postgres", null)).isInstanceOf(SQLException.class);
            try (Connection ours = connect(server, DatabaseCluster.ADMINISTRATOR, server.password());
                    var rows = ours.createStatement().executeQuery("SELECT value FROM kept")) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(data.resolve("program")).doesNotExist();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void programsThatAnotherUserPlantedDoNotRun() throws Exception {
        requireRoot();
        Path programs = unpacked();
        UserPrincipal nobody =
                place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        for (Path planted : List.of(programs, programs.resolve("bin"), programs.resolve("bin/postgres"))) {
            UserPrincipal us = Files.getOwner(planted);
            Files.setOwner(planted, nobody);
            assertRefused(planted + " belongs to the user nobody");
            Files.setOwner(planted, us);
        }
        assertThat(ServerPrograms.in(programs.getParent()).version()).isEqualTo("18");
    }

    @Test
    void programsThatOthersMayWriteOrThatWereChangedDoNotRun() throws Exception {
        Path programs = unpacked();
        Path postgres = programs.resolve("bin/postgres");
        Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxrwx---"));
        assertRefused("other users may write " + postgres);
        Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwx------"));

        Path added = programs.resolve("lib/added.so");
        Files.writeString(added, "x");
        assertRefused(added + " is not the file");
        Files.delete(added);

        Path hba = programs.resolve("share/postgresql/pg_hba.conf.sample");
        Files.writeString(hba, "host all all all trust");
        assertRefused(hba + " is not the file");
        Files.delete(hba);
        assertRefused(hba + " is not the file");
    }

    private Path unpacked() throws IOException {
        ServerPrograms programs = ServerPrograms.in(place.resolve("programs"));
        return programs.program("postgres").getParent().getParent();
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> ServerPrograms.in(place.resolve("programs")))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(words);
    }

    private static Connection connect(RunningServer server, String user, @Nullable String password)
            throws SQLException {
        return DriverManager.getConnection(server.url(), user, password);
    }

    private static void requireRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can act as another user");
    }

    private static String asNobody(String... command) throws Exception {
        List<String> whole = Stream.concat(
                        Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), Stream.of(command))
                .toList();
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
