package dev.sluice.signal;

import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends signals to the log. */
@Component
class SignalRows {
    private final JdbcClient jdbc;

    SignalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these ids that the log has. */
    Set<UUID> known(int workspace, Collection<UUID> ids) {
        return new HashSet<>(jdbc.sql("SELECT id FROM signal WHERE workspace_id = ? AND id = ANY (?::uuid[])")
                .params(
                        workspace,
                        SqlArray.text(ids.stream().map(UUID::toString).toList()))
                .query(UUID.class)
                .list());
    }

    /** Appends the signals, skipping those that it has already; returns the ids that are new. */
    Set<UUID> append(int workspace, List<Signal> signals) {
        SignalArrays arrays = new SignalArrays(signals);
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO signal (workspace_id, id, person_id, at, received_at, source_id, human, kind, subject,
                                            traits, data)
                        SELECT ?, u.id::uuid, u.person, to_timestamp(u.at::float8 / 1e6), to_timestamp(?::float8 / 1e6),
                               u.source, u.human, u.kind, u.subject, u.traits::jsonb, u.data::jsonb
                        FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::bool[], ?::text[], ?::text[],
                                    ?::text[], ?::text[])
                            AS u(id, person, at, source, human, kind, subject, traits, data)
                        ON CONFLICT DO NOTHING
                        RETURNING id""")
                .params(
                        workspace,
                        Time.micros(signals.getFirst().receivedAt()),
                        SqlArray.text(arrays.id),
                        SqlArray.bigint(arrays.person),
                        SqlArray.bigint(arrays.at),
                        SqlArray.integer(arrays.source),
                        SqlArray.bool(arrays.human),
                        SqlArray.text(arrays.kind),
                        SqlArray.text(arrays.subject),
                        SqlArray.text(arrays.traits),
                        SqlArray.text(arrays.data))
                .query(UUID.class)
                .list());
    }

    /** Signals as one array for each column. */
    private static final class SignalArrays {
        final String[] id;
        final long[] person;
        final long[] at;
        final int[] source;
        final boolean[] human;
        final String[] kind;
        final String[] subject;
        final @Nullable String[] traits;
        final @Nullable String[] data;

        SignalArrays(List<Signal> signals) {
            int n = signals.size();
            id = new String[n];
            person = new long[n];
            at = new long[n];
            source = new int[n];
            human = new boolean[n];
            kind = new String[n];
            subject = new String[n];
            traits = new String[n];
            data = new String[n];
            for (int i = 0; i < signals.size(); i++) {
                Signal signal = signals.get(i);
                id[i] = signal.id().toString();
                person[i] = signal.record();
                at[i] = Time.micros(signal.at());
                source[i] = signal.source();
                human[i] = signal.human();
                kind[i] = signal.kind();
                subject[i] = signal.subject();
                traits[i] = signal.traits().isEmpty() ? null : Json.write(signal.traits());
                data[i] = signal.data().isEmpty() ? null : Json.write(signal.data());
            }
        }
    }
}
