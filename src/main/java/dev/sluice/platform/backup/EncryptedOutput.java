package dev.sluice.platform.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts what is written, chunk by chunk; the last chunk says that it is the last. */
final class EncryptedOutput extends OutputStream {
    private final OutputStream out;
    private final PassphraseKey key;
    private final byte[] chunk = new byte[PassphraseKey.CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    EncryptedOutput(OutputStream out, PassphraseKey key) throws IOException {
        this.out = out;
        this.key = key;
        out.write(key.header());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (filled == chunk.length) {
                writeChunk(false);
            }
            int part = Math.min(end - at, chunk.length - filled);
            System.arraycopy(from, at, chunk, filled, part);
            filled += part;
            at += part;
        }
    }

    private void writeChunk(boolean last) throws IOException {
        try {
            out.write(key.cipher(Cipher.ENCRYPT_MODE, number++, last).doFinal(chunk, 0, filled));
            filled = 0;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writeChunk(true);
            out.close();
        }
    }
}
