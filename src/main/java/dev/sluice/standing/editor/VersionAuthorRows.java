package dev.sluice.standing.editor;

import dev.sluice.platform.database.Row;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The names of the authors of versions. */
@Component
class VersionAuthorRows {
    private final JdbcClient jdbc;

    VersionAuthorRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Integer, String> names(int workspace) {
        Map<Integer, String> names = new HashMap<>();
        jdbc.sql("SELECT user_id, name FROM shared_member WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.each(row -> names.put(row.intValue("user_id"), row.text("name"))));
        return names;
    }
}
