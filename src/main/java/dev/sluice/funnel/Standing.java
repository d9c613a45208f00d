package dev.sluice.funnel;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The standing of one person in one funnel: small, bounded, immutable, and derived from signals by {@link Fold} alone.
 * Instants are microseconds since 1970, UTC. A standing belongs to the definition that made it; under another one the
 * person is folded again from the log.
 */
public final class Standing {

    /** Of a person without a signal. */
    public static final Standing NEW = new Standing(new StandingBuilder());

    /** The {@link #rank()} of no engagement: below every other. */
    public static final double NO_RANK = -1e15;

    private static final double LN2 = Math.log(2);

    /** Whether the person is still in the funnel. */
    public enum StandingOutcome {
        ACTIVE,
        WON,
        LOST,
        DISQUALIFIED
    }

    /** The scores carried at an instant. */
    public record StandingScores(int fit, double engagement) {}

    /** The first time a stage was reached, with the scores carried then. */
    record Visit(String stage, long at, int fit, double engagement) {}

    record Raised(String flag, long since) {}

    final int layout;
    final long halfLife;
    final Map<String, Object> traits;
    final boolean identified;
    final @Nullable String stage;
    final LogPosition entered;
    final Visit[] visits;
    final StandingOutcome outcome;
    final String reason;
    final long outcomeSince;
    final boolean liftable;
    final int fit;
    final LogPosition gatesAfter;
    final LogPosition turned;
    final double total;
    final long totalAt;
    final long[][] counters;
    final EarnedPoints[] earned;
    final Raised[] flags;
    final LogPosition last;
    final long timeAt;
    final long count;

    Standing(StandingBuilder d) {
        layout = d.layout;
        halfLife = d.halfLife;
        traits = d.traits;
        identified = d.identified;
        stage = d.stage;
        entered = d.entered;
        visits = d.visits;
        outcome = d.outcome;
        reason = d.reason;
        outcomeSince = d.outcomeSince;
        liftable = d.liftable;
        fit = d.fit;
        gatesAfter = d.gatesAfter;
        turned = d.turned;
        total = d.total;
        totalAt = d.totalAt;
        counters = d.counters;
        earned = d.earned;
        flags = d.flags;
        last = d.last;
        timeAt = d.timeAt;
        count = d.count;
    }

    public Map<String, Object> traits() {
        return Collections.unmodifiableMap(traits);
    }

    public boolean identified() {
        return identified || traits.containsKey("email");
    }

    /** Null for a visitor who has not entered a stage yet. */
    public @Nullable String stage() {
        return stage;
    }

    /** When the present stage was entered; 0 for a visitor. */
    public long enteredAt() {
        return stage == null ? 0 : entered.at();
    }

    /** The first instant each stage was reached, in the order of the decisions. */
    public Map<String, Long> reached() {
        Map<String, Long> reached = LinkedHashMap.newLinkedHashMap(visits.length);
        for (Visit visit : visits) {
            reached.put(visit.stage(), visit.at());
        }
        return reached;
    }

    /** The scores carried when each stage was first reached. */
    public Map<String, StandingScores> entryScores() {
        Map<String, StandingScores> scores = LinkedHashMap.newLinkedHashMap(visits.length);
        for (Visit visit : visits) {
            scores.put(visit.stage(), new StandingScores(visit.fit(), visit.engagement()));
        }
        return scores;
    }

    public StandingOutcome outcome() {
        return outcome;
    }

    /** Why lost or disqualified; null otherwise. */
    public @Nullable String reason() {
        return reason.isEmpty() ? null : reason;
    }

    /** When the outcome became what it is; 0 while it was never anything but active. */
    public long outcomeSince() {
        return outcomeSince;
    }

    public int fit() {
        return fit;
    }

    /** Engagement points decayed to this instant. */
    public double engagement(long now) {
        return decayed(total, totalAt, now, halfLife);
    }

    /**
     * Orders people by engagement at any instant without being rewritten as time passes: log2 of the engagement,
     * counted in half-lives since 1970 (forward decay; Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009). Comparable
     * between standings of one definition.
     */
    public double rank() {
        return total <= 0 || halfLife == 0 ? NO_RANK : Math.log(total) / LN2 + (double) totalAt / halfLife;
    }

    /** The flags raised, with the instant. */
    public Map<String, Long> flags() {
        Map<String, Long> raised = LinkedHashMap.newLinkedHashMap(flags.length);
        for (Raised flag : flags) {
            raised.put(flag.flag(), flag.since());
        }
        return raised;
    }

    /** The instant of the last signal folded; 0 when there was none. */
    public long lastAt() {
        return empty() ? 0 : last.at();
    }

    /** Null when no signal was folded. */
    public @Nullable UUID lastId() {
        return empty() ? null : new UUID(last.high(), last.low());
    }

    /** How many signals by humans were folded. */
    public long count() {
        return count;
    }

    /**
     * Whether the fold can take this signal next. When not, it is a duplicate or late (time has been passed beyond
     * it), and the person is to be folded again from the log.
     */
    public boolean precedes(FoldSignal x) {
        return x.at() >= timeAt
                && last.isBefore(x.at(), x.id().getMostSignificantBits(), x.id().getLeastSignificantBits());
    }

    /** Compact, with a leading version byte. */
    public byte[] toBytes() {
        return StandingCodec.encode(this);
    }

    /** @throws IllegalArgumentException when the bytes are of an unknown version or damaged */
    public static Standing fromBytes(byte[] bytes) {
        return StandingCodec.decode(bytes);
    }

    boolean empty() {
        return last == LogPosition.START;
    }

    static double decayed(double value, long at, long now, long halfLife) {
        return value == 0 || now <= at ? value : value * Math.exp((at - now) * LN2 / halfLife);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Standing s && Arrays.equals(toBytes(), s.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return "Standing[" + (stage == null ? "visitor" : stage) + ", " + outcome + ", fit " + fit + ", engagement "
                + total + " at " + totalAt + ", traits " + traits + ", reached " + reached() + ", flags " + flags()
                + ", " + count + " signals, last " + lastAt() + ", time " + timeAt + "]";
    }
}
