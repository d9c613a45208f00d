package dev.sluice.funnel;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote; damaged bytes end in an {@code IndexOutOfBoundsException}. */
final class ByteReader {

    /** Written by any thread without order: strings are immutable, so at worst one is made twice. */
    private static final @Nullable String[] NAMES = new String[256];

    private final byte[] bytes;
    private int at;
    private long base;

    ByteReader(byte[] bytes, int from) {
        this.bytes = bytes;
        at = from;
    }

    /** Instants are relative to it. */
    void base(long base) {
        this.base = base;
    }

    int octet() {
        return bytes[at++] & 0xFF;
    }

    long number() {
        long rest = 0;
        int shift = 0;
        while (true) {
            byte next = bytes[at++];
            rest |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
            shift += 7;
        }
    }

    /** Never more than there are bytes left, so that damage cannot ask for all of memory. */
    int size() {
        long size = number();
        if (size < 0 || size > bytes.length - at) {
            throw new IndexOutOfBoundsException("a size of " + size);
        }
        return (int) size;
    }

    int count() {
        return (int) number();
    }

    long instant() {
        return base - number();
    }

    long fixed() {
        long value = (long) ByteWriter.LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    double real() {
        return octet() == 0 ? 0 : Double.longBitsToDouble(fixed());
    }

    LogPosition position() {
        return octet() == 0 ? LogPosition.START : new LogPosition(fixed(), fixed(), fixed());
    }

    long[] recent() {
        int size = size();
        if (size == 0) {
            return RecentSignals.EMPTY;
        }
        long[] recent = new long[size * RecentSignals.WIDTH];
        for (int i = 0; i < recent.length; i += RecentSignals.WIDTH) {
            recent[i] = instant();
            recent[i + 1] = fixed();
            recent[i + 2] = fixed();
        }
        return recent;
    }

    String text() {
        int length = size();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A text that recurs: mostly the same object each time, which costs less than a new one. */
    String name() {
        int length = size();
        int slot = length == 0 ? 0 : (length * 31 + bytes[at] * 17 + bytes[at + length - 1]) & (NAMES.length - 1);
        String cached = NAMES[slot];
        if (cached == null || !same(cached, length)) {
            cached = new String(bytes, at, length, StandardCharsets.UTF_8);
            NAMES[slot] = cached;
        }
        at += length;
        return cached;
    }

    private boolean same(String cached, int length) {
        if (cached.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (cached.charAt(i) != bytes[at + i]) {
                return false;
            }
        }
        return true;
    }

    void end() {
        if (at != bytes.length) {
            throw new IndexOutOfBoundsException("bytes left over");
        }
    }
}
