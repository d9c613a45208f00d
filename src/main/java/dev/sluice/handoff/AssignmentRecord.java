package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
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
        List<Map<String, Object>> candidates) {}
