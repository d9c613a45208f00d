package dev.sluice.platform.zone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** Reads a compiled time zone in the form TZif of RFC 9636, version 2 or newer. */
final class ZoneFile {
    private static final int MAGIC = 0x545A6966; // "TZif"
    private static final int RESERVED = 15;

    private record LocalTimeType(ZoneOffset offset, boolean summer) {}

    private record TzifHeader(int isUtc, int isStandard, int leaps, int times, int types, int letters) {}

    private ZoneFile() {}

    /** Its rules; throws IllegalArgumentException when the bytes are no such file. */
    static ZoneRules read(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            TzifHeader old = header(in);
            in.position(in.position() + size(old, Integer.BYTES));
            return rules(in, header(in));
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException("no compiled time zone: " + broken.getMessage(), broken);
        }
    }

    private static TzifHeader header(ByteBuffer in) {
        if (in.getInt() != MAGIC || in.get() < '2') {
            throw new IllegalArgumentException("TZif of version 2 or newer is expected");
        }
        in.position(in.position() + RESERVED);
        return new TzifHeader(in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    private static int size(TzifHeader header, int time) {
        return header.times * (time + 1)
                + header.types * 6
                + header.letters
                + header.leaps * (time + 4)
                + header.isStandard
                + header.isUtc;
    }

    private static ZoneRules rules(ByteBuffer in, TzifHeader header) {
        long[] times = new long[header.times];
        for (int i = 0; i < times.length; i++) {
            times[i] = in.getLong();
        }
        int[] kinds = new int[header.times];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = Byte.toUnsignedInt(in.get());
        }
        List<LocalTimeType> types = new ArrayList<>();
        for (int i = 0; i < header.types; i++) {
            types.add(new LocalTimeType(ZoneOffset.ofTotalSeconds(in.getInt()), in.get() != 0));
            in.get();
        }
        in.position(in.position() + header.letters + header.leaps * 12 + header.isStandard + header.isUtc);
        String footer = StandardCharsets.US_ASCII.decode(in).toString().strip();
        return rules(times, kinds, types, footer);
    }

    private static ZoneRules rules(long[] times, int[] kinds, List<LocalTimeType> types, String footer) {
        LocalTimeType first = types.getFirst();
        List<ZoneOffsetTransition> standard = new ArrayList<>();
        List<ZoneOffsetTransition> all = new ArrayList<>();
        LocalTimeType last = first;
        ZoneOffset base = first.offset;
        for (int i = 0; i < times.length; i++) {
            LocalTimeType type = types.get(kinds[i]);
            ZoneOffset newBase = base(type, last, base);
            add(standard, times[i], base, newBase);
            add(all, times[i], last.offset, type.offset);
            base = newBase;
            last = type;
        }
        List<ZoneOffsetTransitionRule> rules = PosixRule.rules(footer);
        if (times.length > 0) {
            addFirstYears(all, times[times.length - 1], last.offset, rules);
        }
        return ZoneRules.of(first.offset, first.offset, standard, all, rules);
    }

    /**
     * Writes out what the rules bring in their first two years. They may begin at a time when only the standard time changes
     * (Scoresbysund in March 2024), and Java would let them begin at the last change of the clock before.
     */
    private static void addFirstYears(
            List<ZoneOffsetTransition> all, long begin, ZoneOffset offset, List<ZoneOffsetTransitionRule> rules) {
        int year = LocalDateTime.ofEpochSecond(begin, 0, offset).getYear();
        ZoneOffset now = offset;
        for (int i = 0; i < 2 * rules.size(); i++) {
            ZoneOffsetTransition change = rules.get(i % rules.size()).createTransition(year + i / rules.size());
            if (change.toEpochSecond() > begin && change.getOffsetBefore().equals(now)) {
                all.add(change);
                now = change.getOffsetAfter();
            }
        }
    }

    /** The standard time in force. Where winter is the exception (Dublin), winter counts as standard, as Java has it. */
    private static ZoneOffset base(LocalTimeType type, LocalTimeType last, ZoneOffset base) {
        if (type.summer) {
            return type.offset.getTotalSeconds() > base.getTotalSeconds() ? base : type.offset;
        }
        boolean winterBefore = last.summer && last.offset.getTotalSeconds() < type.offset.getTotalSeconds();
        return winterBefore ? last.offset : type.offset;
    }

    private static void add(List<ZoneOffsetTransition> list, long at, ZoneOffset before, ZoneOffset after) {
        if (!before.equals(after)) {
            list.add(ZoneOffsetTransition.of(LocalDateTime.ofEpochSecond(at, 0, before), before, after));
        }
    }
}
