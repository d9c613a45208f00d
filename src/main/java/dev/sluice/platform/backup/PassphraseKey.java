package dev.sluice.platform.backup;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of an encrypted backup, from its passphrase by PBKDF2-HMAC-SHA-256, and the header that says how it was made.
 * The file goes on in chunks of AES-256-GCM whose nonce is the chunk's number and whether it is the last, as in STREAM
 * (Hoang, Reyhanitabar, Rogaway, Vizár 2015): none can be changed, swapped or left out.
 */
final class PassphraseKey {
    static final byte[] MAGIC = "SLUICE-ENCRYPTED-BACKUP-1\n".getBytes(StandardCharsets.US_ASCII);
    static final int CHUNK = 1 << 16;
    static final int TAG = 16;
    static final int SHORTEST = 12;
    private static final int ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT = 16;
    private static final int CHECK = 16;

    private final SecretKeySpec key;
    private final byte[] header;

    private PassphraseKey(SecretKeySpec key, byte[] header) {
        this.key = key;
        this.header = header;
    }

    static PassphraseKey fresh(char[] passphrase) {
        if (passphrase.length < SHORTEST) {
            throw new BackupFailure("Choose a passphrase of at least " + SHORTEST + " characters.");
        }
        byte[] salt = dev.sluice.platform.Crypto.random(SALT);
        byte[] derived = derive(passphrase, salt, ROUNDS);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(MAGIC);
        header.writeBytes(ByteBuffer.allocate(4).putInt(ROUNDS).array());
        header.writeBytes(salt);
        header.writeBytes(Arrays.copyOfRange(derived, 32, 32 + CHECK));
        return new PassphraseKey(new SecretKeySpec(derived, 0, 32, "AES"), header.toByteArray());
    }

    /** Reads the header after {@link #MAGIC}; says so when the passphrase is not the one that it was made with. */
    static PassphraseKey read(InputStream in, char[] passphrase) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int rounds = data.readInt();
        byte[] salt = data.readNBytes(SALT);
        byte[] check = data.readNBytes(CHECK);
        if (rounds < 1 || rounds > MOST_ROUNDS || check.length < CHECK) {
            throw ArchiveReader.damaged(null);
        }
        byte[] derived = derive(passphrase, salt, rounds);
        if (!MessageDigest.isEqual(check, Arrays.copyOfRange(derived, 32, 32 + CHECK))) {
            throw new BackupFailure("The passphrase is not the one that this backup was encrypted with.");
        }
        byte[] header = ByteBuffer.allocate(MAGIC.length + 4 + SALT + CHECK)
                .put(MAGIC)
                .putInt(rounds)
                .put(salt)
                .put(check)
                .array();
        return new PassphraseKey(new SecretKeySpec(derived, 0, 32, "AES"), header);
    }

    byte[] header() {
        return header.clone();
    }

    /** The cipher of one chunk. */
    Cipher cipher(int mode, long chunk, boolean last) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(12).putInt(last ? 1 : 0).putLong(chunk).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(header);
        return cipher;
    }

    private static byte[] derive(char[] passphrase, byte[] salt, int rounds) {
        try {
            PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, (32 + CHECK) * 8);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
