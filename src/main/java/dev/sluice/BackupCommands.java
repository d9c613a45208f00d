package dev.sluice;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.backup.Backup;
import dev.sluice.platform.backup.BackupArchive;
import dev.sluice.platform.backup.BackupFailure;
import dev.sluice.platform.backup.Restore;
import dev.sluice.platform.database.DatabaseOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/** The commands bin/backup and bin/restore. */
final class BackupCommands {
    private static final String USAGE =
            "usage: bin/backup [--encrypt] FILE | bin/backup --check FILE | bin/restore FILE";

    private final EnvironmentSettings settings;
    private final Terminal terminal;

    private BackupCommands(EnvironmentSettings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && List.of("backup", "restore").contains(arguments[0]);
    }

    /** Runs the command; returns the exit code. */
    static int run(String[] arguments) {
        Terminal terminal = new Terminal();
        LoggingSystem.get(BackupCommands.class.getClassLoader()).beforeInitialize(); // the command speaks for itself
        try {
            return arguments[arguments.length - 1].startsWith("-")
                    ? usage(terminal)
                    : new BackupCommands(EnvironmentSettings.from(System.getenv()), terminal).run(List.of(arguments));
        } catch (BackupFailure | EnvironmentSettings.BadSetting failure) {
            terminal.complain(failure.getMessage());
            return 1;
        }
    }

    private static int usage(Terminal terminal) {
        terminal.complain(USAGE);
        return 2;
    }

    private int run(List<String> arguments) {
        Path file = Path.of(arguments.getLast());
        switch (String.join(" ", arguments.subList(0, arguments.size() - 1))) {
            case "backup" -> backup(file, terminal.givenPassphrase());
            case "backup --encrypt" -> backup(file, terminal.newPassphrase());
            case "backup --check" -> check(file);
            case "restore" -> {
                return restore(file);
            }
            default -> {
                return usage(terminal);
            }
        }
        return 0;
    }

    private void backup(Path file, char @Nullable [] passphrase) {
        long begin = System.nanoTime();
        try (DatabaseOwner owner = DatabaseOwner.join(settings);
                Connection connection = owner.connect()) {
            Backup.Written written = new Backup(connection, settings.data()).writeTo(file, passphrase);
            terminal.say(String.format(
                    Locale.ROOT,
                    "Backed up %,d rows of %d tables to %s (%,.1f MB) in %.0f s, as of %s.",
                    written.rows(),
                    written.tables(),
                    file,
                    Files.size(file) / 1e6,
                    (System.nanoTime() - begin) / 1e9,
                    written.at()));
            terminal.say(key(written));
        } catch (SQLException failure) {
            throw new BackupFailure("The database can't be reached (" + failure.getMessage()
                    + "); check SLUICE_DATA or SLUICE_DATABASE_URL.");
        } catch (IOException failure) {
            throw new BackupFailure("The backup " + file + " can't be read again: " + failure.getMessage());
        }
    }

    private static String key(Backup.Written written) {
        return written.holdsKey()
                ? "It is encrypted and holds secret.key. Without the passphrase no one can read it, you included."
                : written.encrypted()
                        ? "It is encrypted; without the passphrase no one can read it, you included."
                        : "It is not encrypted and does not hold the key of stored passwords; keep secret.key"
                                + " (or SLUICE_SECRET_KEY) in another place, or passwords of mail servers must be entered again.";
    }

    private void check(Path file) {
        BackupArchive.CheckedBackup checked = BackupArchive.check(file, passphraseOf(file));
        terminal.say(String.format(
                Locale.ROOT,
                "%s can be restored: %,d rows of %d tables as of %s, made by Sluice %s, all digests right.",
                file,
                checked.rows(),
                checked.tables(),
                checked.at(),
                checked.sluice()));
    }

    private int restore(Path file) {
        Restore.Restored restored = new Restore(settings).from(file, passphraseOf(file));
        terminal.say(String.format(
                Locale.ROOT,
                "Restored %,d rows of %d tables as of %s, from Sluice %s.",
                restored.rows(),
                restored.tables(),
                restored.at(),
                restored.sluice()));
        if (!restored.holdsKey() && !Files.exists(settings.data().resolve("secret.key"))) {
            terminal.say("The backup holds no secret.key: copy yours into " + settings.data()
                    + " before you start (or set SLUICE_SECRET_KEY), or start once with SLUICE_SECRET_KEY_LOST=true and"
                    + " enter the passwords of mail servers again.");
        }
        boolean same = RestoredStandings.agree(terminal);
        terminal.say("Sending is paused. Start Sluice, look around, and start sending under Settings > Backups.");
        return same ? 0 : 1;
    }

    private char @Nullable [] passphraseOf(Path file) {
        return BackupArchive.isEncrypted(file) ? terminal.passphrase() : null;
    }
}
