package dev.sluice.insight.cohort;

import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The scores that won and lost people carried when they passed the gate, and the threshold that parts them best: where the
 * share of wins kept plus the share of losses kept out is greatest (W. J. Youden, 1950).
 *
 * <p>Whoever scored less than the gate asks for never passed it: history can speak for a higher threshold, not for a lower.
 */
public record ThresholdAudit(List<Score> scores) {
    /** What one person carried, and whether they won. */
    public record Score(double engagement, boolean won) {}

    /** A threshold: the wins that stay above it and the losses that it keeps out. */
    public record ThresholdCut(double threshold, Proportion wins, Proportion losses) {
        public double worth() {
            return share(wins) + share(losses) - 1;
        }

        /** As {@link #worth}, null where there is no win or no loss to part. */
        public @Nullable Double parts() {
            return wins.n() == 0 || losses.n() == 0 ? null : (Double) worth();
        }

        /** Whether wins stay above it more often than losses do, beyond chance. */
        boolean certain() {
            return wins.low() > new Proportion(losses.n() - losses.part(), losses.n()).high();
        }

        private static double share(Proportion rate) {
            return rate.n() == 0 ? 0 : (double) rate.part() / rate.n();
        }
    }

    private static final int FEWEST = 20;
    private static final int STEP = 5;

    /** Cuts in steps of five points, from the lowest score to the highest. */
    public List<ThresholdCut> cuts() {
        TreeSet<Double> at = new TreeSet<>();
        scores.forEach(score -> at.add(Math.floor(score.engagement() / STEP) * STEP));
        List<ThresholdCut> cuts = new ArrayList<>();
        for (double threshold : at) {
            cuts.add(cut(threshold));
        }
        return cuts;
    }

    public Chart chart() {
        List<ThresholdCut> cuts = cuts();
        return Chart.of(
                "Wins kept and losses kept out, at each threshold",
                ChartUnit.SHARE,
                cuts.stream()
                        .map(cut -> Long.toString(Math.round(cut.threshold())))
                        .toList(),
                List.of(
                        new Series(
                                "Wins kept",
                                Shape.LINE,
                                Tone.GOOD,
                                cuts.stream().map(cut -> Value.of(cut.wins())).toList()),
                        new Series(
                                "Losses kept out",
                                Shape.LINE,
                                Tone.LATE,
                                cuts.stream().map(cut -> Value.of(cut.losses())).toList())));
    }

    /** As rows of cells, headings first. */
    public List<List<@Nullable String>> cells() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of("at least", "wins", "wins kept", "losses", "losses kept out", "parts them by"));
        cuts().forEach(cut -> cells.add(Arrays.asList(
                Double.toString(cut.threshold()),
                Long.toString(cut.wins().n()),
                Long.toString(cut.wins().part()),
                Long.toString(cut.losses().n()),
                Long.toString(cut.losses().part()),
                cut.parts() == null ? null : cut.parts().toString())));
        return cells;
    }

    ThresholdCut cut(double threshold) {
        long won = scores.stream().filter(Score::won).count();
        long kept = scores.stream()
                .filter(score -> score.won() && score.engagement() >= threshold)
                .count();
        long out = scores.stream()
                .filter(score -> !score.won() && score.engagement() < threshold)
                .count();
        return new ThresholdCut(threshold, new Proportion(kept, won), new Proportion(out, scores.size() - won));
    }

    /** The best cut above what is asked for now; null where too few have ended, or none parts better beyond chance. */
    @Nullable
    public ThresholdCut proposed(double asked) {
        long won = scores.stream().filter(Score::won).count();
        if (won < FEWEST || scores.size() - won < FEWEST) {
            return null;
        }
        ThresholdCut best = null;
        for (ThresholdCut cut : cuts()) {
            if (cut.threshold() > asked
                    && cut.certain()
                    && cut.worth() > (best == null ? Math.max(0, cut(asked).worth()) : best.worth())) {
                best = cut;
            }
        }
        return best;
    }
}
