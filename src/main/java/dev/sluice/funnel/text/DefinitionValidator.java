package dev.sluice.funnel.text;

import dev.sluice.funnel.CompiledDefinition;
import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.CriterionExplainer;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Definition.StageOwner;
import dev.sluice.funnel.text.PartialLead.PartialEvidence;
import dev.sluice.funnel.text.PartialLead.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What makes a funnel leak refuses its definition, with the line, the reason and, where there is one, the lead. */
final class DefinitionValidator {

    private static final int MOST_FIELDS = 4;
    private static final int FEWEST_SOURCES = 2;

    private final Definition definition;
    private final DefinitionContext surroundings;
    private final ProblemCollector findings;
    private final Map<String, Yaml> places;

    DefinitionValidator(
            Definition definition,
            DefinitionContext surroundings,
            ProblemCollector findings,
            Map<String, Yaml> places) {
        this.definition = definition;
        this.surroundings = surroundings;
        this.findings = findings;
        this.places = places;
    }

    void run() {
        boolean read = !findings.refused();
        sources();
        forms();
        if (definition.disqualify().isEmpty()) {
            error(
                    "disqualify",
                    "no disqualifier: salespeople would work every lead alike; add disqualify: with at least one "
                            + "{reason: not_a_fit, when: ...}");
        }
        if (read) {
            routing();
            for (int i = 0; i < definition.stages().size(); i++) {
                stage(i);
            }
            retained();
        } else if (definition.routing().isEmpty()) {
            error(
                    "routing",
                    "no routing: a lead would stay without an owner; end it with {otherwise: true, to: team/...}");
        }
    }

    private void error(String section, String what) {
        Yaml place = places.get(section);
        if (place == null) {
            findings.error(1, 1, what);
        } else {
            findings.error(place, what);
        }
    }

    private void warning(String section, String what) {
        Yaml place = places.get(section);
        findings.warning(place == null ? 1 : place.line(), place == null ? 1 : place.column(), what);
    }

    private void sources() {
        if (!surroundings.known()) {
            return;
        }
        Set<String> sources = new TreeSet<>(surroundings.sources());
        sources.addAll(definition.sources());
        definition.forms().forEach(form -> sources.add("form/" + form.slug()));
        if (sources.size() < FEWEST_SOURCES) {
            error(
                    "sources",
                    "fewer than two capture sources ("
                            + (sources.isEmpty()
                                    ? "none"
                                    : "only " + sources.iterator().next())
                            + "): when that door sticks no lead comes; name two of form/<slug>, script, api, import "
                            + "and mailbox under sources:");
        }
    }

    private void forms() {
        Set<String> slugs = new HashSet<>();
        for (var form : definition.forms()) {
            if (!slugs.add(form.slug())) {
                findings.error(form.line(), 1, "the form " + form.slug() + " is written twice");
            }
            if (form.fields().size() > MOST_FIELDS) {
                findings.warning(
                        form.line(),
                        1,
                        "the form " + form.slug() + " asks for " + form.fields().size()
                                + " fields: each beyond four loses leads; ask the rest later");
            }
        }
    }

    private void routing() {
        List<Definition.Route> routes = definition.routing();
        PartialLead uncaught = CounterexampleSearch.found(new CounterexampleSearch(
                        definition, definition.stages().size())
                .find(world -> {
                    Truth caught = Truth.NO;
                    for (var route : routes) {
                        Truth one = world.holds(route.when(), PartialEvidence.FREE);
                        if (one == Truth.YES) {
                            return Truth.NO;
                        }
                        caught = one == Truth.OPEN ? Truth.OPEN : caught;
                    }
                    return caught.not();
                }));
        if (uncaught != null) {
            error(
                    "routing",
                    "a lead that no routing rule catches stays without an owner, for example " + uncaught.lead()
                            + "; end routing with {otherwise: true, to: team/inbound}");
        }
        boolean otherwise = false;
        for (var route : routes) {
            if (otherwise) {
                findings.warning(route.line(), 1, "never used: otherwise stands above it and catches every lead");
            }
            otherwise |= route.otherwise();
            target(route);
        }
    }

    private void target(Definition.Route route) {
        if (!surroundings.known() || !route.to().contains("/")) {
            return;
        }
        String kind = route.to().substring(0, route.to().indexOf('/'));
        String name = route.to().substring(kind.length() + 1);
        Set<String> known = kind.equals("team") ? surroundings.teams() : surroundings.users();
        if (!known.isEmpty() && !known.contains(name)) {
            findings.warning(
                    route.line(),
                    1,
                    "there is no " + kind + " \"" + name + "\" in this workspace yet" + BlockReader.guess(name, known));
        }
    }

