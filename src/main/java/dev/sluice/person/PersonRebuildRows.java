package dev.sluice.person;

import dev.sluice.platform.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a person's row anew. */
@Component
class PersonRebuildRows {
    private final JdbcClient jdbc;

    PersonRebuildRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(
            int workspace,
            long person,
            ReplayedProfile profile,
            @Nullable String email,
            @Nullable String user,
            boolean identified,
            @Nullable Long company) {
        PersonColumns columns = PersonColumns.of(profile.traits);
        jdbc.sql("""
                        UPDATE person SET email = :email, user_key = :user, name = :name, name_key = :name_key, role = :role,
                            phone = :phone, traits = :traits::jsonb,
                            traits_at = coalesce(:traits_at::timestamptz, '-infinity'),
                            identified_at = CASE WHEN :is_identified THEN coalesce(:identified_at::timestamptz, created_at) END,
                            first_source_id = coalesce(:source, first_source_id), origin = :origin,
                            first_touch = :touch::jsonb, created_at = coalesce(:first::timestamptz, created_at),
                            company_id = :company
                        WHERE workspace_id = :w AND id = :person""")
                .param("email", email)
                .param("user", user)
                .param("name", columns.name())
                .param("name_key", columns.nameKey())
                .param("role", columns.role())
                .param("phone", columns.phone())
                .param("traits", Json.write(profile.traits))
                .param("traits_at", text(profile.traitsAt))
                .param("is_identified", identified)
                .param("identified_at", text(profile.firstTraitsAt == null ? profile.first : profile.firstTraitsAt))
                .param("source", profile.source)
                .param("origin", profile.origin)
                .param("touch", profile.touch.isEmpty() ? null : Json.write(profile.touch))
                .param("first", text(profile.first))
                .param("company", company)
                .param("w", workspace)
                .param("person", person)
                .update();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
