package dev.sluice.funnel.text;

import dev.sluice.funnel.CompilationCache;
import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.CriterionExplainer;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.FoldStep;
import dev.sluice.funnel.LogPosition;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.Vocabulary;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A criterion tested on its own, written as in a definition: {@code {engagement: {at_least: 20}}}. */
public final class AdHocCriterion {
    private final Definition definition;
    private final Criterion criterion;

    private AdHocCriterion(Definition definition, Criterion criterion) {
        this.definition = definition;
        this.criterion = criterion;
    }

    /** @throws IllegalArgumentException with a sentence that says what was expected and where */
    public static AdHocCriterion of(Definition base, String text) {
        Vocabulary vocabulary = base.vocabulary();
        ProblemCollector findings = new ProblemCollector();
        Criterion criterion;
        try {
            Set<String> kinds = new LinkedHashSet<>(base.signals());
            vocabulary.kinds().forEach(kind -> kinds.add(kind.name()));
            Map<String, Vocabulary.TraitType> traits = new LinkedHashMap<>(vocabulary.types());
            traits.putAll(base.traits());
            KnownNames names = new KnownNames(
                    kinds,
                    traits,
                    base.stages().stream().map(Definition.Stage::id).collect(Collectors.toSet()),
                    base.flags().stream().map(Definition.FlagRule::id).collect(Collectors.toSet()),
                    vocabulary);
            criterion = new CriterionReader(findings, names).read(YamlReader.read(text, findings));
        } catch (UnreadableYaml unreadable) {
            throw new IllegalArgumentException(unreadable.problem().what(), unreadable);
        }
        if (findings.refused()) {
            throw new IllegalArgumentException(findings.inOrder().getFirst().what());
        }
        return new AdHocCriterion(routedBy(base, criterion), criterion);
    }

    /** Of a criterion that is part of the definition. */
    public static AdHocCriterion of(Definition base, Criterion criterion) {
        return new AdHocCriterion(routedBy(base, criterion), criterion);
    }

    /** The base with the criterion as its only routing rule, so that the fold keeps what it needs. */
    private static Definition routedBy(Definition base, Criterion criterion) {
        return new Definition(
                base.name(),
                base.profile(),
                base.stages(),
                base.fit(),
                base.engagement(),
                base.flags(),
                base.disqualify(),
                base.lost(),
                base.reenter(),
                List.of(new Definition.Route(criterion, false, "", "", 1)),
                List.of(),
                List.of(),
                List.of(),
                base.forms(),
                base.sources(),
                base.signals(),
                base.traits(),
                base.vocabulary(),
                new CompilationCache());
    }

    /** The definition by which a person must have been folded to be tested. */
    public Definition definition() {
        return definition;
    }

    /** @param now microseconds */
    public boolean holds(Standing standing, long now) {
        FoldStep step = new FoldStep(definition, standing);
        return new CriterionExplainer(step.plan(), step.draft(), now, LogPosition.START).met(criterion);
    }
}
