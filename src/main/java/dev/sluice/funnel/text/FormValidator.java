package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the forms that a definition names: that they exist, ask for little, and ask enough to pass its gates. */
final class FormValidator {

    private static final int MAX_FIELDS = 4;

    private final Definition definition;
    private final @Nullable Map<String, Set<String>> open;
    private final Set<String> closedSince;
    private final ProblemCollector findings;
    private final SectionProblems sections;

    FormValidator(
            Definition definition, DefinitionContext context, ProblemCollector findings, SectionProblems sections) {
        this.definition = definition;
        this.open = context.forms();
        this.closedSince = context.decidingForms();
        this.findings = findings;
        this.sections = sections;
    }

    void named() {
        Set<String> declared = new HashSet<>();
        for (var form : definition.forms()) {
            if (!declared.add(form.slug())) {
                findings.error(form.line(), 1, "the form " + form.slug() + " is written twice");
            }
            if (form.fields().size() > MAX_FIELDS) {
                findings.warning(
                        form.line(),
                        1,
                        "the form " + form.slug() + " asks for " + form.fields().size()
                                + " fields: each beyond four loses leads; ask the rest later");
            }
            if (missing(form.slug()) && closedSince.contains(form.slug())) {
                findings.warning(form.line(), 1, notOpen(form.slug()));
            } else if (missing(form.slug())) {
                findings.error(form.line(), 1, notOpen(form.slug()));
            }
        }
        for (String slug : definition.formSources()) {
            if (!declared.contains(slug) && missing(slug) && closedSince.contains(slug)) {
                sections.warning("sources", notOpen(slug));
            } else if (!declared.contains(slug) && missing(slug)) {
                sections.error("sources", notOpen(slug));
            }
        }
    }

    /** Whether some open form asks for enough to pass the gate, as far as that depends on what a person says. */
    void gate(Stage stage, int index) {
        if (open == null || open.isEmpty() || definition.formSources().isEmpty() || !asksForFit(stage.enter())) {
            return;
        }
        Map<String, Integer> most = new TreeMap<>();
        for (var form : open.entrySet()) {
            CounterexampleSearch search = new CounterexampleSearch(definition, index, form.getValue());
            if (!(search.find(lead -> lead.holds(stage.enter(), PartialEvidence.FREE))
                    instanceof CounterexampleSearch.SearchResult.NoCounterexample)) {
                return;
            }
            most.put(form.getKey(), search.maxFit());
        }
        sections.error(
                "enter/" + stage.id(),
                "no form of this workspace can bring a lead into " + stage.id() + ": with what they ask, "
                        + most.entrySet().stream()
                                .map(form -> "form/" + form.getKey() + " gives fit " + form.getValue() + " at most")
                                .collect(Collectors.joining(", "))
                        + "; ask for what scores, or lower the gate");
    }

    private static boolean asksForFit(Criterion c) {
        return c instanceof Criterion.FitAtLeast fit && fit.atLeast() > 0
                || c.parts().stream().anyMatch(FormValidator::asksForFit);
    }

    private boolean missing(String slug) {
        return open != null && !open.containsKey(slug);
    }

    private static String notOpen(String slug) {
        return "this workspace has no open form " + slug + ": make it under Forms first, or take it out here";
    }
}
