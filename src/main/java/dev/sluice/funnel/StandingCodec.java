package dev.sluice.funnel;

import dev.sluice.funnel.Standing.Raised;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.funnel.Standing.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of a standing: a version byte, then the fields. Instants are written as their distance from the last
 * signal, which is short; ids as they are, since they do not compress.
 */
final class StandingCodec {

    private static final byte VERSION = 1;

    private static final int TOLD = 1;
    private static final int STAGED = 2;
    private static final int LIFTABLE = 4;
    private static final int TIMED = 8;

    private static final StandingOutcome[] OUTCOMES = StandingOutcome.values();

    private StandingCodec() {}

    static byte[] encode(Standing s) {
        ByteWriter out = new ByteWriter(s.last.at(), expected(s));
        out.one(VERSION);
        out.mark(s.last);
        out.one((s.told ? TOLD : 0)
                | (s.stage == null ? 0 : STAGED)
                | (s.liftable ? LIFTABLE : 0)
                | (s.timeAt == Long.MIN_VALUE ? 0 : TIMED)
                | s.outcome.ordinal() << 4);
        out.number(s.layout);
        out.number(s.halfLife);
        out.number(s.count);
        out.number(s.fit);
        if (s.stage != null) {
            out.text(s.stage);
            out.mark(s.entered);
        }
        if (s.timeAt != Long.MIN_VALUE) {
            out.instant(s.timeAt);
        }
        out.text(s.reason);
        out.instant(s.outcomeSince);
        out.mark(s.gatesAfter);
        out.mark(s.turned);
        out.real(s.total);
        out.instant(s.totalAt);
        traits(out, s.traits);
        out.size(s.visits.length);
        for (Visit visit : s.visits) {
            out.text(visit.stage());
            out.instant(visit.at());
            out.number(visit.fit());
            out.real(visit.engagement());
        }
        out.size(s.flags.length);
        for (Raised flag : s.flags) {
            out.text(flag.flag());
            out.instant(flag.since());
        }
        out.size(s.counters.length);
        for (long[] kept : s.counters) {
            out.kept(kept);
        }
        out.size(s.earned.length);
        for (EarnedPoints earned : s.earned) {
            out.size(earned.count());
            if (earned.count() > 0) {
                out.real(earned.value());
                out.instant(earned.at());
                out.kept(earned.latest());
            }
        }
        return out.done();
    }

    private static int expected(Standing s) {
        int longs = 0;
        for (long[] kept : s.counters) {
            longs += kept.length;
        }
        for (EarnedPoints earned : s.earned) {
            longs += earned.latest().length;
        }
        return 256 + 8 * longs + 48 * (s.visits.length + s.traits.size());
    }

    static Standing decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalArgumentException(
                    "these bytes are no standing of version " + VERSION + ": fold the person again from the log");
        }
        try {
            return decodeFields(new ByteReader(bytes, 1));
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("the bytes of this standing are damaged", e);
        }
    }

    private static Standing decodeFields(ByteReader in) {
        StandingBuilder d = new StandingBuilder();
        d.last = in.mark();
        in.base(d.last.at());
        int bits = in.one();
        d.told = (bits & TOLD) != 0;
        d.liftable = (bits & LIFTABLE) != 0;
        d.outcome = OUTCOMES[bits >> 4 & 3];
        d.layout = (int) in.number();
        d.halfLife = in.number();
        d.count = in.number();
        d.fit = (int) in.number();
        if ((bits & STAGED) != 0) {
            d.stage = in.name();
            d.entered = in.mark();
        }
        if ((bits & TIMED) != 0) {
            d.timeAt = in.instant();
        }
        d.reason = in.name();
        d.outcomeSince = in.instant();
        d.gatesAfter = in.mark();
        d.turned = in.mark();
        d.total = in.real();
        d.totalAt = in.instant();
        d.traits = traits(in);
        d.visits = new Visit[in.size()];
        for (int i = 0; i < d.visits.length; i++) {
            d.visits[i] = new Visit(in.name(), in.instant(), (int) in.number(), in.real());
        }
        d.flags = new Raised[in.size()];
        for (int i = 0; i < d.flags.length; i++) {
            d.flags[i] = new Raised(in.name(), in.instant());
        }
        d.counters = new long[in.size()][];
        for (int i = 0; i < d.counters.length; i++) {
            d.counters[i] = in.kept();
        }
        d.earned = new EarnedPoints[in.size()];
        for (int i = 0; i < d.earned.length; i++) {
            int count = in.count();
            d.earned[i] =
                    count == 0 ? EarnedPoints.NOTHING : new EarnedPoints(in.real(), in.instant(), count, in.kept());
        }
        in.end();
        return new Standing(d);
    }

    private static void traits(ByteWriter out, Map<String, Object> traits) {
        out.size(traits.size());
        for (var trait : traits.entrySet()) {
            out.text(trait.getKey());
            value(out, trait.getValue());
        }
    }

    private static void value(ByteWriter out, Object value) {
        switch (value) {
            case Double number -> {
                out.one('d');
                out.real(number);
            }
            case Boolean yes -> out.one(yes ? 'y' : 'n');
            case List<?> list -> {
                out.one('l');
                out.size(list.size());
                list.forEach(one -> out.text(String.valueOf(one)));
            }
            default -> {
                out.one('s');
                out.text(value.toString());
            }
        }
    }

    private static Map<String, Object> traits(ByteReader in) {
        int size = in.size();
        if (size == 0) {
            return Map.of();
        }
        Map<String, Object> traits = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            traits.put(in.name(), value(in));
        }
        return traits;
    }

    private static Object value(ByteReader in) {
        int type = in.one();
        return switch (type) {
            case 'd' -> in.real();
            case 'y' -> true;
            case 'n' -> false;
            case 's' -> in.text();
            case 'l' -> {
                int size = in.size();
                List<String> list = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    list.add(in.text());
                }
                yield List.copyOf(list);
            }
            default -> throw new IllegalArgumentException("the bytes of this standing are damaged");
        };
    }
}
