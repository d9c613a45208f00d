package dev.sluice.platform.backup;

import dev.sluice.platform.Json;
import dev.sluice.platform.backup.BackupSummary.EntryDigest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a backup in their order and holds each against the digest that the summary gives. */
final class ArchiveReader implements Closeable {
    static final String DAMAGED =
            "The backup is damaged or incomplete and nothing was restored; use another backup (bin/backup --check FILE"
                    + " reads one whole).";
    private static final long MOST_JSON = 64L << 20;

    private final ArchiveEnd end;
    private final ZipInputStream zip;
    private final Map<String, String> read = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    ArchiveReader(InputStream in) {
        this.end = new ArchiveEnd(in);
        this.zip = new ZipInputStream(end, StandardCharsets.UTF_8);
    }

    /** Takes what is in one entry. */
    interface Taker<T> {
        T take(InputStream in) throws IOException;
    }

    /** The name of the next entry; null after the last. */
    @Nullable
    String next() {
        try {
            ZipEntry entry = zip.getNextEntry();
            return entry == null ? null : entry.getName();
        } catch (IOException | IllegalArgumentException broken) {
            throw damaged(broken);
        }
    }

    /** Reads the entry named last to its end. */
    <T> T take(String name, Taker<T> taker) {
        MessageDigest digest = sha256();
        DigestInputStream in = new DigestInputStream(zip, digest) {
            @Override
            public void close() {} // the next entry follows
        };
        try {
            T taken = taker.take(in);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            read.put(name, HexFormat.of().formatHex(digest.digest()));
            order.add(name);
            return taken;
        } catch (IOException broken) {
            throw broken.getCause() instanceof BackupFailure failure ? failure : damaged(broken);
        }
    }

    <T> T json(String name, Class<T> type) {
        return take(name, in -> {
            try {
                return Json.read(new String(in.readNBytes((int) MOST_JSON), StandardCharsets.UTF_8), type);
            } catch (RuntimeException unreadable) {
                throw new IOException(unreadable);
            }
        });
    }

    /** Fails unless the entries read are those of the summary, in its order and with its digests, up to the file's end. */
    void verify(BackupSummary summary) {
        try {
            if (!end.isWhole()) {
                throw damaged(null);
            }
        } catch (IOException broken) {
            throw damaged(broken);
        }
        List<String> listed = summary.entries().stream().map(EntryDigest::name).toList();
        if (!listed.equals(order.subList(0, order.size() - 1))) {
            throw damaged(null);
        }
        for (EntryDigest entry : summary.entries()) {
            if (!entry.sha256().equals(read.get(entry.name()))) {
                throw damaged(null);
            }
        }
    }

    static BackupFailure damaged(@Nullable Throwable cause) {
        return new BackupFailure(DAMAGED, cause);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
