package dev.sluice.person;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Derives a person's row again from their identities and signals, after they were taken apart from another. */
@Component
class PersonRebuild {
    private final JdbcClient jdbc;
    private final SignalLog log;

    PersonRebuild(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** What the log says about a person, read in the order of time. */
    private static final class Story {
        final Map<String, Object> traits = new HashMap<>();
        final List<String> emails = new ArrayList<>();

        @Nullable
        Instant first;

        @Nullable
        Instant told;

        @Nullable
        Instant toldFirst;

        @Nullable
        Integer source;

        @Nullable
        String origin;

        Map<String, Object> touch = Map.of();

        void take(NewSignal signal) {
            if (first == null) {
                first = signal.at();
                source = signal.source();
            }
            if (signal.human() && origin == null) {
                origin = FirstTouchAttribution.of(signal);
                touch = touch.isEmpty() ? FirstTouchAttribution.touch(signal) : touch;
            }
            if (!signal.traits().isEmpty()) {
                told = signal.at();
                toldFirst = toldFirst == null ? signal.at() : toldFirst;
                traits.putAll(signal.traits());
                traits.values().removeIf(Objects::isNull);
            }
            if (signal.traits().get("email") instanceof String text
                    && EmailAddress.normal(text) instanceof String email) {
                emails.add(email);
            }
        }
    }

    void rebuild(int workspace, long person) {
        List<Long> group = jdbc.sql("SELECT id FROM person WHERE workspace_id = ? AND (id = ? OR merged_into = ?)")
                .params(workspace, person, person)
                .query((row, number) -> row.getLong(1))
                .list();
        List<String> keys = jdbc.sql(
                        "SELECT key FROM identity WHERE workspace_id = ? AND person_id = ANY (?) ORDER BY key")
                .params(workspace, SqlArray.bigint(group))
                .query((row, number) -> row.getString(1))
                .list();
        Story story = new Story();
        log.full(workspace, group).forEach(signal -> story.take(asNew(signal)));
        write(workspace, person, story, keys);
    }

    private void write(int workspace, long person, Story story, List<String> keys) {
        String email = story.emails.stream()
                .filter(told -> keys.contains("e:" + told))
                .findFirst()
                .orElse(first(keys, "e:"));
        if (email != null) {
            story.traits.put("email", email);
        } else {
            story.traits.remove("email");
        }
        boolean identified = keys.stream().anyMatch(key -> !key.startsWith("a:"));
        PersonColumns facts = PersonColumns.of(story.traits);
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
                .param(facts.name())
                .param(facts.nameKey())
                .param(facts.lastNameKey())
                .param(facts.role())
                .param(facts.phone())
                .param(Json.write(story.traits))
                .param(text(story.told))
                .param(identified)
                .param(text(story.toldFirst == null ? story.first : story.toldFirst))
                .param(story.source)
                .param(story.origin)
                .param(story.touch.isEmpty() ? null : Json.write(story.touch))
                .param(text(story.first))
                .param(workspace)
                .param(Companies.key(email, PersonColumns.text(story.traits, "company")))
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
                signal.data());
    }
}
