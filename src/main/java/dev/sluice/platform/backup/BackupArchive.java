package dev.sluice.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order of a backup's entries, for those who restore one and those who only check that it can be read. */
public final class BackupArchive {
    static final String HEADER = "backup.json";
    static final String SEQUENCES = "sequences.json";

    /** Takes the entries in their order; none of it counts before {@link #verified}. */
    interface Visitor {
        void header(BackupHeader header);

        /** Returns how many rows there were. */
        long table(BackupHeader.BackedUpTable table, InputStream rows) throws IOException;

        void sequences(List<SchemaRows.SequenceValue> sequences);

        void file(String name, InputStream content) throws IOException;

        /** The file was read to its end, and each digest is right. */
        void verified(long rows);
    }

    private BackupArchive() {}

    /** What a check found. */
    public record CheckedBackup(String at, String sluice, int tables, long rows, boolean encrypted) {}

    public static boolean isEncrypted(Path file) {
        return BackupFile.isEncrypted(file);
    }

    /** Reads a backup whole and verifies every digest; throws {@link BackupFailure} where something is wrong. */
    public static CheckedBackup check(Path file, char @Nullable [] passphrase) {
        CheckingVisitor visitor = new CheckingVisitor();
        read(file, passphrase, visitor);
        return visitor.checked(BackupFile.isEncrypted(file));
    }

    static void read(Path file, char @Nullable [] passphrase, Visitor visitor) {
        try (InputStream in = BackupFile.read(file, passphrase)) {
            read(in, visitor);
        } catch (IOException failure) {
            throw ArchiveReader.damaged(failure);
        }
    }

    static void read(InputStream in, Visitor visitor) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(in)) {
            read(archive, visitor);
        }
    }

    private static void read(ArchiveReader archive, Visitor visitor) {
        if (!HEADER.equals(archive.next())) {
            throw new BackupFailure("This file is no backup of Sluice; name one that bin/backup made.");
        }
        BackupHeader header = archive.json(HEADER, BackupHeader.class);
        if (header.format() != BackupHeader.FORMAT) {
            throw new BackupFailure("This backup was made by a newer version of Sluice (" + header.sluice()
                    + "); restore it with that version or a newer one.");
        }
        visitor.header(header);
        Map<String, Long> rows = new java.util.HashMap<>();
        for (BackupHeader.BackedUpTable table : header.tables()) {
            if (!table.entry().equals(archive.next())) {
                throw ArchiveReader.damaged(null);
            }
            rows.put(table.entry(), archive.take(table.entry(), in -> visitor.table(table, in)));
        }
        BackupSummary summary = rest(archive, visitor);
        archive.verify(summary);
        if (summary.entries().stream().anyMatch(entry -> entry.rows() != rows.getOrDefault(entry.name(), 0L))) {
            throw ArchiveReader.damaged(null);
        }
        visitor.verified(summary.rows());
    }

    private static BackupSummary rest(ArchiveReader archive, Visitor visitor) {
        for (String name = archive.next(); name != null; name = archive.next()) {
            String entry = name;
            if (entry.equals(BackupSummary.NAME)) {
                return archive.json(entry, BackupSummary.class);
            } else if (entry.equals(SEQUENCES)) {
                visitor.sequences(List.of(archive.json(entry, SchemaRows.SequenceValue[].class)));
            } else {
                archive.take(entry, in -> {
                    visitor.file(entry, in);
                    return true;
                });
            }
        }
        throw ArchiveReader.damaged(null);
    }

    /** Counts the rows by their line breaks, which COPY's text format writes nowhere else. */
    private static final class CheckingVisitor implements Visitor {
        private @Nullable BackupHeader header;
        private long rows;

        @Override
        public void header(BackupHeader header) {
            this.header = header;
        }

        @Override
        public long table(BackupHeader.BackedUpTable table, InputStream in) throws IOException {
            byte[] buffer = new byte[1 << 16];
            long lines = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        }

        @Override
        public void sequences(List<SchemaRows.SequenceValue> sequences) {}

        @Override
        public void file(String name, InputStream content) {}

        @Override
        public void verified(long rows) {
            this.rows = rows;
        }

        CheckedBackup checked(boolean encrypted) {
            if (header == null) {
                throw ArchiveReader.damaged(null);
            }
            return new CheckedBackup(
                    header.at(), header.sluice(), header.tables().size(), rows, encrypted);
        }
    }
}
