package dev.sluice.person;

import dev.sluice.platform.database.SqlArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the sources of signals are called; inside the workspace's transaction. */
@Component
class SourceNames {
    /** The kind and the name of a source, as it is stored. */
    record SourceName(String kind, String name) {
        static final SourceName NONE = new SourceName("", "");
    }

    private final JdbcClient jdbc;

    SourceNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Integer, SourceName> names(int workspace, Collection<Integer> sources) {
        Map<Integer, SourceName> names = new HashMap<>();
        if (!sources.isEmpty()) {
            jdbc.sql("SELECT id, kind, name FROM shared_source WHERE workspace_id = ? AND id = ANY (?)")
                    .params(
                            workspace,
                            SqlArray.integer(
                                    sources.stream().mapToInt(Integer::intValue).toArray()))
                    .query(row -> {
                        names.put(row.getInt("id"), new SourceName(row.getString("kind"), row.getString("name")));
                    });
        }
        return names;
    }
}
