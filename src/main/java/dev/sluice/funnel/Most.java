package dev.sluice.funnel;

/** How far the scores of a definition can go at all. */
final class Most {

    private Most() {}

    /**
     * The upper limit of engagement: a capped rule at its cap in every window for ever, which decay keeps finite; an
     * uncapped one has none.
     *
     * @param kind of that signal kind alone; "" for all
     */
    static double engagement(Definition d, String kind) {
        double most = 0;
        double halfLife = Spans.micros(d.engagement().halfLife());
        for (var rule : d.engagement().rules()) {
            if (rule.points() <= 0 || !kind.isEmpty() && !rule.kind().equals(kind)) {
                continue;
            }
            var cap = rule.cap();
            if (cap == null) {
                return Double.POSITIVE_INFINITY;
            }
            double left = Math.pow(2, -Spans.micros(cap.per()) / halfLife);
            most += rule.points() * cap.times() / (1 - left);
        }
        return most;
    }

    static boolean asksFlags(Criterion c) {
        return c instanceof Criterion.Flagged || Plan.parts(c).stream().anyMatch(Most::asksFlags);
    }
}
