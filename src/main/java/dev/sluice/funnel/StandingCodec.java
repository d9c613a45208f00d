package dev.sluice.funnel;

import dev.sluice.funnel.Standing.Raised;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.funnel.Standing.Visit;

/**
 * The bytes of a standing: a version byte, then the fields. Instants are written as their distance from the last
 * signal, which is short; ids as they are, since they do not compress.
 */
final class StandingCodec {

    private static final byte VERSION = 1;

    private static final int IDENTIFIED = 1;
    private static final int STAGED = 2;
    private static final int LIFTABLE = 4;
    private static final int TIMED = 8;

    private static final StandingOutcome[] OUTCOMES = StandingOutcome.values();

    private StandingCodec() {}

    static byte[] encode(Standing s) {
        ByteWriter out = new ByteWriter(s.last.at(), expected(s));
        out.octet(VERSION);
        out.position(s.last);
        out.octet((s.identified ? IDENTIFIED : 0)
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
            out.position(s.entered);
        }
        if (s.timeAt != Long.MIN_VALUE) {
            out.instant(s.timeAt);
        }
        out.text(s.reason);
        out.instant(s.outcomeSince);
        out.position(s.gatesAfter);
        out.position(s.turned);
        out.real(s.total);
        out.instant(s.totalAt);
        TraitCodec.write(out, s.traits);
        history(out, s);
        counters(out, s);
        return out.toBytes();
    }

    private static void history(ByteWriter out, Standing s) {
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
    }

    private static void counters(ByteWriter out, Standing s) {
        out.size(s.counters.length);
        for (long[] recent : s.counters) {
            out.recent(recent);
        }
        out.size(s.earned.length);
        for (EarnedPoints earned : s.earned) {
            earned.write(out);
        }
    }

    private static int expected(Standing s) {
        int longs = 0;
        for (long[] recent : s.counters) {
            longs += recent.length;
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
        d.last = in.position();
        in.base(d.last.at());
        int bits = in.octet();
        d.identified = (bits & IDENTIFIED) != 0;
        d.liftable = (bits & LIFTABLE) != 0;
        d.outcome = OUTCOMES[bits >> 4 & 3];
        d.layout = (int) in.number();
        d.halfLife = in.number();
        d.count = in.number();
        d.fit = (int) in.number();
        if ((bits & STAGED) != 0) {
            d.stage = in.name();
            d.entered = in.position();
        }
        if ((bits & TIMED) != 0) {
            d.timeAt = in.instant();
        }
        d.reason = in.name();
        d.outcomeSince = in.instant();
        d.gatesAfter = in.position();
        d.turned = in.position();
        d.total = in.real();
        d.totalAt = in.instant();
        d.traits = TraitCodec.read(in);
        history(in, d);
        counters(in, d);
        in.end();
        return new Standing(d);
    }

    private static void history(ByteReader in, StandingBuilder d) {
        d.visits = new Visit[in.size()];
        for (int i = 0; i < d.visits.length; i++) {
            d.visits[i] = new Visit(in.name(), in.instant(), (int) in.number(), in.real());
        }
        d.flags = new Raised[in.size()];
        for (int i = 0; i < d.flags.length; i++) {
            d.flags[i] = new Raised(in.name(), in.instant());
        }
    }

    private static void counters(ByteReader in, StandingBuilder d) {
        d.counters = new long[in.size()][];
        for (int i = 0; i < d.counters.length; i++) {
            d.counters[i] = in.recent();
        }
        d.earned = new EarnedPoints[in.size()];
        for (int i = 0; i < d.earned.length; i++) {
            d.earned[i] = EarnedPoints.read(in);
        }
    }
}
