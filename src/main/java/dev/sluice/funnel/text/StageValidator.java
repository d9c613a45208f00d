package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.CriterionExplainer;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Definition.StageOwner;
import java.util.ArrayList;
import java.util.List;

/** Checks the gate and the exits of each stage: that leads can enter, by enough evidence, and exits lead back. */
final class StageValidator {

    private final Definition definition;
    private final ProblemCollector findings;
    private final SectionProblems sections;

    StageValidator(Definition definition, ProblemCollector findings, SectionProblems sections) {
        this.definition = definition;
        this.findings = findings;
        this.sections = sections;
    }

    void stage(int index) {
        Stage stage = definition.stages().get(index);
        for (var exit : stage.exit()) {
            int to = definition.stages().stream().map(Stage::id).toList().indexOf(exit.to());
            if (to >= index) {
                findings.error(
                        exit.line(),
                        1,
                        "an exit leads back or out, but " + exit.to() + " does not lie before " + stage.id());
            }
        }
        if (reachable(stage, new CounterexampleSearch(definition, index))) {
            opens(stage, new CounterexampleSearch(definition, index));
        }
        boolean first = definition.stages().stream().limit(index).noneMatch(before -> before.layer() == Layer.ENGAGE);
        if (!first
                && stage.layer() == Layer.ENGAGE
                && stage.owner() == StageOwner.MARKETING
                && !(needs(stage.enter(), true) && needs(stage.enter(), false))) {
            sections.warning(
                    "enter/" + stage.id(),
                    "the gate of " + stage.id() + " can be passed without a minimum of both fit and engagement: who a "
                            + "lead is and what it does must both speak for it; add fit: {at_least: ...} and "
                            + "engagement: {at_least: ...} under all:");
        }
    }

    /** Whether the criterion cannot be met without a minimum of fit, or of engagement. */
    private static boolean needs(Criterion c, boolean fit) {
        return switch (c) {
            case Criterion.All all -> all.parts().stream().anyMatch(part -> needs(part, fit));
            case Criterion.Any any -> any.parts().stream().allMatch(part -> needs(part, fit));
            case Criterion.FitAtLeast f -> fit && !Double.isInfinite(f.atLeast());
            case Criterion.EngagementAtLeast e -> !fit && !Double.isInfinite(e.atLeast());
            case Criterion.None _,
                    Criterion.OfTrait _,
                    Criterion.Happened _,
                    Criterion.HasFlag _,
                    Criterion.InStage _,
                    Criterion.Reached _,
                    Criterion.Identified _ -> false;
        };
    }

    private boolean reachable(Stage stage, CounterexampleSearch proof) {
        String gate = "enter/" + stage.id();
        if (proof.find(candidate -> candidate.holds(stage.enter(), PartialEvidence.FREE))
                instanceof CounterexampleSearch.SearchResult.NoCounterexample) {
            sections.error(gate, "stage " + stage.id() + " can never be entered: " + unreachable(stage.enter(), proof));
            return false;
        }
        for (var rule : definition.disqualify()) {
            if (shadows(rule.when(), stage, proof)) {
                sections.error(
                        gate,
                        "stage " + stage.id() + " can never be entered: everybody who meets its gate is disqualified "
                                + "before (" + rule.reason() + ", line " + rule.line() + ")");
                return false;
            }
        }
        for (var rule : definition.lost()) {
            if (shadows(rule.when(), stage, proof)) {
                sections.error(
                        gate,
                        "stage " + stage.id() + " can never be entered: everybody who meets its gate is lost before ("
                                + rule.reason() + ")");
                return false;
            }
        }
        return true;
    }

    private static boolean shadows(Criterion rule, Stage stage, CounterexampleSearch proof) {
        return proof.find(candidate -> {
                    Truth enters = candidate.holds(stage.enter(), PartialEvidence.FREE);
                    if (enters == Truth.NO) {
                        return Truth.NO;
                    }
                    Truth spared = candidate.holds(rule, PartialEvidence.FREE).not();
                    return enters == Truth.YES || spared == Truth.NO ? spared : Truth.OPEN;
                })
                instanceof CounterexampleSearch.SearchResult.NoCounterexample;
    }

    private String unreachable(Criterion gate, CounterexampleSearch proof) {
        double max = ScoreBounds.engagement(definition, _ -> true);
        for (Criterion leaf : everyPart(gate)) {
            if (leaf instanceof Criterion.FitAtLeast fit && fit.atLeast() > proof.maxFit()) {
                return "it asks for " + fit.text() + ", and the fit rules give one lead " + proof.maxFit() + " at most";
            }
            if (leaf instanceof Criterion.EngagementAtLeast e && e.atLeast() > max) {
                return "it asks for " + e.text()
                        + ", and the engagement rules with their caps and half-life never give " + "more than "
                        + CriterionExplainer.shown(max);
            }
        }
        return "nobody can meet \"" + gate.text() + "\", its parts contradict each other";
    }

    private static List<Criterion> everyPart(Criterion c) {
        List<Criterion> all = new ArrayList<>(List.of(c));
        c.parts().forEach(part -> all.addAll(everyPart(part)));
        return all;
    }

    private void opens(Stage stage, CounterexampleSearch proof) {
        PartialLead lead = CounterexampleSearch.found(proof.find(candidate -> {
            Truth opened = candidate.holds(stage.enter(), PartialEvidence.OPENS);
            if (opened == Truth.NO) {
                return Truth.NO;
            }
            Truth otherwise =
                    candidate.holds(stage.enter(), PartialEvidence.NOTHING).not();
            return otherwise == Truth.NO || opened == Truth.YES ? otherwise : Truth.OPEN;
        }));
        if (lead != null) {
            sections.error(
                    "enter/" + stage.id(),
                    "opened mail alone could pass the gate of " + stage.id() + ": " + lead.text()
                            + " does nothing but open mail and enters. An open may raise a flag or earn points; cap "
                            + "those points, or ask for something else as well");
        }
    }
}
