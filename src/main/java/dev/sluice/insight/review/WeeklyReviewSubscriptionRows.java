package dev.sluice.insight.review;

import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the subscriptions to the weekly review. */
@Component
class WeeklyReviewSubscriptionRows {
    private final JdbcClient jdbc;

    WeeklyReviewSubscriptionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What users chose, by their ids; others chose nothing yet. */
    Map<Integer, Boolean> choices(int workspace) {
        Map<Integer, Boolean> choices = new HashMap<>();
        jdbc.sql("SELECT user_id, wanted FROM weekly_review_subscription WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.each(row -> choices.put(row.intValue("user_id"), row.bool("wanted"))));
        return choices;
    }

    void set(int workspace, int user, boolean subscribed, Instant at) {
        jdbc.sql("""
                        INSERT INTO weekly_review_subscription (workspace_id, user_id, wanted, set_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (workspace_id, user_id) DO UPDATE
                        SET wanted = excluded.wanted, set_at = excluded.set_at""").params(workspace, user, subscribed, Timestamp.from(at)).update();
    }
}
