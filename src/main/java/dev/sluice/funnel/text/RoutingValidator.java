package dev.sluice.funnel.text;

import dev.sluice.funnel.Definition;
import java.util.List;
import java.util.Set;

/** Checks that every lead gets an owner: some routing rule catches it, and its team or user exists. */
final class RoutingValidator {

    private final Definition definition;
    private final DefinitionContext context;
    private final ProblemCollector findings;
    private final SectionProblems sections;

    RoutingValidator(
            Definition definition, DefinitionContext context, ProblemCollector findings, SectionProblems sections) {
        this.definition = definition;
        this.context = context;
        this.findings = findings;
        this.sections = sections;
    }

    void run() {
        List<Definition.Route> routes = definition.routing();
        PartialLead uncaught = CounterexampleSearch.found(new CounterexampleSearch(
                        definition, definition.stages().size())
                .find(lead -> {
                    Truth caught = Truth.NO;
                    for (var route : routes) {
                        Truth matched = lead.holds(route.when(), PartialEvidence.FREE);
                        if (matched == Truth.YES) {
                            return Truth.NO;
                        }
                        caught = matched == Truth.OPEN ? Truth.OPEN : caught;
                    }
                    return caught.not();
                }));
        if (uncaught != null) {
            sections.error(
                    "routing",
                    "a lead that no routing rule catches stays without an owner, for example " + uncaught.text()
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
        if (!context.known() || !route.to().contains("/")) {
            return;
        }
        String kind = route.to().substring(0, route.to().indexOf('/'));
        String name = route.to().substring(kind.length() + 1);
        Set<String> existing = kind.equals("team") ? context.teams() : context.users();
        if (!existing.isEmpty() && !existing.contains(name)) {
            findings.warning(
                    route.line(),
                    1,
                    "there is no " + kind + " \"" + name + "\" in this workspace yet"
                            + BlockReader.guess(name, existing));
        }
    }
}
