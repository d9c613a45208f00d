package dev.sluice.person;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.values.Nicknames;
import dev.sluice.signal.values.PlainLetters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Finds records that are probably one person: one mailbox, one phone, or one name at one company. */
@Component
public class Duplicates {
    /** Two people who are probably one, the older first, and what they have in common. */
    public record LikelyDuplicate(Person one, Person other, String why) {}

    /** A number or a name that more people have is a switchboard or a common name. */
    private static final int MOST = 5;

    private static final int NICKNAMES = 6;
    private static final int READ = 200;
    private static final String END = "\uDBFF\uDFFF";
    private static final List<String> SIGNS = List.of(DuplicateKeys.PHONE, DuplicateKeys.MAILBOX, DuplicateKeys.NAME);

    private final DuplicateRows rows;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Duplicates(DuplicateRows rows, Persons persons, Tenancy tenancy, InstantSource clock) {
        this.clock = clock;
        this.rows = rows;
        this.persons = persons;
        this.tenancy = tenancy;
    }

    /** A page of pairs; {@code after} is the cursor of the page before, null for the first. */
    public Page<LikelyDuplicate> page(int workspace, @Nullable String after, int limit) {
        Cursor from = Cursor.read("after", after, String.class);
        String position = from == null ? "" : from.key().getFirst().toString();
        return tenancy.read(workspace, () -> find(workspace, position, limit));
    }

    /** Says that these are two people: they are not proposed again. */
    public void different(int workspace, long one, long other) {
        tenancy.in(workspace, () -> {
            long first = persons.get(workspace, one).id();
            long second = persons.get(workspace, other).id();
            if (first == second) {
                throw new BadInput("person", "Choose another person: these two records are one person already.");
            }
            rows.addDifferent(workspace, first, second, clock.instant());
        });
    }

    /** Takes {@link #different} back. */
    public void perhapsOne(int workspace, long one, long other) {
        tenancy.in(
                workspace,
                () -> rows.deleteDifferent(
                        workspace,
                        persons.group(workspace, persons.get(workspace, one).id()),
                        persons.group(workspace, persons.get(workspace, other).id())));
    }

    /** The pairs that were said to be different, the last ones first. */
    public List<List<Person>> lastDifferent(int workspace, int limit) {
        return tenancy.read(workspace, () -> {
            List<List<Long>> pairs = rows.lastDifferent(workspace, limit);
            Map<Long, Person> people = persons.all(
                    workspace, pairs.stream().flatMap(List::stream).distinct().toList());
            return pairs.stream()
                    .distinct()
                    .filter(pair -> people.keySet().containsAll(pair))
                    .map(pair -> pair.stream().map(people::get).toList())
                    .toList();
        });
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }

    private Page<LikelyDuplicate> find(int workspace, String from, int limit) {
        Map<Set<Long>, LikelyDuplicate> pairs = new LinkedHashMap<>();
        String position = from;
        for (String sign : SIGNS) {
            if (position.compareTo(sign + END) >= 0) {
                continue;
            }
            String at = position.startsWith(sign) ? position : sign;
            Map<String, List<Long>> sharing;
            do {
                sharing = sign.equals(DuplicateKeys.MAILBOX)
                        ? rows.mailboxes(workspace, at, MOST, READ)
                        : rows.sharing(workspace, at, sign + END, MOST, READ);
                Map<Long, Person> people = people(workspace, sharing.values());
                Set<List<Long>> different = rows.different(
                        workspace,
                        people.values().stream()
                                .filter(Objects::nonNull)
                                .map(Person::id)
                                .distinct()
                                .toList());
                for (Map.Entry<String, List<Long>> key : sharing.entrySet()) {
                    add(pairs, key.getKey(), key.getValue(), people, different);
                    at = key.getKey();
                    if (pairs.size() >= limit) {
                        return new Page<>(
                                List.copyOf(pairs.values()), Cursor.of(at).encode());
                    }
                }
            } while (sharing.size() == READ);
            position = sign;
        }
        return new Page<>(List.copyOf(pairs.values()), null);
    }

    private Map<Long, Person> people(int workspace, Collection<List<Long>> records) {
        List<Long> all = records.stream().flatMap(List::stream).distinct().toList();
        Map<Long, Long> survivors = rows.survivors(workspace, all);
        Map<Long, Person> found = persons.all(workspace, survivors.values());
        Map<Long, Person> people = new LinkedHashMap<>();
        survivors.forEach((record, survivor) -> people.put(record, found.get(survivor)));
        return people;
    }

    /** Each of them with the first before it that it could be. */
    private static void add(
            Map<Set<Long>, LikelyDuplicate> pairs,
            String key,
            List<Long> records,
            Map<Long, Person> people,
            Set<List<Long>> different) {
        List<Person> distinct = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        records.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .filter(person -> seen.add(person.id()))
                .forEach(distinct::add);
        for (int i = 1; i < distinct.size(); i++) {
            Person other = distinct.get(i);
            distinct.subList(0, i).stream()
                    .filter(one -> !different.contains(
                            List.of(Math.min(one.id(), other.id()), Math.max(one.id(), other.id()))))
                    .filter(one -> !key.startsWith(DuplicateKeys.PHONE) || namesAgree(one.name(), other.name()))
                    .findFirst()
                    .ifPresent(one ->
                            pairs.putIfAbsent(Set.of(one.id(), other.id()), new LikelyDuplicate(one, other, why(key))));
        }
    }

    private static String why(String key) {
        return switch (key.substring(0, 1)) {
            case DuplicateKeys.PHONE -> "Same phone";
            case DuplicateKeys.MAILBOX -> "Same mailbox";
            default -> "Same name and company";
        };
    }

    /** Whether two names could be one person's: they share a word, nicknames included, or one is unknown. */
    private static boolean namesAgree(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return true;
        }
        Set<String> words = words(one);
        words.retainAll(words(other));
        return !words.isEmpty();
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        Arrays.stream(PlainLetters.words(name).split(" "))
                .forEach(word -> words.addAll(Nicknames.names(word, NICKNAMES)));
        return words;
    }
}
