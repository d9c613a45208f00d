package dev.sluice.funnel.text;

import dev.sluice.funnel.CompilationCache;
import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Cap;
import dev.sluice.funnel.Definition.Disqualifier;
import dev.sluice.funnel.Definition.EngagementRule;
import dev.sluice.funnel.Definition.FitRule;
import dev.sluice.funnel.Definition.FlagRule;
import dev.sluice.funnel.Definition.FormReference;
import dev.sluice.funnel.Definition.Loss;
import dev.sluice.funnel.Definition.Route;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Durations;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.KindMeaning;
import dev.sluice.funnel.Vocabulary.TraitType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a definition one after the other. */
final class SectionReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern CAP = Pattern.compile("(\\d{1,3})\\s+per\\s+(\\S.*)");
    private static final Pattern TARGET = Pattern.compile("company_owner|(team|user)/\\S(.{0,78}\\S)?");
    private static final Pattern SOURCE = Pattern.compile("form/[a-z0-9][a-z0-9_-]*");
    private static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(14);
    private static final int MOST_CAPPED = 100;

    private final ProblemCollector findings;
    private final BlockReader root;
    private final Vocabulary vocabulary;
    private final KnownNames names;
    private final CriterionReader criteria;
    private final OutreachReader outreach;
    private final StageReader stageReader;
    private final List<String> signals;
    private final Map<String, TraitType> traits;

    /** Where things that a check may speak of stand: sections by name, gates by {@code enter/<stage>}. */
    private final Map<String, Yaml> places = new HashMap<>();

    SectionReader(ProblemCollector findings, Yaml node, Vocabulary vocabulary) {
        this.findings = findings;
        this.vocabulary = vocabulary;
        root = BlockReader.of(findings, node, "a definition", Keywords.DEFINITION);
        for (String section : Keywords.DEFINITION) {
            Yaml found = root.get(section);
            if (found != null) {
                places.put(section, found);
            }
        }
        signals = declaredSignals();
        traits = declaredTraits();
        Set<String> kinds = new LinkedHashSet<>(signals);
        vocabulary.kinds().forEach(kind -> kinds.add(kind.name()));
        Map<String, TraitType> types = new LinkedHashMap<>(vocabulary.types());
        types.putAll(traits);
        names = new KnownNames(kinds, types, ids("stages"), ids("flags"), vocabulary);
        criteria = new CriterionReader(findings, names);
        outreach = new OutreachReader(findings, names, criteria);
        stageReader = new StageReader(findings, names, criteria, places);
    }

    Map<String, Yaml> places() {
        return places;
    }

    Definition definition() {
        String name = root.id("funnel", "managed-it");
        return new Definition(
                name,
                root.text("profile").strip(),
                stages(),
                each("fit").stream().map(this::fitRule).toList(),
                engagement(),
                each("flags").stream().map(this::flag).toList(),
                each("disqualify").stream().map(this::disqualifier).toList(),
                lost(),
                reenter(),
                each("routing").stream().map(this::route).toList(),
                outreach.responses(root.get("response")),
                each("follow_up").stream().map(outreach::followUp).toList(),
                pipelines(),
                each("forms").stream().map(this::form).toList(),
                sources(),
                signals,
                traits,
                vocabulary,
                new CompilationCache());
    }

    /** Ids ahead of everything else, so that a criterion may name what is written further below. */
    private Set<String> ids(String section) {
        Set<String> ids = new LinkedHashSet<>();
        if (root.get(section) instanceof Yaml.Items items) {
            for (Yaml item : items.items()) {
                if (item instanceof Yaml.YamlFields fields
                        && fields.fields().get("id") instanceof Yaml.YamlField field
                        && field.value() instanceof Yaml.YamlText id
                        && !ids.add(id.value().strip())) {
                    findings.error(id, "the id \"" + id.value() + "\" is used twice under " + section);
                }
            }
        }
        return ids;
    }

    private List<String> declaredSignals() {
        List<String> declared = new ArrayList<>();
        for (Yaml item : root.items("signals")) {
            String name = BlockReader.text(findings, item, "signals");
            if (!NAME.matcher(name).matches() || Keywords.HAPPENED.contains(name)) {
                findings.error(
                        item, "expected the name of a signal kind: small letters, digits and _, such as trial_started");
            }
            declared.add(name);
        }
        return List.copyOf(declared);
    }

    private Map<String, TraitType> declaredTraits() {
        Map<String, TraitType> declared = new LinkedHashMap<>();
        Yaml section = root.get("traits");
        if (section != null && !(section instanceof Yaml.YamlFields)) {
            findings.error(section, "expected traits with their types, such as contract_end: text");
        }
        if (section instanceof Yaml.YamlFields fields) {
            for (Yaml.YamlField field : fields.fields().values()) {
                String name = field.key().value();
                if (!NAME.matcher(name).matches() || Keywords.CRITERION.contains(name)) {
                    findings.error(
                            field.key(),
                            "expected the name of a trait: small letters, digits and _, and none of "
                                    + String.join(", ", Keywords.CRITERION));
                }
                String type = BlockReader.text(findings, field.value(), name);
                if (Keywords.TRAIT_TYPES.contains(type)) {
                    declared.put(name, TraitType.valueOf(type.toUpperCase(Locale.ROOT)));
                } else {
                    findings.error(field.value(), "expected a type, one of " + String.join(", ", Keywords.TRAIT_TYPES));
                    declared.put(name, TraitType.TEXT);
                }
            }
        }
        return Map.copyOf(declared);
    }

    private List<Yaml> each(String section) {
        return root.items(section);
    }

    private List<Stage> stages() {
        if (root.required("stages", "a list of stages") instanceof Yaml.Items items
                && items.items().isEmpty()) {
            findings.error(items, "expected at least one stage");
        }
        return each("stages").stream().map(stageReader::read).toList();
    }

    /** A definition without pipelines has a plain one, so that a deal that is won has somewhere to be. */
    private List<Pipeline> pipelines() {
        if (!root.has("pipelines")) {
            return List.of(Pipeline.PLAIN);
        }
        ids("pipelines");
        if (root.get("pipelines") instanceof Yaml.Items items && items.items().isEmpty()) {
            findings.error(items, "expected at least one pipeline");
        }
        PipelineReader reader = new PipelineReader(findings, names, criteria, stageReader);
        return each("pipelines").stream().map(reader::read).toList();
    }

    private FitRule fitRule(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a fit rule", Keywords.FIT_RULE);
        Criterion when = criteria.when(block);
        if (!DefinitionValidator.onlyTraits(when)) {
            findings.error(node, "fit is about who a person is: only traits and identified may stand here");
        }
        return new FitRule(when, block.points(), node.line());
    }

    private Definition.EngagementRules engagement() {
        Yaml node = root.get("engagement");
        if (node == null) {
            return new Definition.EngagementRules(DEFAULT_HALF_LIFE, List.of());
        }
        BlockReader block = BlockReader.of(findings, node, "engagement", Keywords.ENGAGEMENT);
        block.required("half_life", "14d");
        Duration halfLife = block.span("half_life");
        List<EngagementRule> rules = new ArrayList<>();
        block.items("rules").forEach(rule -> rules.add(engagementRule(rule)));
        return new Definition.EngagementRules(halfLife == null ? DEFAULT_HALF_LIFE : halfLife, List.copyOf(rules));
    }

    private EngagementRule engagementRule(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "an engagement rule", Keywords.ENGAGEMENT_RULE);
        Yaml when = block.required("when", "{page_viewed: /pricing*}");
        Criterion.Happened signal = when == null ? null : criteria.signal(when);
        return new EngagementRule(
                signal == null ? "" : signal.kind(),
                signal == null ? "*" : signal.pattern(),
                block.points(),
                cap(block),
                node.line());
    }

    private @Nullable Cap cap(BlockReader block) {
        Yaml node = block.get("at_most");
        if (node == null) {
            return null;
        }
        Matcher written = CAP.matcher(BlockReader.text(findings, node, "at_most"));
        if (written.matches()) {
            int times = Integer.parseInt(written.group(1));
            Duration per = Durations.parse(written.group(2));
            if (times >= 1 && times <= MOST_CAPPED && per != null && per.isPositive()) {
                return new Cap(times, per);
            }
        }
        findings.error(node, "expected how many signals per span of time earn points, such as 3 per 7d");
        return null;
    }

    private FlagRule flag(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a flag", Keywords.FLAG);
        return new FlagRule(block.id("id", "warm"), criteria.when(block), node.line());
    }

    private Disqualifier disqualifier(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a disqualifier", Keywords.REASONED);
        return new Disqualifier(block.id("reason", "not_a_fit"), criteria.when(block), node.line());
    }

    private List<Loss> lost() {
        if (!root.has("lost")) {
            return vocabulary.meaning(KindMeaning.LOSES).stream()
                    .map(kind -> new Loss(kind, new Criterion.Happened(kind, "*", 1, null, false), 0))
                    .toList();
        }
        List<Loss> rules = new ArrayList<>();
        for (Yaml node : each("lost")) {
            BlockReader block = BlockReader.of(findings, node, "a rule of lost", Keywords.REASONED);
            rules.add(new Loss(block.id("reason", "no_budget"), criteria.when(block), node.line()));
        }
        return List.copyOf(rules);
    }

    private Criterion reenter() {
        Yaml node = root.get("reenter");
        if (node != null) {
            return criteria.read(node);
        }
        List<Criterion> back = new ArrayList<>();
        vocabulary
                .meaning(KindMeaning.REENTERS)
                .forEach(kind -> back.add(new Criterion.Happened(kind, "*", 1, null, true)));
        return new Criterion.Any(List.copyOf(back));
    }

    private Route route(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a routing rule", Keywords.ROUTE);
        Yaml otherwise = block.get("otherwise");
        boolean last = otherwise != null && BlockReader.yes(findings, otherwise, "otherwise");
        if (last && block.has("when")) {
            findings.error(node, "expected when or otherwise, not both");
        }
        Criterion when = last ? new Criterion.All(List.of()) : criteria.when(block);
        Yaml to = block.required("to", "team/inbound");
        String target = to == null ? "" : BlockReader.text(findings, to, "to");
        if (to != null && !TARGET.matcher(target).matches()) {
            findings.error(to, "expected company_owner, team/<name> or user/<name> after to");
        }
        String by = block.oneOf("by", Keywords.SHARING, false);
        return new Route(
                when, last, target, by.isEmpty() && target.startsWith("team/") ? "round_robin" : by, node.line());
    }

    private FormReference form(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a form", Keywords.FORM);
        block.required("fields", "[email, company]");
        return new FormReference(block.id("slug", "contact"), block.texts("fields"), node.line());
    }

    private List<String> sources() {
        List<String> sources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Yaml item : each("sources")) {
            String source = BlockReader.text(findings, item, "sources");
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
