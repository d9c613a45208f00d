package dev.sluice.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes the id of a signal: 48 bits of its instant in milliseconds, then a hash of the caller's message id,
 * laid out as an RFC 9562 version 8 UUID. The same message sent again has the same id.
 */
final class SignalId {
    private SignalId() {}

    static UUID of(Instant at, @Nullable String messageId) {
        long high;
        long low;
        if (messageId == null) {
            high = ThreadLocalRandom.current().nextLong();
            low = ThreadLocalRandom.current().nextLong();
        } else {
            ByteBuffer hash = ByteBuffer.wrap(sha256(messageId));
            high = hash.getLong();
            low = hash.getLong();
        }
        return new UUID(
                (at.toEpochMilli() << 16) | 0x8000L | (high & 0x0fffL),
                (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
