package dev.sluice.insight.report;

import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Standing.StandingOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group of people came to. The books balance: people = won + lost + disqualified + open, and of each stage
 * reached = went on + those who stopped there, by what became of them.
 */
public final class FunnelCounts {
    private static final StandingOutcome[] OUTCOMES = StandingOutcome.values();

    /** Of the people who reached one stage: how many reached a later one too, and what became of the others. */
    public static final class StageCounts {
        private long reached;
        private long wentOn;
        private long won;
        private long lost;
        private long disqualified;
        private long here;

        void add(StageCounts other) {
            reached += other.reached;
            wentOn += other.wentOn;
            won += other.won;
            lost += other.lost;
            disqualified += other.disqualified;
            here += other.here;
        }

        public long reached() {
            return reached;
        }

        public long wentOn() {
            return wentOn;
        }

        public long lost() {
            return lost;
        }

        public long disqualified() {
            return disqualified;
        }

        /** Those who are in the stage now and are neither lost nor disqualified, also those who came back to it. */
        public long here() {
            return here;
        }

        /** Those who came no further and whom nothing has ended, wherever they are now. */
        public long open() {
            return reached - wentOn - won - lost - disqualified;
        }
    }

    private final StageCounts[] stages;
    private final int wonMask;
    private final DaysToWin days = new DaysToWin();
    private long people;
    private long outside;
    private long won;
    private long lost;
    private long disqualified;

    public FunnelCounts(List<Stage> stages) {
        this.stages = new StageCounts[stages.size()];
        for (int i = 0; i < this.stages.length; i++) {
            this.stages[i] = new StageCounts();
        }
        this.wonMask = wonMask(stages);
    }

    /** The bits of {@code reached} that mean won: entering a stage of the layer retain is winning. */
    public static int wonMask(List<Stage> stages) {
        int mask = 0;
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).layer() == Layer.RETAIN) {
                mask |= 1 << i;
            }
        }
        return mask;
    }

    /**
     * Adds people who all reached the same stages and are in the last of them.
     *
     * @param reached bit i is set when the i-th stage has been reached
     */
    public void add(int reached, int outcome, long n) {
        add(reached, outcome, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(reached), n);
    }

    /**
     * The same of people who are in another stage now.
     *
     * @param stage its position, -1 for none
     */
    public void add(int reached, int outcome, int stage, long n) {
        if (reached == 0) {
            outside += n;
            return;
        }
        people += n;
        boolean hasWon = (reached & wonMask) != 0;
        StandingOutcome became = hasWon ? StandingOutcome.WON : OUTCOMES[outcome];
        for (int i = 0; i < stages.length; i++) {
            if ((reached >> i & 1) != 0) {
                stages[i].reached += n;
                if (reached >> (i + 1) != 0) {
                    stages[i].wentOn += n;
                } else {
                    stopped(stages[i], became, n);
                }
            }
        }
        boolean there = OUTCOMES[outcome] == StandingOutcome.ACTIVE || OUTCOMES[outcome] == StandingOutcome.WON;
        if (there && stage >= 0 && stage < stages.length) {
            stages[stage].here += n;
        }
        switch (became) {
            case WON -> won += n;
            case LOST -> lost += n;
            case DISQUALIFIED -> disqualified += n;
            case ACTIVE -> {}
        }
    }

    /** Adds another group's figures of the same stages. */
    public void add(FunnelCounts other) {
        people += other.people;
        outside += other.outside;
        won += other.won;
        lost += other.lost;
        disqualified += other.disqualified;
        days.add(other.days);
        for (int i = 0; i < stages.length; i++) {
            stages[i].add(other.stages[i]);
        }
    }

    private static void stopped(StageCounts stage, StandingOutcome became, long n) {
        switch (became) {
            case WON -> stage.won += n;
            case LOST -> stage.lost += n;
            case DISQUALIFIED -> stage.disqualified += n;
            case ACTIVE -> {}
        }
    }

    /** People who entered the funnel. */
    public long people() {
        return people;
    }

    /** People seen who have entered no stage: visitors, mostly. */
    public long outside() {
        return outside;
    }

    public long won() {
        return won;
    }

    public long lost() {
        return lost;
    }

    public long disqualified() {
        return disqualified;
    }

    public long open() {
        return people - won - lost - disqualified;
    }

    /** Days from the first stage to winning, exact. */
    public DaysToWin days() {
        return days;
    }

    public StageCounts stage(int position) {
        return stages[position];
    }

    /** A share to six digits, null of nobody. */
    static @Nullable public Double share(long part, long whole) {
        return whole == 0 ? null : Math.rint(1e6 * part / whole) / 1e6;
    }
}
