package dev.sluice.person;

import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.SignalLog;
import dev.sluice.workspace.StoredResponses;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes what names a person; the person's own row goes last, with {@link Erasure}. */
@Component
class PersonDeletion {
    private final JdbcClient jdbc;
    private final SignalLog log;
    private final StoredResponses responses;

    PersonDeletion(JdbcClient jdbc, SignalLog log, StoredResponses responses) {
        this.jdbc = jdbc;
        this.log = log;
        this.responses = responses;
    }

    /** How many signals a deletion would remove. */
    long signals(int workspace, Collection<Long> people) {
        return log.count(workspace, people);
    }

    /** Deletes all about these records, which are one person, and stored responses that have one of the addresses. */
    int delete(int workspace, List<Long> people, Collection<String> addresses) {
        responses.erase(workspace, addresses);
        SqlArray ids = SqlArray.bigint(people);
        jdbc.sql("DELETE FROM identity WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, ids)
                .update();
        jdbc.sql("DELETE FROM consent WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(workspace, ids)
                .update();
        jdbc.sql("DELETE FROM merge WHERE workspace_id = ? AND (survivor = ANY (?) OR merged = ANY (?))")
                .params(workspace, ids, ids)
                .update();
        return log.erase(workspace, people);
    }
}
