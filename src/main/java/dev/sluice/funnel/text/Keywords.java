package dev.sluice.funnel.text;

import dev.sluice.funnel.Pipeline;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keywords of definitions, by where they are allowed. */
final class Keywords {

    static final List<String> DEFINITION = List.of(
            "funnel",
            "profile",
            "sources",
            "signals",
            "traits",
            "forms",
            "stages",
            "fit",
            "engagement",
            "flags",
            "disqualify",
            "lost",
            "reenter",
            "routing",
            "response",
            "follow_up",
            "pipelines");
    static final List<String> STAGE =
            List.of("id", "layer", "owner", "enter", "exit", "limit", "text", "guidance", "questions", "checklist");
    static final List<String> EXIT = List.of("when", "to", "reason");
    static final List<String> FIT_RULE = List.of("when", "points");
    static final List<String> ENGAGEMENT = List.of("half_life", "rules");
    static final List<String> ENGAGEMENT_RULE = List.of("when", "points", "at_most");
    static final List<String> FLAG = List.of("id", "when");
    static final List<String> REASONED = List.of("reason", "when");
    static final List<String> ROUTE = List.of("when", "otherwise", "to", "by");
    static final List<String> RESPONSE = List.of("within", "by", "template", "choose", "hours", "then");
    static final List<String> CHOICE = List.of("form", "when", "template");
    static final List<String> FOLLOW_UP = List.of("on", "when", "sequence");
    static final List<String> PIPELINE = List.of("id", "opens_at", "stages", "lost", "stalled");
    static final List<String> PIPELINE_STAGE =
            List.of("id", "probability", "limit", "needs", "text", "guidance", "questions", "checklist");
    static final List<String> STALLED = List.of("quiet", "decide_within");
    static final List<String> FORM = List.of("slug", "fields");
    static final List<String> CRITERION = List.of(
            "all", "any", "none", "happened", "fit", "engagement", "flagged", "in_stage", "reached", "identified");
    static final List<String> TRAIT_TEST =
            List.of("in", "not_in", "between", "at_least", "at_most", "matches", "is", "is_free_mail", "has_owner");
    static final List<String> SCORE = List.of("at_least", "at_most", "between");
    static final List<String> HAPPENED = List.of("times", "within", "by");

    static final List<String> LAYERS = List.of("attract", "engage", "convert", "retain");
    static final List<String> OWNERS = List.of("marketing", "sales", "success");
    static final List<String> SOURCES = List.of("script", "api", "import", "mailbox");
    static final List<String> SHARING = List.of("round_robin", "least_busy");
    static final List<String> RESPONDERS = List.of("automation", "human");
    static final List<String> HOURS = List.of("working", "always");
    static final List<String> FOLLOWING = List.of("remind", "reassign", "escalate");
    static final List<String> DEAL_FIELDS = Arrays.stream(Pipeline.PipelineField.values())
            .map(Pipeline.PipelineField::word)
            .toList();
    static final List<String> DEAL_PARTS = Arrays.stream(Pipeline.BuyingRole.values())
            .map(Pipeline.BuyingRole::word)
            .toList();
    static final List<String> TRAIT_TYPES = List.of("text", "number", "yes_no", "list");

    private Keywords() {}

    /** Every keyword. */
    static Set<String> all() {
        Set<String> all = new LinkedHashSet<>();
        List.of(
                        DEFINITION,
                        STAGE,
                        EXIT,
                        FIT_RULE,
                        ENGAGEMENT,
                        ENGAGEMENT_RULE,
                        FLAG,
                        REASONED,
                        ROUTE,
                        RESPONSE,
                        CHOICE,
                        FOLLOW_UP,
                        PIPELINE,
                        PIPELINE_STAGE,
                        STALLED,
                        DEAL_FIELDS,
                        DEAL_PARTS,
                        FORM,
                        CRITERION,
                        TRAIT_TEST,
                        SCORE,
                        HAPPENED,
                        LAYERS,
                        OWNERS,
                        SOURCES,
                        SHARING,
                        RESPONDERS,
                        HOURS,
                        FOLLOWING,
                        TRAIT_TYPES)
                .forEach(all::addAll);
        return all;
    }
}
