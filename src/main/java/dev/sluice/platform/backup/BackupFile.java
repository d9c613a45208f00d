package dev.sluice.platform.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backup as a file: written under another name and durable before it gets its own, encrypted when there is a passphrase. */
final class BackupFile {
    private static final int BUFFER = 1 << 18;

    private BackupFile() {}

    /** Writes the content of a backup; returns what the writer returns. */
    interface FileContent<T> {
        T writeTo(OutputStream out) throws IOException;
    }

    static <T> T write(Path file, char @Nullable [] passphrase, FileContent<T> content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.deleteIfExists(part);
            T written;
            try (FileChannel channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                OutputStream plain = new BufferedOutputStream(unclosed(channel), BUFFER);
                try (OutputStream out =
                        passphrase == null ? plain : new EncryptedOutput(plain, PassphraseKey.fresh(passphrase))) {
                    written = content.writeTo(out);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (FileAlreadyExistsException there) {
            throw new BackupFailure("The file " + file + " exists already; name another.", there);
        } catch (IOException failure) {
            delete(part);
            throw new BackupFailure(
                    "The backup could not be written to " + file + " (" + BackupFailure.reason(failure)
                            + "); name a folder that can be written and has enough space.",
                    failure);
        } catch (RuntimeException failure) {
            delete(part);
            throw failure;
        }
    }

    static boolean isEncrypted(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(PassphraseKey.MAGIC.length), PassphraseKey.MAGIC);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    static InputStream read(Path file, char @Nullable [] passphrase) {
        boolean encrypted = isEncrypted(file);
        if (encrypted && passphrase == null) {
            throw new BackupFailure("This backup is encrypted; set SLUICE_BACKUP_PASSPHRASE to its passphrase.");
        }
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            if (!encrypted || passphrase == null) {
                return in;
            }
            in.skipNBytes(PassphraseKey.MAGIC.length);
            return new EncryptedInput(in, PassphraseKey.read(in, passphrase));
        } catch (java.io.EOFException cut) {
            throw ArchiveReader.damaged(cut);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static BackupFailure unreadable(Path file, IOException failure) {
        return new BackupFailure(
                "The backup " + file + " can't be read (" + BackupFailure.reason(failure)
                        + "); check its name and who may read it.",
                failure);
    }

    private static OutputStream unclosed(FileChannel channel) {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                out.write(from, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException left) {
            org.slf4j.LoggerFactory.getLogger(BackupFile.class).warn("{} could not be removed", part);
        }
    }
}
