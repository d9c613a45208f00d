package dev.sluice.platform.server;

import dev.sluice.platform.Crypto;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder of a PostgreSQL server's data. Its administrator has a password that is in a file beside it; a folder
 * without one, made by an earlier version that asked for none, gets one before it is started.
 */
public final class DatabaseCluster {
    /** The user who owns the schema and may do everything. */
    public static final String ADMINISTRATOR = "postgres";

    /** Passwords by SCRAM from this machine, for statements and for copies of the whole; no one else and nothing less. */
    private static final String ACCESS = """
            # Written by Sluice at each start.
            host all         all 127.0.0.1/32 scram-sha-256
            host replication all 127.0.0.1/32 scram-sha-256
            """;

    private final ServerPrograms programs;
    private final Path folder;
    private final Path passwordFile;

    /** @param passwordFile where the administrator's password is or will be, readable by us only */
    public DatabaseCluster(ServerPrograms programs, Path folder, Path passwordFile) {
        this.programs = programs;
        this.folder = folder;
        this.passwordFile = passwordFile;
    }

    /** The cluster of a data folder, with the programs that Sluice brings. */
    public static DatabaseCluster in(DataFolder data) throws IOException {
        Path path = data.path();
        FolderRemoval.remove(path.resolve("program")); // of earlier versions, which let every user write there
        return new DatabaseCluster(
                ServerPrograms.in(path.resolve("programs")),
                path.resolve("postgres"),
                path.resolve("postgres.password"));
    }

    /**
     * Creates what is missing and starts the server.
     *
     * @param port to listen on, of this machine only; 0 for any that is free
     * @throws BadSetting with one sentence when it does not start
     */
    public RunningServer start(int port) throws IOException {
        ServerProcess.endLeftOver(folder);
        if (!Files.exists(folder.resolve("PG_VERSION"))) {
            create();
        }
        requireVersion();
        if (!Files.exists(passwordFile)) {
            givePassword();
        }
        PrivateFiles.folder(folder);
        Path access = folder.resolve("pg_hba.conf");
        if (!Files.exists(access) || !Files.readString(access).equals(ACCESS)) {
            Files.writeString(access, ACCESS);
        }
        return RunningServer.start(programs, folder, Files.readString(passwordFile), port);
    }

    /** Removes the cluster of a folder, with a server that outlived its Sluice. */
    public static void remove(DataFolder data) throws IOException {
        Path folder = data.path().resolve("postgres");
        ServerProcess.endLeftOver(folder);
        FolderRemoval.remove(folder);
        Files.deleteIfExists(data.path().resolve("postgres.password"));
    }

    public Path folder() {
        return folder;
    }

    private void create() throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
        FolderRemoval.remove(unfinished);
        Files.deleteIfExists(passwordFile);
        PrivateFiles.write(passwordFile, freshPassword().getBytes(StandardCharsets.UTF_8));
        ServerCommand.Result made = ServerCommand.run(
                "",
                List.of(
                        programs.program("initdb").toString(),
                        "--auth=scram-sha-256",
                        "--username=" + ADMINISTRATOR,
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--pgdata=" + unfinished));
        if (made.isFailure()) {
            FolderRemoval.remove(unfinished);
            throw StartFailure.of(folder, "was not created", made.output());
        }
        Files.deleteIfExists(folder); // an empty folder of that name
        Files.move(unfinished, folder);
    }

    /** Sets the password without a network, because until then anyone on this machine could come first. */
    private void givePassword() throws IOException {
        String password = freshPassword();
        Path unfinished = passwordFile.resolveSibling(passwordFile.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        PrivateFiles.write(unfinished, password.getBytes(StandardCharsets.UTF_8));
        ServerCommand.Result set = ServerCommand.run(
                "ALTER ROLE " + ADMINISTRATOR + " PASSWORD '" + password + "'\n",
                List.of(
                        programs.program("postgres").toString(),
                        "--single",
                        "-D",
                        folder.toString(),
                        "-c",
                        "exit_on_error=on",
                        "postgres"));
        if (set.isFailure()) {
            throw StartFailure.of(folder, "took no password", set.output());
        }
        Files.move(unfinished, passwordFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!version.equals(programs.version())) {
            throw new BadSetting("SLUICE_DATA: the data in " + folder + " is of PostgreSQL " + version
                    + " and this Sluice brings PostgreSQL " + programs.version()
                    + "; start the Sluice that made it, or name another folder.");
        }
    }

    private static String freshPassword() {
        return HexFormat.of().formatHex(Crypto.random(32));
    }
}
