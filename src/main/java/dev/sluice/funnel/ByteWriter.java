package dev.sluice.funnel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers short, and instants as their distance from a base. */
final class ByteWriter {

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int MAX_NUMBER = 10;

    private final long base;
    private byte[] bytes;
    private int at;

    /** @param expected about how many bytes there will be */
    ByteWriter(long base, int expected) {
        this.base = base;
        bytes = new byte[expected];
    }

    private void ensure(int needed) {
        if (at + needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + needed));
        }
    }

    void octet(int value) {
        ensure(1);
        bytes[at++] = (byte) value;
    }

    /** Small ones in few bytes, of either sign. */
    void number(long value) {
        ensure(MAX_NUMBER);
        at = put(bytes, at, value);
    }

    private static int put(byte[] to, int from, long value) {
        int next = from;
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            to[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[next++] = (byte) rest;
        return next;
    }

    void size(int value) {
        number(value);
    }

    void instant(long micros) {
        number(base - micros);
    }

    void fixed(long value) {
        ensure(8);
        LONGS.set(bytes, at, value);
        at += 8;
    }

    void real(double value) {
        if (value == 0) {
            octet(0);
        } else {
            octet(1);
            fixed(Double.doubleToRawLongBits(value));
        }
    }

    void position(LogPosition position) {
        if (position == LogPosition.START) {
            octet(0);
        } else {
            octet(1);
            fixed(position.at());
            fixed(position.high());
            fixed(position.low());
        }
    }

    /** Triples of instant and id; most of a standing is these, so space is ensured once. */
    void recent(long[] recent) {
        size(recent.length / RecentSignals.WIDTH);
        ensure(recent.length / RecentSignals.WIDTH * (MAX_NUMBER + 16));
        byte[] to = bytes;
        for (int i = 0; i < recent.length; i += RecentSignals.WIDTH) {
            int next = put(to, at, base - recent[i]);
            LONGS.set(to, next, recent[i + 1]);
            LONGS.set(to, next + 8, recent[i + 2]);
            at = next + 16;
        }
    }

    void text(String text) {
        int length = text.length();
        ensure(3 * length + 10);
        int start = at;
        size(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                at = start;
                utf8(text);
                return;
            }
            bytes[at++] = (byte) c;
        }
    }

    private void utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        size(utf8.length);
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        at += utf8.length;
    }

    byte[] toBytes() {
        return at == bytes.length ? bytes : Arrays.copyOf(bytes, at);
    }
}
