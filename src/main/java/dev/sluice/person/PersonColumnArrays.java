package dev.sluice.person;

import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** People as one array for each column, in the order in which {@link PersonRows} names them. */
record PersonColumnArrays(List<PersonCandidate> people, List<PersonColumns> columns, CompanyOfBatch company) {
    PersonColumnArrays(Collection<PersonCandidate> people, CompanyOfBatch company) {
        // one order of locking for everyone
        List<PersonCandidate> sorted = people.stream()
                .sorted(Comparator.comparingLong(person -> person.id))
                .toList();
        this(
                sorted,
                sorted.stream().map(person -> PersonColumns.of(person.traits)).toList(),
                company);
    }

    List<Object> parameters(int workspace, boolean withWorkspace) {
        int n = people.size();
        boolean[] identified = new boolean[n];
        int[] source = new int[n];
        for (int i = 0; i < n; i++) {
            PersonCandidate person = people.get(i);
            identified[i] = person.identified;
            source[i] = person.firstSource;
        }
        List<Object> all = new ArrayList<>();
        if (withWorkspace) {
            all.add(workspace);
        }
        all.add(numbers(person -> person.id));
        all.add(SqlArray.bool(identified));
        all.add(numbers(person -> person.firstAt.equals(Instant.MAX) ? 0 : Time.micros(person.firstAt)));
        all.add(numbers(person -> person.traitsAt == null ? 0 : Time.micros(person.traitsAt)));
        all.add(texts(people.stream().map(person -> person.email).toArray(String[]::new)));
        all.add(texts(people.stream().map(person -> person.userKey).toArray(String[]::new)));
        all.add(texts(columns.stream().map(PersonColumns::name).toArray(String[]::new)));
        all.add(texts(columns.stream().map(PersonColumns::nameKey).toArray(String[]::new)));
        all.add(texts(columns.stream().map(PersonColumns::role).toArray(String[]::new)));
        all.add(texts(columns.stream().map(PersonColumns::phone).toArray(String[]::new)));
        all.add(texts(people.stream().map(company::stated).toArray(String[]::new)));
        all.add(texts(people.stream().map(company::inferred).toArray(String[]::new)));
        all.add(texts(people.stream().map(person -> Json.write(person.traits)).toArray(String[]::new)));
        all.add(SqlArray.integer(source));
        all.add(texts(people.stream()
                .map(person -> person.firstTouch.isEmpty() ? null : Json.write(person.firstTouch))
                .toArray(String[]::new)));
        all.add(texts(people.stream().map(person -> person.origin).toArray(String[]::new)));
        return all;
    }

    private SqlArray numbers(ToLongFunction<PersonCandidate> of) {
        return SqlArray.bigint(people.stream().mapToLong(of).toArray());
    }

    private static SqlArray texts(@Nullable String[] values) {
        return SqlArray.text(values);
    }
}
