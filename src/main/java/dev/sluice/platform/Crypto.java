package dev.sluice.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ciphers that Sluice uses: AES-GCM for what must stay secret, HMAC-SHA-256 for what must stay unchanged. What is
 * made for one purpose opens for no other.
 */
public final class Crypto {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SIGNATURE = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Crypto() {}

    /** So many bytes that no one can guess. */
    public static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** A key for {@link #encrypt}; 16, 24 or 32 bytes. */
    public static SecretKeySpec cipherKey(byte[] secret) {
        return new SecretKeySpec(secret, "AES");
    }

    /** A key for {@link #sign}; any number of bytes. */
    public static SecretKeySpec signingKey(byte[] secret) {
        return new SecretKeySpec(secret, SIGNATURE);
    }

    /** The text, encrypted and authenticated: 12 random bytes, the cipher, 16 bytes of proof. */
    public static byte[] encrypt(SecretKeySpec key, int workspace, String purpose, String text) {
        byte[] nonce = random(NONCE);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, workspace, purpose, nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What was encrypted; empty when it was changed, cut, or encrypted with another key or for another purpose. */
    public static Optional<String> decrypt(SecretKeySpec key, int workspace, String purpose, byte[] encrypted) {
        if (encrypted.length < NONCE) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(encrypted, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, workspace, purpose, nonce)
                    .doFinal(encrypted, NONCE, encrypted.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, int workspace, String purpose, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((workspace + "\n" + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The signature of the content for one purpose, 32 bytes. */
    public static byte[] sign(SecretKeySpec key, String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(SIGNATURE);
            mac.init(key);
            mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether the signature is the content's; takes the same time wherever they differ. */
    public static boolean isSigned(SecretKeySpec key, String purpose, byte[] content, byte[] signature) {
        return MessageDigest.isEqual(signature, sign(key, purpose, content));
    }

    /** SHA-256, 32 bytes. */
    public static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
