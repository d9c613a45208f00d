package dev.sluice.consent;

import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that counts emails which strangers cause by typing an address; inside the workspace's transaction. */
@Component
class StrangerMailRows {
    private final JdbcClient jdbc;

    StrangerMailRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts an email to each address, and returns those that may still get one. */
    Set<String> addWithin(int workspace, Set<String> addresses, int limit, Instant now, Instant since) {
        return Set.copyOf(jdbc.sql("""
                        INSERT INTO stranger_mail AS m (workspace_id, address, at)
                        SELECT :w, a, ARRAY[:now::timestamptz] FROM unnest(:addresses::text[]) AS u(a) ORDER BY a
                        ON CONFLICT (workspace_id, address) DO UPDATE
                        SET at = ARRAY(SELECT t FROM unnest(m.at) t WHERE t > :since) || excluded.at
                        WHERE (SELECT count(*) FROM unnest(m.at) t WHERE t > :since) < :most
                        RETURNING address""")
                .param("w", workspace)
                .param("addresses", SqlArray.text(new TreeSet<>(addresses)))
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(since))
                .param("most", limit)
                .query(String.class)
                .list());
    }

    /** Deletes counts that no longer limit anything. */
    void prune(int workspace, Instant before) {
        jdbc.sql("""
                        DELETE FROM stranger_mail
                        WHERE workspace_id = ? AND NOT EXISTS (SELECT FROM unnest(at) t WHERE t > ?)""").params(workspace, Timestamp.from(before)).update();
    }
}
