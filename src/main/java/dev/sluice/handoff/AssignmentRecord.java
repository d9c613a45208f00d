package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.web.DisplayFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One assignment of a lead: who got it, why, and who else was considered.
 *
 * @param rule the text of the routing rule; "" where a user chose the owner
 * @param by the user who assigned it; null where routing did
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignmentRecord(
        Instant at,
        @Nullable String owner,
        String team,
        String cause,
        String rule,
        int version,
        @Nullable String by,
        List<Map<String, Object>> candidates) {
    private static final String OTHERWISE = "otherwise";

    /** The rule as a sentence says it: "everyone else goes to the Inbound team"; "" where there is none. */
    public String ruleInWords() {
        return inWords(rule);
    }

    /** The text of a routing rule ("otherwise \u2192 team/inbound") as a sentence says it. */
    public static String inWords(String rule) {
        int arrow = rule.lastIndexOf(" \u2192 ");
        if (arrow < 0) {
            return rule;
        }
        String when = rule.substring(0, arrow);
        String to = rule.substring(arrow + 3);
        String name = to.substring(to.indexOf('/') + 1);
        String target = to.startsWith("team/")
                ? "the " + DisplayFormat.stage(name) + " team"
                : to.startsWith("user/") ? name : "the " + to.replace('_', ' ');
        return (when.equals(OTHERWISE) ? "everyone else" : when.replace('_', ' ')) + " goes to " + target;
    }
}
