package dev.sluice.outreach.sequence;

import dev.sluice.funnel.Definition;
import dev.sluice.platform.web.DisplayFormat;

/** Describes what starts a sequence, after "when". */
public final class StartConditionText {
    private StartConditionText() {}

    public static String of(Definition.FollowUp rule) {
        String event = rule.on().equals("lost")
                ? "somebody is lost"
                : rule.on().startsWith("flag/")
                        ? "the flag " + rule.on().substring(5) + " is raised"
                        : "somebody enters " + DisplayFormat.stage(rule.on());
        String when = rule.when().text();
        return when.isEmpty() || when.equals("always") ? event : event + " and " + when;
    }
}
