package dev.sluice.platform.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Remembers how a file ends, because a reader of ZIP stops before the directory at its end and would miss a cut there. */
final class ArchiveEnd extends FilterInputStream {
    /** The record that ends a ZIP file without a comment. */
    private static final int LENGTH = 22;

    private final byte[] last = new byte[LENGTH];
    private long read;

    ArchiveEnd(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int part = in.read(into, offset, length);
        for (int i = Math.max(0, part - LENGTH); i < part; i++) {
            last[(int) ((read + i) % LENGTH)] = into[offset + i];
        }
        read += Math.max(0, part);
        return part;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left; whether the file ends as it was written. */
    boolean isWhole() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return read >= LENGTH && at(0) == 'P' && at(1) == 'K' && at(2) == 5 && at(3) == 6;
    }

    private byte at(int index) {
        return last[(int) ((read + index) % LENGTH)];
    }
}
