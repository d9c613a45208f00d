package dev.sluice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the route matrix makes a thing of another workspace, by the segment that stands before the id in an
 * address: {@code /people/{id}} asks for "people". A module with a new kind of id adds its row here.
 */
final class ForeignIds {
    private static final Pattern VARIABLE = Pattern.compile("([a-z0-9-]+)/\\{([A-Za-z]+)(?::[^}]*)?}");

    /** Statements that make a row of workspace :w named :name and give back what stands in the address. */
    private static final Map<String, String> MADE_BY = pairs(
            "people",
            """
            INSERT INTO person (workspace_id, id, name, created_at)
            VALUES (:w, nextval('person_number'), :name, now()) RETURNING id::text""",
            "companies",
            """
            INSERT INTO company (workspace_id, key, name, name_key, created_at)
            VALUES (:w, :name, :name, :name, now()) RETURNING id::text""",
            "merges",
            """
            INSERT INTO merge (workspace_id, survivor, merged, merged_group, at, because)
            VALUES (:w, 1, 2, '{2}', now(), :name) RETURNING id::text""",
            "forms",
            """
            INSERT INTO form (workspace_id, slug, name, definition, created_at, updated_at)
            VALUES (:w, :name, :name, '{}', now(), now()) RETURNING slug""",
            "held",
            """
            INSERT INTO held_submission (workspace_id, id, slug, answers, at, reason, message, source_id, traits, data)
            VALUES (:w, gen_random_uuid(), :name, '', now(), 'honeypot', :name, 1, '{}', '{}') RETURNING id::text""",
            "distinctions",
            """
            INSERT INTO person (workspace_id, id, name, created_at)
            VALUES (:w, nextval('person_number'), :name, now()) RETURNING id::text""",
            "funnels",
            """
            INSERT INTO funnel (workspace_id, name, created_at) VALUES (:w, :name, now()) RETURNING name""",
            "imports",
            """
            INSERT INTO file_import (workspace_id, file, stored_as, sha256, bytes, state, layout, mapping, created_at)
            VALUES (:w, :name, :name, '', 0, 'uploaded', '{}', '{}', now()) RETURNING id::text""",
            "users",
            "SELECT user_id::text FROM membership WHERE workspace_id = :w AND :name <> ''",
            "teams",
            "INSERT INTO routing_team (workspace_id, name) VALUES (:w, :name) RETURNING name",
            "members",
            "SELECT user_id::text FROM membership WHERE workspace_id = :w AND :name <> ''",
            "meetings",
            """
            INSERT INTO meeting (workspace_id, person_id, key, kind, starts_at, ends_at, state, told_at)
            VALUES (:w, 1, :name, 'demo', now(), now(), 'booked', now()) RETURNING id::text""",
            "absences",
            """
            INSERT INTO absence (workspace_id, user_id, from_day, to_day, note)
            VALUES (:w, 1, now(), now(), :name) RETURNING id::text""",
            "sequences",
            """
            INSERT INTO sequence (workspace_id, name, status, version, changed_at)
            VALUES (:w, :name, 'draft', 1, now()) RETURNING name""",
            "steps",
            "SELECT 's1' WHERE :w > 0 AND :name <> ''",
            "templates",
            """
            INSERT INTO mail_template (workspace_id, name, title, format, subject, body, changed_at)
            VALUES (:w, :name, :name, 'text', :name, :name, now()) RETURNING name""",
            "enrolments",
            """
            INSERT INTO enrolment (workspace_id, sequence, person_id, version, state, next_step, due_at, priority, cause,
                                   started_at)
            VALUES (:w, :name, 1, 1, 'paused', 's1', now(), 1, 'by hand', now()) RETURNING id::text""",
            "what-if",
            """
            INSERT INTO what_if_run (workspace_id, funnel, yaml, state, total, created_at)
            VALUES (:w, :name, '', 'running', 0, now()) RETURNING id::text""",
            "holidays",
            """
            INSERT INTO holiday (workspace_id, day, name)
            SELECT :w, COALESCE(max(day), '2030-01-01') + 1, :name FROM holiday RETURNING day::text""",
            "invitations",
            """
            INSERT INTO invitation (workspace_id, hash, email, role, team, created_by, created_at, expires_at)
            VALUES (:w, :name, 'x@example.com', 'member', 'sales', 1, now(), now() + interval '1 day')
            RETURNING id::text""",
            "today",
            """
            INSERT INTO person (workspace_id, id, name, created_at)
            VALUES (:w, nextval('person_number'), :name, now()) RETURNING id::text""",
            "messages",
            """
            INSERT INTO message (workspace_id, key, token, message_id, person_id, address, domain, kind, template,
                subject, html, body, thread, priority, planned_at, due_at, state)
            VALUES (:w, :name, :name, :name, 0, 'x@example.com', 'example.com', 'internal', '', 'x', '', 'x', '', 5,
                now(), now(), 'failed') RETURNING id::text""",
            "mailbox",
            """
            INSERT INTO mailbox_mail (workspace_id, message_id, person_id, at, answer, mime)
            VALUES (:w, 0, 0, now(), false, convert_to(:name, 'UTF8')) RETURNING id::text""",
            "identities",
            """
            INSERT INTO mail_identity (workspace_id, user_id, name, address)
            SELECT :w, COALESCE(max(user_id), 0) + 1, :name, 'x@example.com' FROM mail_identity
            RETURNING id::text""",
            "tasks",
            """
            INSERT INTO next_step (workspace_id, person_id, team, kind, what, due_at, created_at)
            VALUES (:w, 1, 'sales', 'call', :name, now(), now()) RETURNING id::text""",
            "inbox",
            """
            INSERT INTO received_mail (workspace_id, key, door, at, from_address, from_name, subject, body, quoted, kind,
                                       rule, state, why)
            VALUES (:w, decode(md5(:name), 'hex'), 'imap', now(), '', '', :name, '', '', 'letter', 'new_message',
                    'unmatched', '') RETURNING id::text""",
            "received",
            """
            INSERT INTO received_mail (workspace_id, key, door, at, from_address, from_name, subject, body, quoted, kind,
                                       rule, state, why)
            VALUES (:w, decode(md5(:name), 'hex'), 'imap', now(), '', '', :name, '', '', 'letter', 'new_message',
                    'unmatched', '') RETURNING id::text""",
            "deals",
            """
            WITH one AS (INSERT INTO person (workspace_id, id, name, created_at)
                         VALUES (:w, nextval('person_number'), :name, now()) RETURNING id)
            INSERT INTO deal (workspace_id, key, funnel_id, person_id, opened_at, stage_entered_at, heard_at)
            SELECT :w, :name, 1, id, now(), now(), now() FROM one RETURNING id::text""",
            "backups",
            "SELECT 'sluice-20260101T000000Z.backup' WHERE :w > 0 AND :name <> ''",
            "keys",
            """
            INSERT INTO api_key (workspace_id, kind, name, hash, hint, created_at)
            VALUES (:w, 'api_key', :name, :name, '', now()) RETURNING id::text""");

