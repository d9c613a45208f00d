package dev.sluice.signal;

import dev.sluice.platform.Json;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log's SQL. */
@Component
class SignalRows {
    private final JdbcClient jdbc;

    SignalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Appends the signals, passing over those the log has already; returns the ids that are new. */
    Set<UUID> append(int workspace, List<Signal> signals) {
        int n = signals.size();
        String[] id = new String[n];
        long[] person = new long[n];
        long[] at = new long[n];
        int[] source = new int[n];
        boolean[] human = new boolean[n];
        String[] kind = new String[n];
        String[] subject = new String[n];
        @Nullable String[] traits = new String[n];
        @Nullable String[] data = new String[n];
        for (int i = 0; i < n; i++) {
            Signal signal = signals.get(i);
            id[i] = signal.id().toString();
            person[i] = signal.person();
            at[i] = Time.micros(signal.at());
            source[i] = signal.source();
            human[i] = signal.human();
            kind[i] = signal.kind();
            subject[i] = signal.subject();
            traits[i] = signal.traits().isEmpty() ? null : Json.write(signal.traits());
            data[i] = signal.data().isEmpty() ? null : Json.write(signal.data());
        }
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
                        SqlArray.text(id),
                        SqlArray.bigint(person),
                        SqlArray.bigint(at),
                        SqlArray.integer(source),
                        SqlArray.bool(human),
                        SqlArray.text(kind),
                        SqlArray.text(subject),
                        SqlArray.text(traits),
                        SqlArray.text(data))
                .query(UUID.class)
                .list());
    }
}
