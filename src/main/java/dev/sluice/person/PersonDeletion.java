package dev.sluice.person;

import dev.sluice.signal.SignalLog;
import dev.sluice.signal.Sources;
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
    private final Sources sources;

    PersonDeletion(ErasureRows rows, SignalLog log, StoredResponses responses, Sources sources) {
        this.sources = sources;
        this.rows = rows;
        this.log = log;
        this.responses = responses;
    }

    /** How many signals a deletion would remove. */
    long signals(int workspace, Collection<Long> people) {
        return log.count(workspace, people);
    }

    /** Clears these texts from the names of sources. */
    void clearSources(int workspace, List<String> texts) {
        sources.erase(workspace, texts);
    }

    /** Deletes everything about these records of one person, and stored responses with one of the addresses. */
    int delete(int workspace, List<Long> people, Collection<String> addresses) {
        responses.erase(workspace, addresses);
        rows.deleteIdentities(workspace, people);
        return log.erase(workspace, people);
    }
}
