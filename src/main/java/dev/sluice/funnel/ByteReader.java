package dev.sluice.funnel;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote; damaged bytes end in an {@code IndexOutOfBoundsException}. */
final class ByteReader {

    /** Written by any thread without order: strings are immutable, so the worst is one made anew. */
    private static final @Nullable String[] KNOWN = new String[256];

    private final byte[] bytes;
    private int at;
    private long base;

    ByteReader(byte[] bytes, int from) {
        this.bytes = bytes;
        at = from;
    }

    /** What instants are counted from. */
    void base(long base) {
        this.base = base;
    }

    int one() {
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

    long whole() {
        long value = (long) ByteWriter.LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    double real() {
        return one() == 0 ? 0 : Double.longBitsToDouble(whole());
    }

    LogPosition mark() {
        return one() == 0 ? LogPosition.START : new LogPosition(whole(), whole(), whole());
    }

    long[] kept() {
        int size = size();
        if (size == 0) {
            return RecentSignals.EMPTY;
        }
        long[] kept = new long[size * RecentSignals.WIDTH];
        for (int i = 0; i < kept.length; i += RecentSignals.WIDTH) {
            kept[i] = instant();
            kept[i + 1] = whole();
            kept[i + 2] = whole();
        }
        return kept;
    }

    String text() {
        int length = size();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A text that comes again and again: the same object each time where it can be, which costs less than a new one. */
    String name() {
        int length = size();
        int slot = length == 0 ? 0 : (length * 31 + bytes[at] * 17 + bytes[at + length - 1]) & (KNOWN.length - 1);
        String known = KNOWN[slot];
        if (known == null || !same(known, length)) {
            known = new String(bytes, at, length, StandardCharsets.UTF_8);
            KNOWN[slot] = known;
        }
        at += length;
        return known;
    }

    private boolean same(String known, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[at + i]) {
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
