package dev.sluice.platform.backup;

import dev.sluice.platform.Json;
import dev.sluice.platform.backup.BackupSummary.EntryDigest;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the entries of a backup as a ZIP file, one after the other and in bounded memory, and their digests last. */
final class ArchiveWriter implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final ZipOutputStream zip;
    private final List<EntryDigest> written = new ArrayList<>();

    ArchiveWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Writes the content of one entry; returns its rows. */
    interface EntryContent {
        long writeTo(OutputStream out) throws IOException, SQLException;
    }

    void entry(String name, EntryContent content) throws IOException, SQLException {
        MessageDigest digest = ArchiveReader.sha256();
        zip.putNextEntry(new ZipEntry(name));
        Counting counting = new Counting(new DigestOutputStream(zip, digest));
        Buffered buffered = new Buffered(counting);
        long rows = content.writeTo(buffered);
        buffered.flush();
        zip.closeEntry();
        written.add(new EntryDigest(name, rows, counting.bytes, HexFormat.of().formatHex(digest.digest())));
    }

    void json(String name, Object value) throws IOException, SQLException {
        byte[] text = Json.write(value).getBytes(StandardCharsets.UTF_8);
        entry(name, out -> {
            out.write(text);
            return 0;
        });
    }

    /** Writes the digests; without them a reader takes the file for cut. */
    BackupSummary finish() throws IOException {
        BackupSummary summary = new BackupSummary(List.copyOf(written));
        zip.putNextEntry(new ZipEntry(BackupSummary.NAME));
        zip.write(Json.write(summary).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        return summary;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** COPY hands over a row at a time; the digest and the compressor want more. */
    private static final class Buffered extends java.io.BufferedOutputStream {
        Buffered(OutputStream out) {
            super(out, BUFFER);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static final class Counting extends FilterOutputStream {
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }
    }
}
