package dev.sluice.funnel.text;

import dev.sluice.funnel.CompilationCache;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.FormReference;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.TraitType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the sections of a definition one after the other. */
final class SectionReader {

    private static final Pattern SOURCE = Pattern.compile("form/[a-z0-9][a-z0-9_-]*");

    private final ProblemCollector findings;
    private final BlockReader root;
    private final Vocabulary vocabulary;
    private final KnownNames names;
    private final CriterionReader criteria;
    private final DeclarationReader declarations;
    private final ScoreReader scores;
    private final OutcomeReader outcomes;
    private final OutreachReader outreach;
    private final StageReader stageReader;
    private final List<String> signals;
    private final Map<String, TraitType> traits;

    /** The parts of the text that a check may report about: sections by name, gates by {@code enter/<stage>}. */
    private final Map<String, Yaml> sections = new HashMap<>();

    SectionReader(ProblemCollector findings, Yaml node, Vocabulary vocabulary) {
        this.findings = findings;
        this.vocabulary = vocabulary;
        root = BlockReader.of(findings, node, "a definition", Keywords.DEFINITION);
        for (String section : Keywords.DEFINITION) {
            Yaml found = root.get(section);
            if (found != null) {
                sections.put(section, found);
            }
        }
        declarations = new DeclarationReader(findings, root);
        signals = declarations.signals();
        traits = declarations.traits();
        Set<String> kinds = new LinkedHashSet<>(signals);
        vocabulary.kinds().forEach(kind -> kinds.add(kind.name()));
        Map<String, TraitType> types = new LinkedHashMap<>(vocabulary.types());
        types.putAll(traits);
        names = new KnownNames(kinds, types, declarations.ids("stages"), declarations.ids("flags"), vocabulary);
        criteria = new CriterionReader(findings, names);
        scores = new ScoreReader(findings, names, criteria);
        outcomes = new OutcomeReader(findings, root, criteria, vocabulary);
        outreach = new OutreachReader(findings, names, criteria);
        stageReader = new StageReader(findings, names, criteria, sections);
    }

    Map<String, Yaml> sections() {
        return sections;
    }

    Definition definition() {
        String name = root.id("funnel", "managed-it");
        return new Definition(
                name,
                root.text("profile").strip(),
                stages(),
                items("fit").stream().map(scores::fitRule).toList(),
                scores.engagement(root.get("engagement")),
                items("flags").stream().map(outcomes::flag).toList(),
                items("disqualify").stream().map(outcomes::disqualifier).toList(),
                outcomes.lost(),
                outcomes.reenter(),
                items("routing").stream()
                        .map(new RoutingReader(findings, criteria)::read)
                        .toList(),
                outreach.responses(root.get("response")),
                items("follow_up").stream().map(outreach::followUp).toList(),
                pipelines(),
                items("forms").stream().map(this::form).toList(),
                sources(),
                signals,
                traits,
                vocabulary,
                new CompilationCache());
    }

    private List<Yaml> items(String section) {
        return root.items(section);
    }

    private List<Stage> stages() {
        if (root.required("stages", "a list of stages") instanceof Yaml.Items items
                && items.items().isEmpty()) {
            findings.error(items, "expected at least one stage");
        }
        return items("stages").stream().map(stageReader::read).toList();
    }

    /** A definition without pipelines has a plain one, so that a won deal has a stage. */
    private List<Pipeline> pipelines() {
        if (!root.has("pipelines")) {
            return List.of(Pipeline.PLAIN);
        }
        declarations.ids("pipelines");
        if (root.get("pipelines") instanceof Yaml.Items items && items.items().isEmpty()) {
            findings.error(items, "expected at least one pipeline");
        }
        PipelineReader reader = new PipelineReader(findings, names, criteria, stageReader);
        return items("pipelines").stream().map(reader::read).toList();
    }

    private FormReference form(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a form", Keywords.FORM);
        block.required("fields", "[email, company]");
        return new FormReference(block.id("slug", "contact"), block.texts("fields"), node.line());
    }

    private List<String> sources() {
        List<String> sources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Yaml item : items("sources")) {
            String source = YamlValues.text(findings, item, "sources");
            if (!Keywords.SOURCES.contains(source) && !SOURCE.matcher(source).matches()) {
                findings.error(item, "expected a capture source: script, api, import, mailbox or form/<slug>");
            } else if (!seen.add(source)) {
                findings.error(item, "the source " + source + " is named twice");
            }
            sources.add(source);
        }
        return List.copyOf(sources);
    }
}
