package dev.sluice.handoff.today;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Today's list: leads by what is due next. */
@Component
class TodayQueue {
    /** How many leads Today shows at once: more than anyone answers in a day. */
    static final int MAX_LEADS = 60;

    /**
     * A lead with its next step.
     *
     * @param answerBy when its running response clock runs out; null while none runs
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueueItem(
            long person,
            String title,
            @Nullable String about,
            @Nullable Integer owner,
            @Nullable String ownerName,
            String stage,
            boolean offered,
            Instant since,
            Instant nextAt,
            String nextWhat,
            List<String> flags,
            int fit,
            @Nullable Instant answerBy) {}

    private final TodayRows rows;
    private final Tenancy tenancy;

    TodayQueue(TodayRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** Leads of one owner, or of everyone for null: running clocks and due tasks first, then flagged, then newest. */
    List<QueueItem> of(int workspace, @Nullable Integer owner) {
        return tenancy.read(workspace, () -> rows.queue(workspace, owner, MAX_LEADS));
    }
}
