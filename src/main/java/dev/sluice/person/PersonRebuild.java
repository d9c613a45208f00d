package dev.sluice.person;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Derives a person's row again from their identities and signals, after a merge was undone. */
@Component
class PersonRebuild {
    private final JdbcClient jdbc;
    private final SignalLog log;

    PersonRebuild(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    void rebuild(int workspace, long person) {
        List<Long> group = jdbc.sql("SELECT id FROM person WHERE workspace_id = ? AND (id = ? OR merged_into = ?)")
                .params(workspace, person, person)
                .query(Row.map(row -> row.longValue("id")))
                .list();
        List<String> keys = jdbc.sql(
                        "SELECT key FROM identity WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY key")
                .params(workspace, SqlArray.bigint(group))
                .query(Row.map(row -> row.text("key")))
                .list();
        ReplayedProfile profile = new ReplayedProfile();
        log.full(workspace, group).forEach(signal -> profile.add(asNew(signal)));
        write(workspace, person, profile, keys);
    }

    private void write(int workspace, long person, ReplayedProfile profile, List<String> keys) {
        String email = profile.emails.stream()
                .filter(address -> keys.contains("e:" + address))
                .findFirst()
                .orElse(first(keys, "e:"));
        if (email != null) {
            profile.traits.put("email", email);
        } else {
            profile.traits.remove("email");
        }
        boolean identified = keys.stream().anyMatch(key -> !key.startsWith("a:"));
        PersonColumns columns = PersonColumns.of(profile.traits);
        jdbc.sql("""
                        UPDATE person SET email = ?, user_key = ?, name = ?, name_key = ?, last_name_key = ?, role = ?,
                            phone = ?, traits = ?::jsonb, traits_at = coalesce(?::timestamptz, '-infinity'),
                            identified_at = CASE WHEN ? THEN coalesce(?::timestamptz, created_at) END,
                            first_source_id = coalesce(?, first_source_id), origin = ?, first_touch = ?::jsonb,
                            created_at = coalesce(?::timestamptz, created_at),
                            company_id = (SELECT id FROM company WHERE workspace_id = ? AND key = ?)
                        WHERE workspace_id = ? AND id = ?""")
                .param(email)
                .param(first(keys, "u:"))
                .param(columns.name())
                .param(columns.nameKey())
                .param(columns.lastNameKey())
                .param(columns.role())
                .param(columns.phone())
                .param(Json.write(profile.traits))
                .param(text(profile.traitsAt))
                .param(identified)
                .param(text(profile.firstTraitsAt == null ? profile.first : profile.firstTraitsAt))
                .param(profile.source)
                .param(profile.origin)
                .param(profile.touch.isEmpty() ? null : Json.write(profile.touch))
                .param(text(profile.first))
                .param(workspace)
                .param(Companies.key(email, PersonColumns.text(profile.traits, "company")))
                .params(workspace, person)
                .update();
    }

    private static @Nullable String first(List<String> keys, String prefix) {
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .findFirst()
                .map(key -> key.substring(prefix.length()))
                .orElse(null);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static NewSignal asNew(Signal signal) {
        return new NewSignal(
                new IdentityKeys(null, null, null, List.of()),
                signal.at(),
                null,
                signal.kind(),
                signal.subject(),
                signal.human(),
                signal.source(),
                signal.traits(),
                signal.data(),
                Trust.INTERNAL);
    }
}
