package dev.sluice.funnel.text;

import dev.sluice.funnel.Criterion;
import dev.sluice.funnel.Definition.Route;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the rules that route a lead to a team, a user or the owner of its company. */
final class RoutingReader {

    private static final Pattern TARGET = Pattern.compile("company_owner|(team|user)/\\S(.{0,78}\\S)?");

    private final ProblemCollector findings;
    private final CriterionReader criteria;

    RoutingReader(ProblemCollector findings, CriterionReader criteria) {
        this.findings = findings;
        this.criteria = criteria;
    }

    Route read(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a routing rule", Keywords.ROUTE);
        Yaml otherwise = block.get("otherwise");
        boolean last = otherwise != null && YamlValues.yes(findings, otherwise, "otherwise");
        if (last && block.has("when")) {
            findings.error(node, "expected when or otherwise, not both");
        }
        Criterion when = last ? new Criterion.All(List.of()) : criteria.when(block);
        Yaml to = block.required("to", "team/inbound");
        String target = to == null ? "" : YamlValues.text(findings, to, "to");
        if (to != null && !TARGET.matcher(target).matches()) {
            findings.error(to, "expected company_owner, team/<name> or user/<name> after to");
        }
        String by = block.oneOf("by", Keywords.SHARING, false);
        return new Route(
                when, last, target, by.isEmpty() && target.startsWith("team/") ? "round_robin" : by, node.line());
    }
}
