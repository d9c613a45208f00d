package dev.sluice.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Decrypts what {@link EncryptedOutput} wrote; a chunk is handed over only once it is proved unchanged. */
final class EncryptedInput extends InputStream {
    private final InputStream in;
    private final PassphraseKey key;
    private final byte[] sealed = new byte[PassphraseKey.CHUNK + PassphraseKey.TAG + 1];
    private int ahead;
    private byte[] chunk = new byte[0];
    private int at;
    private long number;
    private boolean ended;

    /** @param in stands after the header */
    EncryptedInput(InputStream in, PassphraseKey key) {
        this.in = in;
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, part);
        at += part;
        return part;
    }

    private boolean fill() throws IOException {
        while (at == chunk.length && !ended) {
            open();
        }
        return at < chunk.length;
    }

    /** Reads one byte further than the chunk, to know whether it is the last. */
    private void open() throws IOException {
        int read = ahead + in.readNBytes(sealed, ahead, sealed.length - ahead);
        boolean last = read < sealed.length;
        int length = last ? read : read - 1;
        if (length < PassphraseKey.TAG) {
            throw ArchiveReader.damaged(null);
        }
        try {
            chunk = key.cipher(Cipher.DECRYPT_MODE, number++, last).doFinal(sealed, 0, length);
        } catch (GeneralSecurityException changed) {
            throw ArchiveReader.damaged(changed);
        }
        at = 0;
        ended = last;
        ahead = 0;
        if (!last) {
            sealed[ahead++] = sealed[length];
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
