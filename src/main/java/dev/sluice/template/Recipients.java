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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what mails may say of their readers, for many at once. */
@Component
public class Recipients {
    /** Fields beside a person's traits, with what they stand for. */
    static final Map<String, String> OWN = ordered(
            "first_name", "First name, taken from the name where it is not known apart",
            "last_name", "Last name",
            "name", "Full name",
            "company", "Name of the company",
            "role", "Role",
            "sender_name", "Whoever has the lead, or your company",
            "sender_first_name", "The first name of whoever has the lead, or your company",
            "owner_name", "Whoever has the lead; nothing where nobody has",
            "owner_email", "The owner's address",
            "workspace", "Your company",
            "asset_name", "What was asked for or downloaded",
            "asset_link", "A personal link to it; its use is seen");

    private final Persons persons;
    private final Handoffs desk;
    private final Members members;
    private final Workspaces workspaces;

    Recipients(Persons persons, Handoffs desk, Members members, Workspaces workspaces) {
        this.persons = persons;
        this.desk = desk;
        this.members = members;
        this.workspaces = workspaces;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ordered.put(pairs[i], pairs[i + 1]);
        }
        return ordered;
    }

    /** By the numbers asked for; whoever is gone is not in it. */
    public Map<Long, Recipient> of(int workspace, Collection<Long> people) {
        Map<Long, Person> known = persons.all(workspace, people);
        Map<Long, Integer> owners =
                desk.owners(workspace, known.values().stream().map(Person::id).collect(Collectors.toSet()));
        Map<Integer, Member> team =
                members.all(workspace).stream().collect(Collectors.toMap(Member::user, Function.identity()));
        Workspace home = workspaces.get(workspace);
        Map<Long, Recipient> readers = new HashMap<>();
        known.forEach((asked, person) -> {
            Integer owner = owners.get(person.id());
            readers.put(asked, reader(person, owner == null ? null : team.get(owner), home));
        });
        return readers;
    }

    /** What a mail would say to somebody of whom only this much is known, written by that user or nobody. */
    Recipient made(int workspace, Map<String, String> traits, @Nullable Member owner) {
        Map<String, String> values = new HashMap<>(traits);
        names(values);
        from(values, owner, workspaces.get(workspace));
        return new Recipient(
                0,
                values.getOrDefault("name", ""),
                null,
                workspaces.get(workspace).timeZone(),
                null,
                values);
    }

    private static Recipient reader(Person person, @Nullable Member owner, Workspace home) {
        Map<String, String> values = new HashMap<>();
        person.traits().forEach((name, value) -> values.put(name, text(value)));
        put(values, "email", person.email());
        put(values, "name", person.name());
        put(values, "role", person.role());
        put(values, "phone", person.phone());
        put(values, "company", person.companyName());
        names(values);
        from(values, owner, home);
        return new Recipient(
                person.id(),
                person.title(),
                person.email(),
                zone(values.get("timezone"), home.timeZone()),
                owner == null ? null : owner.user(),
                values);
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
    }

    private static void names(Map<String, String> values) {
        String name = values.getOrDefault("name", "").strip();
        if (!name.isEmpty() && values.getOrDefault("first_name", "").isBlank()) {
            values.put("first_name", name.split("\\s+")[0]);
        }
        if (name.isEmpty()) {
            String both = (values.getOrDefault("first_name", "") + " " + values.getOrDefault("last_name", "")).strip();
            put(values, "name", both);
        }
    }

    private static void from(Map<String, String> values, @Nullable Member owner, Workspace home) {
        values.put("workspace", home.name());
        values.put("sender_name", owner == null ? home.name() : owner.name());
        values.put(
                "sender_first_name", owner == null ? home.name() : owner.name().split("\\s+")[0]);
        if (owner != null) {
            values.put("owner_name", owner.name());
            values.put("owner_email", owner.email());
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Number number when number.doubleValue() == number.longValue() -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    private static ZoneId zone(@Nullable String written, ZoneId otherwise) {
        if (written == null || written.isBlank()) {
            return otherwise;
        }
        try {
            return ZoneId.of(written.strip());
        } catch (DateTimeException unknown) {
            return otherwise;
        }
    }
}
