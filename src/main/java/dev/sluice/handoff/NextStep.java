package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Something to do for a person by a date, open or done: a task, a meeting to hold, a reply to answer, the next step of a
 * deal. There is no other place for one.
 *
 * @param deal the deal that it is for; null where it is for the person alone
 * @param kind one of {@link NextSteps#KINDS}
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NextStep(
        long id,
        long person,
        @Nullable Long deal,
        @Nullable Integer owner,
        String kind,
        String what,
        Instant dueAt,
        @Nullable Instant doneAt,
        @Nullable String outcome) {}
