package dev.sluice.insight.metrics;

import dev.sluice.platform.database.Row;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the names that reports show for ids. */
@Component
class ReportLabelRows {
    private final JdbcClient jdbc;

    ReportLabelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, String> users(int workspace) {
        Map<String, String> users = new HashMap<>();
        jdbc.sql("SELECT user_id::text AS id, name FROM shared_member WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.each(row -> users.put(row.text("id"), row.text("name"))));
        return users;
    }
}
