package dev.sluice.template;

import dev.sluice.handoff.Handoffs;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads the recipients of emails with the values of the fields that templates use, many at once. */
@Component
public class Recipients {
    private final Persons persons;
    private final Handoffs handoffs;
    private final Members members;
    private final Workspaces workspaces;

    Recipients(Persons persons, Handoffs handoffs, Members members, Workspaces workspaces) {
        this.persons = persons;
        this.handoffs = handoffs;
        this.members = members;
        this.workspaces = workspaces;
    }

    /** By the ids that were requested, which may be those of merged people; erased people are left out. */
    public Map<Long, Recipient> of(int workspaceId, Collection<Long> people) {
        Map<Long, Person> found = persons.all(workspaceId, people);
        Map<Long, Integer> owners = handoffs.owners(
                workspaceId, found.values().stream().map(Person::id).collect(Collectors.toSet()));
        Map<Integer, Member> team =
                members.all(workspaceId).stream().collect(Collectors.toMap(Member::user, Function.identity()));
        Workspace workspace = workspaces.get(workspaceId);
        Map<Long, Recipient> recipients = new HashMap<>();
        found.forEach((requested, person) -> {
            Integer owner = owners.get(person.id());
            recipients.put(requested, recipient(person, owner == null ? null : team.get(owner), workspace));
        });
        return recipients;
    }

    /** An invented recipient with these traits. */
    Recipient sample(int workspaceId, Map<String, String> traits, @Nullable Member owner) {
        Workspace workspace = workspaces.get(workspaceId);
        Map<String, String> values = RecipientFields.of(traits, owner, workspace);
        return new Recipient(0, values.getOrDefault("name", ""), null, workspace.timeZone(), null, values);
    }

    private static Recipient recipient(Person person, @Nullable Member owner, Workspace workspace) {
        Map<String, String> values = RecipientFields.of(person, owner, workspace);
        return new Recipient(
                person.id(),
                person.title(),
                person.email(),
                zone(values.get("timezone"), workspace.timeZone()),
                owner == null ? null : owner.user(),
                values);
    }

    private static ZoneId zone(@Nullable String id, ZoneId fallback) {
        if (id == null || id.isBlank()) {
            return fallback;
        }
        try {
            return ZoneId.of(id.strip());
        } catch (DateTimeException _) {
            return fallback;
        }
    }
}
