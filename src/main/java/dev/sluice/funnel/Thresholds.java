package dev.sluice.funnel;

import dev.sluice.funnel.Definition.Stage;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The engagement that a gate requires, and the same definition with another requirement. */
public final class Thresholds {
    private Thresholds() {}

    /** Null where the gate of the stage requires no engagement. */
    public static @Nullable Double of(Definition d, String stage) {
        double[] found = {Double.NaN};
        Stage gate = d.stage(stage);
        if (gate != null) {
            with(gate.enter(), atLeast -> {
                found[0] = atLeast;
                return atLeast;
            });
        }
        return Double.isNaN(found[0]) ? null : (Double) found[0];
    }

    /** The definition whose gate of that stage requires at least so much engagement, otherwise unchanged. */
    public static Definition with(Definition d, String stage, double atLeast) {
        List<Stage> stages = d.stages().stream()
                .map(written -> written.id().equals(stage)
                        ? new Stage(
                                written.id(),
                                written.layer(),
                                written.owner(),
                                with(written.enter(), _ -> atLeast),
                                written.limit(),
                                written.exit(),
                                written.text(),
                                written.playbook(),
                                written.line())
                        : written)
                .toList();
        return new Definition(
                d.name(),
                d.profile(),
                stages,
                d.fit(),
                d.engagement(),
                d.flags(),
                d.disqualify(),
                d.lost(),
                d.reenter(),
                d.routing(),
                d.response(),
                d.followUp(),
                d.pipelines(),
                d.forms(),
                d.sources(),
                d.signals(),
                d.traits(),
                d.vocabulary(),
                new CompilationCache());
    }

    private static Criterion with(Criterion c, DoubleUnaryOperator change) {
        return switch (c) {
            case Criterion.All all ->
                new Criterion.All(
                        all.parts().stream().map(part -> with(part, change)).toList());
            case Criterion.Any any ->
                new Criterion.Any(
                        any.parts().stream().map(part -> with(part, change)).toList());
            case Criterion.EngagementAtLeast required
            when Double.isInfinite(required.atMost()) ->
                new Criterion.EngagementAtLeast(change.applyAsDouble(required.atLeast()), required.atMost());
            case Criterion.EngagementAtLeast _,
                    Criterion.None _,
                    Criterion.OfTrait _,
                    Criterion.Happened _,
                    Criterion.FitAtLeast _,
                    Criterion.HasFlag _,
                    Criterion.InStage _,
                    Criterion.Reached _,
                    Criterion.Identified _ -> c;
        };
    }
}
