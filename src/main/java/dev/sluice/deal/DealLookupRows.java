package dev.sluice.deal;

import dev.sluice.platform.database.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@link Deals}. */
@Component
class DealLookupRows {
    /** The person and pipeline of a deal; the person is 0 once erased. */
    record ExistingDeal(long personId, int funnelId, String pipeline) {}

    private final JdbcClient jdbc;

    DealLookupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable
    Long find(int workspace, String key) {
        return jdbc.sql("SELECT id FROM deal WHERE workspace_id = ? AND key = ?")
                .params(workspace, key)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    @Nullable
    ExistingDeal find(int workspace, long deal) {
        return jdbc.sql("SELECT person_id, funnel_id, pipeline FROM deal WHERE workspace_id = ? AND id = ?")
                .params(workspace, deal)
                .query(Row.mapper(ExistingDeal.class))
                .optional()
                .orElse(null);
    }

    int version(int workspace, long deal) {
        return jdbc.sql("SELECT version FROM deal WHERE workspace_id = ? AND id = ?")
                .params(workspace, deal)
                .query(Integer.class)
                .single();
    }
}
