package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition.Cap;
import dev.sluice.funnel.Definition.EngagementRule;
import dev.sluice.funnel.Definition.EngagementRules;
import dev.sluice.funnel.Definition.FitRule;
import dev.sluice.funnel.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of the fit score and of the engagement score. */
final class ScoreReader {

    private static final Pattern CAP = Pattern.compile("(\\d{1,3})\\s+per\\s+(\\S.*)");
    private static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(14);
    private static final int MAX_CAPPED = 100;

    private final ProblemCollector findings;
    private final CriterionReader criteria;
    private final HappenedReader signals;

    ScoreReader(ProblemCollector findings, KnownNames names, CriterionReader criteria) {
        this.findings = findings;
        this.criteria = criteria;
        signals = new HappenedReader(findings, names);
    }

    FitRule fitRule(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a fit rule", Keywords.FIT_RULE);
        Criterion when = criteria.when(block);
        if (!onlyTraits(when)) {
            findings.error(node, "fit is about who a person is: only traits and identified may stand here");
        }
        return new FitRule(when, block.points(), node.line());
    }

    EngagementRules engagement(@Nullable Yaml node) {
        if (node == null) {
            return new EngagementRules(DEFAULT_HALF_LIFE, List.of());
        }
        BlockReader block = BlockReader.of(findings, node, "engagement", Keywords.ENGAGEMENT);
        block.required("half_life", "14d");
        Duration halfLife = block.span("half_life");
        List<EngagementRule> rules = new ArrayList<>();
        block.items("rules").forEach(rule -> rules.add(engagementRule(rule)));
        return new EngagementRules(halfLife == null ? DEFAULT_HALF_LIFE : halfLife, List.copyOf(rules));
    }

    private EngagementRule engagementRule(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "an engagement rule", Keywords.ENGAGEMENT_RULE);
        Yaml when = block.required("when", "{page_viewed: /pricing*}");
        Criterion.Happened signal = when == null ? null : signals.signal(when);
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
        Matcher written = CAP.matcher(YamlValues.text(findings, node, "at_most"));
        if (written.matches()) {
            int times = Integer.parseInt(written.group(1));
            Duration per = Durations.parse(written.group(2));
            if (times >= 1 && times <= MAX_CAPPED && per != null && per.isPositive()) {
                return new Cap(times, per);
            }
        }
        findings.error(node, "expected how many signals per span of time earn points, such as 3 per 7d");
        return null;
    }

    private static boolean onlyTraits(Criterion c) {
        return switch (c) {
            case Criterion.All _, Criterion.Any _, Criterion.None _ ->
                c.parts().stream().allMatch(ScoreReader::onlyTraits);
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