    /** Ids that count within the thing before them and belong to no workspace by themselves. */
    private static final Map<String, String> WITHIN = Map.of("versions", "1");

    private ForeignIds() {}

    private static Map<String, String> pairs(String... namesAndStatements) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndStatements.length; i += 2) {
            pairs.put(namesAndStatements[i], namesAndStatements[i + 1]);
        }
        return Map.copyOf(pairs);
    }

    /** The segments before the ids of an address, in their order. */
    static Map<String, String> segments(String pattern) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher variable = VARIABLE.matcher(pattern);
        while (variable.find()) {
            found.put(variable.group(2), variable.group(1));
        }
        return found;
    }

    static boolean knows(String segment) {
        return MADE_BY.containsKey(segment) || WITHIN.containsKey(segment);
    }

    static Set<String> known() {
        return MADE_BY.keySet();
    }

    /** The address with every id replaced by one of that workspace. */
    static String fill(String pattern, int workspace, JdbcClient jdbc) {
        String filled = pattern;
        for (Map.Entry<String, String> variable : segments(pattern).entrySet()) {
            @Nullable String within = WITHIN.get(variable.getValue());
            String id = within == null ? make(variable.getValue(), workspace, jdbc) : within;
            filled = filled.replaceFirst("\\{" + variable.getKey() + "(:[^}]*)?}", Matcher.quoteReplacement(id));
        }
        return filled;
    }

    private static String make(String segment, int workspace, JdbcClient jdbc) {
        return jdbc.sql(MADE_BY.get(segment))
                .param("w", workspace)
                .param("name", "foreign-" + System.nanoTime())
                .query(String.class)
                .single();
    }
}
