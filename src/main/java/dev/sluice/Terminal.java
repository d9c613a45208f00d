package dev.sluice;

import dev.sluice.platform.backup.BackupFailure;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The terminal of a command: what it prints, and the passphrase that it asks for. */
final class Terminal {
    private final PrintWriter out =
            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PrintWriter err =
            new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    /** Says how the work went. */
    void say(String line) {
        out.println(line);
    }

    /** Says what is wrong. */
    void complain(String line) {
        err.println(line);
    }

    /** SLUICE_BACKUP_PASSPHRASE; null when it is not set. Never an argument, which other users of the machine can read. */
    char @Nullable [] givenPassphrase() {
        String passphrase = System.getenv("SLUICE_BACKUP_PASSPHRASE");
        return passphrase == null || passphrase.isBlank() ? null : passphrase.toCharArray();
    }

    /** The passphrase of an encrypted backup, asked for where the environment has none. */
    char[] passphrase() {
        char[] given = givenPassphrase();
        return given == null ? ask("Passphrase: ") : given;
    }

    /** A passphrase for a new backup, asked for twice where the environment has none. */
    char[] newPassphrase() {
        char[] given = givenPassphrase();
        if (given != null) {
            return given;
        }
        char[] first = ask("Passphrase of the backup: ");
        if (!Arrays.equals(first, ask("The same again: "))) {
            throw new BackupFailure("The two passphrases differ; start again.");
        }
        return first;
    }

    private static char[] ask(String prompt) {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("%s", prompt);
        if (answer == null) {
            throw new BackupFailure("No one can be asked for the passphrase here; set SLUICE_BACKUP_PASSPHRASE.");
        }
        return answer;
    }
}
