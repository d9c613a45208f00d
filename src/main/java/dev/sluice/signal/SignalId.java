package dev.sluice.signal;

import dev.sluice.signal.kind.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of signals, as RFC 9562 version 8 UUIDs. The id of a message that has one is a hash of that id and
 * nothing else, so that the same message sent again has the same id, whenever it arrives.
 */
final class SignalId {
    private SignalId() {}

    static UUID of(NewSignal signal) {
        return signal.messageId() == null ? random(signal.at()) : of(signal.caller(), signal.messageId());
    }

    /** The id of a caller's message. Callers of another trust have other ids: no browser can use up a server's. */
    static UUID of(Trust caller, String messageId) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(caller.name() + ' ' + messageId));
        return uuid(hash.getLong(), hash.getLong());
    }

    /** The id of a message without one: its instant in milliseconds, then chance. */
    static UUID random(Instant at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return uuid((at.toEpochMilli() << 16) | (random.nextLong() & 0xffffL), random.nextLong());
    }

    private static UUID uuid(long high, long low) {
        return new UUID((high & ~0xf000L) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
