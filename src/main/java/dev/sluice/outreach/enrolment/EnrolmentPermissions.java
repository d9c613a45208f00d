package dev.sluice.outreach.enrolment;

import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SendPermissions.PermissionQuery;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.person.Persons;
import dev.sluice.platform.database.Tenancy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Says at once who may not get the emails of a sequence, by the answer that every single email gets later. */
@Component
class EnrolmentPermissions {
    private final SendPermissions permissions;
    private final Persons persons;
    private final Map<Integer, Set<Long>> doubtful = new ConcurrentHashMap<>();

    EnrolmentPermissions(SendPermissions permissions, Persons persons) {
        this.permissions = permissions;
        this.persons = persons;
    }

    /** Those who may not be emailed now, with the reason; no one where the sequence has no email. */
    Map<Long, SuppressionReason> refused(int workspace, Sequence sequence, Collection<Long> people) {
        return sequence.plan().steps().templates().isEmpty() ? Map.of() : refused(workspace, people);
    }

    /**
     * Has these people checked again after the commit of the transaction under way: one that enrols and one that
     * suppresses at the same time do not see each other, and whichever commits last finds the other here.
     */
    void checkAgain(int workspace, Collection<Long> people) {
        Tenancy.afterCommit(() -> doubtful.computeIfAbsent(workspace, _ -> ConcurrentHashMap.newKeySet())
                .addAll(people));
    }

    /** Those to check again now, each once. */
    Set<Long> doubtful(int workspace) {
        Set<Long> people = doubtful.remove(workspace);
        return people == null ? Set.of() : Set.copyOf(people);
    }

    /** Those who may not get marketing email now, with the reason. */
    Map<Long, SuppressionReason> refused(int workspace, Collection<Long> people) {
        Map<Long, PermissionQuery> queries = new HashMap<>();
        persons.all(workspace, people).forEach((id, person) -> {
            String address = person.email();
            if (address != null) {
                queries.put(id, new PermissionQuery(person.id(), address, true));
            }
        });
        Map<PermissionQuery, SuppressionReason> answers = permissions.refused(workspace, queries.values());
        Map<Long, SuppressionReason> refused = new HashMap<>();
        queries.forEach((id, query) -> {
            SuppressionReason reason = answers.get(query);
            if (reason != null) {
                refused.put(id, reason);
            }
        });
        return refused;
    }
}
