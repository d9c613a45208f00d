package dev.sluice.person;

import dev.sluice.signal.SignalLog;
import dev.sluice.workspace.StoredResponses;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Deletes what identifies a person; {@link Erasure} deletes the person's own row last. */
@Component
class PersonDeletion {
    private final ErasureRows rows;
    private final SignalLog log;
    private final StoredResponses responses;

    PersonDeletion(ErasureRows rows, SignalLog log, StoredResponses responses) {
        this.rows = rows;
        this.log = log;
        this.responses = responses;
    }

    /** How many signals a deletion would remove. */
    long signals(int workspace, Collection<Long> people) {
        return log.count(workspace, people);
    }

    /** Deletes everything about these records of one person, and stored responses with one of the addresses. */
    int delete(int workspace, List<Long> people, Collection<String> addresses) {
        responses.erase(workspace, addresses);
        rows.deleteIdentities(workspace, people);
        return log.erase(workspace, people);
    }
}
