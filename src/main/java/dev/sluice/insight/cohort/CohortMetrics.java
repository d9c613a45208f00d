package dev.sluice.insight.cohort;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.statistics.Proportion;
import dev.sluice.statistics.SurvivalCurve;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is counted of one group of people: what they reached, how long they stayed, how soon they were answered. */
public final class CohortMetrics {
    private final List<Stage> stages;
    private final FunnelCounts figures;
    private final List<SurvivalCurve> stays;
    private final ResponseWaits waits = new ResponseWaits();
    private final DealOutcomes deals = new DealOutcomes();

    public CohortMetrics(List<Stage> stages) {
        this.stages = stages;
        this.figures = new FunnelCounts(stages);
        this.stays = Stream.generate(SurvivalCurve::new).limit(stages.size()).toList();
    }

    CohortMetrics add(CohortMetrics other) {
        figures.add(other.figures);
        waits.add(other.waits);
        deals.add(other.deals);
        for (int i = 0; i < stays.size(); i++) {
            stays.get(i).add(other.stays.get(i));
        }
        return this;
    }

    /** Whether there is neither a lead nor a deal in it. */
    boolean isEmpty() {
        return figures.people() == 0 && deals.close().n() == 0 && deals.open() == 0;
    }

    public List<Stage> stages() {
        return stages;
    }

    public FunnelCounts figures() {
        return figures;
    }

    /** Hours in a stage until a later one was reached; of the last stage, from the beginning to winning. */
    public SurvivalCurve stay(int stage) {
        return stays.get(stage);
    }

    /** Hours from the beginning to winning. */
    public SurvivalCurve toWin() {
        return stays.getLast();
    }

    /** From the stage before sales to the first response by a human. */
    public ResponseWaits waits() {
        return waits;
    }

    /** The deals that were decided in the period, and those opened in it that are still open, whenever their people came. */
    public DealOutcomes deals() {
        return deals;
    }

    /** Of those who reached a stage, how many went on. */
    public Proportion conversion(int stage) {
        FunnelCounts.StageCounts at = figures.stage(stage);
        return new Proportion(at.wentOn(), at.reached());
    }

    /** Of those who stood before sales, how many sales took: MQL to SQL in most funnels. */
    @Nullable
    public Proportion handedOn() {
        int stage = beforeSales(stages);
        return stage < 0 ? null : conversion(stage);
    }

    /** Of those who reached the last stage before winning and are not open any more, how many won. */
    @Nullable
    public Proportion close() {
        int stage = beforeWon(stages);
        if (stage < 0) {
            return null;
        }
        FunnelCounts.StageCounts at = figures.stage(stage);
        return new Proportion(at.wentOn(), at.wentOn() + at.lost() + at.disqualified());
    }

    /** Of visitors and leads together, how many became leads. */
    public Proportion captured() {
        return new Proportion(figures.people(), figures.people() + figures.outside());
    }

    /** The position of the last stage before the first that sales owns; -1 where there is none. */
    public static int beforeSales(List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).owner() == Definition.StageOwner.SALES) {
                return i - 1;
            }
        }
        return -1;
    }

    /** The position of the last stage before the first that means won; -1 where there is none. */
    public static int beforeWon(List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).layer() == Layer.RETAIN) {
                return i - 1;
            }
        }
        return -1;
    }
}
