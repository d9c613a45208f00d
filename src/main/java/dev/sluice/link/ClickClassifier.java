package dev.sluice.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How likely a human made an open or a click, and the rule that says so. A gateway that looks for harmful links
 * calls itself a browser, but it follows every link, soon after delivery, within seconds, or for many recipients
 * at once; a person does none of these. Pure, so that it can be tried on any crowd.
 */
final class ClickClassifier {
    /** From here on it counts as a human's. */
    static final double HUMAN = 0.5;

    /**
     * An open ({@code target} null) or a click.
     *
     * @param declared names what the request itself gave away, or ""
     * @param confirmed whether a browser that a person has used made it: one that our forms or pages know, or one that
     *     says that its user asked for this page
     */
    record Hit(@Nullable Integer target, Instant at, String declared, boolean confirmed) {
        Hit(@Nullable Integer target, Instant at, String declared) {
            this(target, at, declared, false);
        }
    }

    /** How likely a human made it, from 0 to 1, and why. */
    record Grade(double human, String rule) {
        boolean isHuman() {
            return human >= HUMAN;
        }
    }

    private static final Duration READ = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration BURST = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(6);
    private static final int MANY = 3;

    private ClickClassifier() {}

    /** How long a hit waits until everything is known that could give it away. */
    static Duration wait(Instant signedAt, Instant at) {
        return at.isBefore(signedAt.plus(SOON)) ? SWEEP : LATER;
    }

    /** What a request says of itself; "" when it could be anybody. */
    static String declared(String method, @Nullable String agent, boolean prefetch, boolean listed, boolean network) {
        if (method.equals("HEAD")) {
            return "asks for the head only";
        }
        if (prefetch) {
            return "fetched ahead of time";
        }
        if (agent == null || agent.isBlank()) {
            return "says nothing of itself";
        }
        if (isImageProxy(agent)) {
            return "";
        }
        if (listed) {
            return "calls itself a machine";
        }
        return network ? "comes from a network of machines" : "";
    }

    /** Mail services that fetch pictures for their readers, often when nobody has looked yet. */
    static boolean isImageProxy(String agent) {
        String plain = agent.toLowerCase(Locale.ROOT);
        return plain.contains("googleimageproxy") || plain.contains("yahoomailproxy") || plain.equals("mozilla/5.0");
    }

    /**
     * Grades one hit.
     *
     * @param targets how many links the message has
     * @param ofMessage every hit on the message, this one among them
     * @param neighbours of how many other recipients in the same domain a hit came within a second of this one
     */
    static Grade grade(
            Hit hit, boolean imageProxy, Instant signedAt, int targets, Collection<Hit> ofMessage, int neighbours) {
        if (!hit.declared().isEmpty()) {
            return new Grade(0.0, hit.declared());
        }
        if (Duration.between(signedAt, hit.at()).compareTo(READ) < 0) {
            return new Grade(0.05, "sooner than a mail can be read");
        }
        if (neighbours >= MANY - 1) {
            return new Grade(0.1, "for several recipients of one domain within a second");
        }
        Set<Integer> near = within(hit, ofMessage, SWEEP);
        boolean soon = firstOf(hit, ofMessage).isBefore(signedAt.plus(SOON));
        if (soon && targets > 1 && near.size() >= targets) {
            return new Grade(0.02, "every link of the mail within a minute, soon after delivery");
        }
        if (soon && near.size() >= MANY) {
            return new Grade(0.1, "many links of the mail within a minute, soon after delivery");
        }
        if (within(hit, ofMessage, BURST).size() >= MANY) {
            return new Grade(0.1, "several links within seconds");
        }
        if (hit.target() == null) {
            return imageProxy
                    ? new Grade(0.3, "a mail service fetched the picture: nobody can tell")
                    : new Grade(0.6, "a mail reader showed the picture");
        }
        if (targets == 1 && hit.at().isBefore(signedAt.plus(SWEEP))) {
            return hit.confirmed()
                    ? new Grade(0.7, "the only link, soon after delivery, in a browser that a person uses")
                    : new Grade(0.4, "the only link, within a minute of delivery: too soon to tell");
        }
        return new Grade(0.9, "a browser followed one link as people do");
    }

    private static Set<Integer> within(Hit hit, Collection<Hit> all, Duration span) {
        Set<Integer> targets = new HashSet<>();
        for (Hit other : all) {
            if (other.target() != null
                    && Duration.between(other.at(), hit.at()).abs().compareTo(span) <= 0) {
                targets.add(other.target());
            }
        }
        return targets;
    }

    /** When the hits around this one began. */
    private static Instant firstOf(Hit hit, Collection<Hit> all) {
        return all.stream()
                .map(Hit::at)
                .filter(at -> Duration.between(at, hit.at()).abs().compareTo(SWEEP) <= 0)
                .min(Instant::compareTo)
                .orElse(hit.at());
    }
}