    private void stage(int index) {
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
            warning(
                    "enter/" + stage.id(),
                    "the gate of " + stage.id() + " can be passed without a minimum of both fit and engagement: who a "
                            + "lead is and what it does must both speak for it; add fit: {at_least: ...} and "
                            + "engagement: {at_least: ...} under all:");
        }
    }

    /** Whether every way through the criterion asks for a minimum of fit, or of engagement. */
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
        String place = "enter/" + stage.id();
        if (proof.find(world -> world.holds(stage.enter(), PartialEvidence.FREE))
                instanceof CounterexampleSearch.SearchResult.Nobody) {
            error(place, "stage " + stage.id() + " can never be entered: " + why(stage.enter(), proof));
            return false;
        }
        for (var rule : definition.disqualify()) {
            if (shadows(rule.when(), stage, proof)) {
                error(
                        place,
                        "stage " + stage.id() + " can never be entered: everybody who meets its gate is disqualified "
                                + "before (" + rule.reason() + ", line " + rule.line() + ")");
                return false;
            }
        }
        for (var rule : definition.lost()) {
            if (shadows(rule.when(), stage, proof)) {
                error(
                        place,
                        "stage " + stage.id() + " can never be entered: everybody who meets its gate is lost before ("
                                + rule.reason() + ")");
                return false;
            }
        }
        return true;
    }

    private static boolean shadows(Criterion rule, Stage stage, CounterexampleSearch proof) {
        return proof.find(world -> {
                    Truth enters = world.holds(stage.enter(), PartialEvidence.FREE);
                    if (enters == Truth.NO) {
                        return Truth.NO;
                    }
                    Truth spared = world.holds(rule, PartialEvidence.FREE).not();
                    return enters == Truth.YES || spared == Truth.NO ? spared : Truth.OPEN;
                })
                instanceof CounterexampleSearch.SearchResult.Nobody;
    }

    private String why(Criterion gate, CounterexampleSearch proof) {
        double most = ScoreBounds.engagement(definition, _ -> true);
        for (Criterion leaf : everyPart(gate)) {
            if (leaf instanceof Criterion.FitAtLeast fit && fit.atLeast() > proof.mostFit()) {
                return "it asks for " + fit.text() + ", and the fit rules give one lead " + proof.mostFit()
                        + " at most";
            }
            if (leaf instanceof Criterion.EngagementAtLeast e && e.atLeast() > most) {
                return "it asks for " + e.text()
                        + ", and the engagement rules with their caps and half-life never give " + "more than "
                        + CriterionExplainer.shown(most);
            }
        }
        return "nobody can meet \"" + gate.text() + "\", its parts contradict each other";
    }

    private static List<Criterion> everyPart(Criterion c) {
        List<Criterion> all = new java.util.ArrayList<>(List.of(c));
        CompiledDefinition.parts(c).forEach(part -> all.addAll(everyPart(part)));
        return all;
    }

    private void opens(Stage stage, CounterexampleSearch proof) {
        PartialLead lead = CounterexampleSearch.found(proof.find(world -> {
            Truth opened = world.holds(stage.enter(), PartialEvidence.OPENS);
            if (opened == Truth.NO) {
                return Truth.NO;
            }
            Truth otherwise =
                    world.holds(stage.enter(), PartialEvidence.NOTHING).not();
            return otherwise == Truth.NO || opened == Truth.YES ? otherwise : Truth.OPEN;
        }));
        if (lead != null) {
            error(
                    "enter/" + stage.id(),
                    "opened mail alone could pass the gate of " + stage.id() + ": " + lead.lead()
                            + " does nothing but open mail and enters. An open may raise a flag or earn points; cap "
                            + "those points, or ask for something else as well");
        }
    }

    private void retained() {
        if (definition.stages().stream().noneMatch(stage -> stage.layer() == Layer.RETAIN)) {
            warning("stages", "no stage of the layer retain: without one no lead is ever won");
        }
    }

    static boolean onlyTraits(Criterion c) {
        return switch (c) {
            case Criterion.All _, Criterion.Any _, Criterion.None _ ->
                CompiledDefinition.parts(c).stream().allMatch(DefinitionValidator::onlyTraits);
            case Criterion.OfTrait _, Criterion.Identified _ -> true;
            case Criterion.Happened _,
                    Criterion.FitAtLeast _,
                    Criterion.EngagementAtLeast _,
                    Criterion.HasFlag _,
                    Criterion.InStage _,
                    Criterion.Reached _ -> false;
        };
    }
}
