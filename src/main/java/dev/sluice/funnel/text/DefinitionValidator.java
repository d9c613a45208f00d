package dev.sluice.funnel.text;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Layer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Refuses a definition whose funnel would leak, with the line, the reason and, where there is one, an example lead. */
final class DefinitionValidator {

    private static final int MIN_SOURCES = 2;
    private static final String FIRST_TOUCH = "first_touch";

    private final Definition definition;
    private final DefinitionContext context;
    private final ProblemCollector findings;
    private final SectionProblems sections;

    DefinitionValidator(
            Definition definition, DefinitionContext context, ProblemCollector findings, Map<String, Yaml> nodes) {
        this.definition = definition;
        this.context = context;
        this.findings = findings;
        sections = new SectionProblems(findings, nodes);
    }

    void run() {
        boolean read = !findings.refused();
        sources();
        FormValidator forms = new FormValidator(definition, context, findings, sections);
        forms.named();
        if (context.forms() != null) {
            followedUp();
        }
        if (definition.disqualify().isEmpty()) {
            sections.error(
                    "disqualify",
                    "no disqualifier: salespeople would work every lead alike; add disqualify: with at least one "
                            + "{reason: not_a_fit, when: ...}");
        }
        if (read) {
            new RoutingValidator(definition, context, findings, sections).run();
            StageValidator stages = new StageValidator(definition, findings, sections);
            for (int i = 0; i < definition.stages().size(); i++) {
                stages.stage(i);
                forms.gate(definition.stages().get(i), i);
            }
            retained();
        } else if (definition.routing().isEmpty()) {
            sections.error(
                    "routing",
                    "no routing: a lead would stay without an owner; end it with {otherwise: true, to: team/...}");
        }
    }

    private void sources() {
        if (!context.known()) {
            return;
        }
        Set<String> sources = new TreeSet<>(context.sources());
        sources.addAll(definition.sources());
        definition.forms().forEach(form -> sources.add("form/" + form.slug()));
        Map<String, Set<String>> open = context.forms();
        if (open != null) {
            sources.removeIf(source -> source.startsWith("form/"));
            open.keySet().forEach(slug -> sources.add("form/" + slug));
        }
        if (sources.size() < MIN_SOURCES) {
            sections.error(
                    "sources",
                    "fewer than two capture sources ("
                            + (sources.isEmpty()
                                    ? "none"
                                    : "only " + sources.iterator().next())
                            + "): when that door sticks no lead comes; name two of form/<slug>, script, api, import "
                            + "and mailbox under sources:");
        }
    }

    private void followedUp() {
        if (definition.response().stream().noneMatch(response -> response.name().equals(FIRST_TOUCH))) {
            sections.warning(
                    "response",
                    "no first touch: a new lead hears nothing until a person writes; add response: {first_touch: ...}");
        }
        if (definition.followUp().isEmpty()) {
            sections.warning(
                    "follow_up",
                    "no follow-up: a lead that does not answer is not written to again; add follow_up: with a sequence");
        }
    }

    private void retained() {
        if (definition.stages().stream().noneMatch(stage -> stage.layer() == Layer.RETAIN)) {
            sections.warning("stages", "no stage of the layer retain: without one no lead is ever won");
        }
    }
}
