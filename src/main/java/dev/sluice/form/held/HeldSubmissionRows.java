package dev.sluice.form.held;

import dev.sluice.person.PersonErased;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of held submissions; runs inside the workspace's transaction. */
@Component
class HeldSubmissionRows {
    private static final String COLUMNS =
            "id, slug, at, reason, message, source_id, person_id, email, visitor, traits, data, consent_kind, consent";

    private final JdbcClient jdbc;

    HeldSubmissionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores it, unless the same answers to the same form are held already. */
    void add(int workspace, HeldSubmission held, byte[] answers) {
        jdbc.sql("""
                        INSERT INTO held_submission (workspace_id, answers, id, slug, at, reason, message, source_id,
                            person_id, email, visitor, traits, data, consent_kind, consent)
                        VALUES (:w, :answers, :id, :slug, :at, :reason, :message, :source, :person, :email, :visitor,
                            :traits::jsonb, :data::jsonb, :consent_kind, :consent) ON CONFLICT DO NOTHING""")
                .param("w", workspace)
                .param("answers", answers)
                .param("id", held.id())
                .param("slug", held.slug())
                .param("at", Timestamp.from(held.at()))
                .param("reason", held.reason().code())
                .param("message", held.message())
                .param("source", held.sourceId())
                .param("person", held.personId())
                .param("email", held.email())
                .param("visitor", held.visitor())
                .param("traits", Json.write(held.traits()))
                .param("data", Json.write(held.data()))
                .param("consent_kind", held.consentKind())
                .param("consent", held.consent())
                .update();
    }

    List<HeldSubmission> page(int workspace, String slug, @Nullable Cursor after, int limit) {
        Timestamp at =
                after == null ? null : Timestamp.from((Instant) after.key().get(0));
        return jdbc.sql("SELECT " + COLUMNS + """
                         FROM held_submission WHERE workspace_id = :w AND slug = :slug
                            AND (:at::timestamptz IS NULL OR (at, id) < (:at::timestamptz, :id::uuid))
                        ORDER BY at DESC, id DESC LIMIT :limit""")
                .param("w", workspace)
                .param("slug", slug)
                .param("at", at)
                .param("id", after == null ? null : after.key().get(1))
                .param("limit", limit)
                .query(Row.mapper(HeldSubmission.class))
                .list();
    }

    Map<String, Long> counts(int workspace) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("SELECT slug, count(*) AS held FROM held_submission WHERE workspace_id = ? GROUP BY slug")
                .param(workspace)
                .query(Row.each(row -> counts.put(row.text("slug"), row.longValue("held"))));
        return counts;
    }

    Optional<HeldSubmission> take(int workspace, String slug, UUID id) {
        return jdbc.sql("DELETE FROM held_submission WHERE workspace_id = ? AND slug = ? AND id = ? RETURNING "
                        + COLUMNS)
                .params(workspace, slug, id)
                .query(Row.mapper(HeldSubmission.class))
                .optional();
    }

    /** Removes what the same browser has sent again, as a person would. */
    void deleteRepeated(int workspace, String slug, String visitor, @Nullable String email) {
        jdbc.sql("""
                        DELETE FROM held_submission WHERE workspace_id = :w AND slug = :slug AND visitor = :visitor
                            AND email IS NOT DISTINCT FROM :email::text AND reason <> 'user_agent'""")
                .param("w", workspace)
                .param("slug", slug)
                .param("visitor", visitor)
                .param("email", email)
                .update();
    }

    void erase(PersonErased erased) {
        jdbc.sql("""
                        DELETE FROM held_submission WHERE workspace_id = :w AND (email = ANY (:addresses)
                            OR person_id = ANY (:persons) OR visitor = ANY (:identities)
                            OR 'a:' || visitor = ANY (:identities))""")
                .param("w", erased.workspace())
                .param("addresses", SqlArray.text(erased.addresses()))
                .param("persons", SqlArray.bigint(erased.persons()))
                .param("identities", SqlArray.text(erased.identities()))
                .update();
    }
}
