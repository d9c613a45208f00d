package dev.sluice.standing.editor;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who wrote a version, by name. */
@Component
class VersionAuthors {
    private final JdbcClient jdbc;

    VersionAuthors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Integer, String> names(int workspace) {
        Map<Integer, String> names = new HashMap<>();
        jdbc.sql("SELECT user_id, name FROM shared_member WHERE workspace_id = ?")
                .param(workspace)
                .query(row -> {
                    names.put(row.getInt(1), row.getString(2));
                });
        return names;
    }
}
