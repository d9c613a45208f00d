package dev.sluice.insight.metrics;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reports call users and stages. */
@Component
class ReportLabels {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    ReportLabels(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** The users of the workspace by their numbers as text. */
    Map<String, String> users(int workspace) {
        Map<String, String> users = new HashMap<>();
        tenancy.read(workspace, () -> {
            jdbc.sql("SELECT user_id, name FROM shared_member WHERE workspace_id = ?")
                    .param(workspace)
                    .query(row -> {
                        users.put(row.getString(1), row.getString(2));
                    });
            return true;
        });
        return users;
    }

    /** The position of a stage that an address names. */
    int stage(DefinitionRun run, String id) {
        int position = run.position(id);
        if (position < 0) {
            throw new BadInput("stage", "There is no stage \"" + id + "\" in this funnel.");
        }
        return position;
    }
}
