package dev.sluice.consent;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.signal.Signal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of consents that wait for their confirmation; inside the workspace's transaction. */
@Component
class DoubleOptInRows {
    /** A consent to be confirmed. */
    record OptIn(
            int workspace,
            long id,
            long person,
            String address,
            String form,
            String wording,
            boolean confirmed,
            Map<String, Object> traits) {}

    /** In a signal's data: the traits that were not believed, because anyone may type a known address into a form. */
    private static final String UNVERIFIED = "unverified";

    private final JdbcClient jdbc;

    DoubleOptInRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a consent; one that the same form asked for and that is not confirmed yet is replaced. */
    long add(int workspace, Signal signal, String address, String wording) {
        return jdbc.sql("""
                        INSERT INTO opt_in (workspace_id, person_id, address, form, wording, asked_at, traits)
                        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
                        ON CONFLICT (workspace_id, address, form) WHERE confirmed_at IS NULL
                        DO UPDATE SET person_id = excluded.person_id, wording = excluded.wording,
                                      asked_at = excluded.asked_at, traits = excluded.traits
                        RETURNING id""")
                .params(workspace, signal.record(), address, signal.subject(), wording, Timestamp.from(signal.at()))
                .param(Json.write(signal.data().getOrDefault(UNVERIFIED, Map.of())))
                .query(Long.class)
                .single();
    }

    Optional<OptIn> find(int workspace, long id) {
        return jdbc.sql("""
                        SELECT id, person_id, address, form, wording, confirmed_at IS NOT NULL AS confirmed,
                               traits
                        FROM opt_in
                        WHERE workspace_id = ? AND id = ?""")
                .params(workspace, id)
                .query(Row.map(row -> new OptIn(
                        workspace,
                        row.longValue("id"),
                        row.longValue("person_id"),
                        row.text("address"),
                        row.text("form"),
                        row.text("wording"),
                        row.bool("confirmed"),
                        row.object("traits"))))
                .optional();
    }

    /** False when it was confirmed before. */
    boolean confirm(int workspace, long id, Instant now) {
        return jdbc.sql("""
                        UPDATE opt_in SET confirmed_at = ?
                        WHERE workspace_id = ? AND id = ? AND confirmed_at IS NULL""").params(Timestamp.from(now), workspace, id).update() == 1;
    }
}
