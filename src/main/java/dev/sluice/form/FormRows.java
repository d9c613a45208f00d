package dev.sluice.form;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of forms and offers; runs inside the workspace's transaction. */
@Component
class FormRows {
    private static final String FORM = "slug, name, enabled, definition::text AS definition, created_at, updated_at";
    private final JdbcClient jdbc;

    FormRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Form> form(int workspace, String slug) {
        return jdbc.sql("SELECT " + FORM + " FROM form WHERE workspace_id = ? AND slug = ?")
                .params(workspace, slug)
                .query(Row.map(FormRows::form))
                .optional();
    }

    List<Form> forms(int workspace) {
        return jdbc.sql("SELECT " + FORM + " FROM form WHERE workspace_id = ? ORDER BY created_at DESC, slug")
                .param(workspace)
                .query(Row.map(FormRows::form))
                .list();
    }

    /** The slugs of the enabled forms. */
    void save(int workspace, Form form) {
        jdbc.sql("""
                        INSERT INTO form (workspace_id, slug, name, enabled, definition, created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
                        ON CONFLICT (workspace_id, slug) DO UPDATE
                        SET name = excluded.name, enabled = excluded.enabled, definition = excluded.definition,
                            updated_at = excluded.updated_at""")
                .params(
                        workspace,
                        form.slug(),
                        form.name(),
                        form.enabled(),
                        Json.write(form.definition().asJson()),
                        Timestamp.from(form.createdAt()),
                        Timestamp.from(form.updatedAt()))
                .update();
    }

    Optional<Offer> offer(int workspace, String slug) {
        return jdbc.sql("SELECT slug, name, kind, url, problem FROM offer WHERE workspace_id = ? AND slug = ?")
                .params(workspace, slug)
                .query(Row.mapper(Offer.class))
                .optional();
    }

    List<Offer> offers(int workspace) {
        return jdbc.sql("SELECT slug, name, kind, url, problem FROM offer WHERE workspace_id = ? ORDER BY name, slug")
                .param(workspace)
                .query(Row.mapper(Offer.class))
                .list();
    }

    void save(int workspace, Offer offer, Instant now) {
        jdbc.sql("""
                        INSERT INTO offer (workspace_id, slug, name, kind, url, problem, created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, slug) DO UPDATE
                        SET name = excluded.name, kind = excluded.kind, url = excluded.url,
                            problem = excluded.problem, updated_at = excluded.updated_at""")
                .params(
                        workspace,
                        offer.slug(),
                        offer.name(),
                        offer.kind(),
                        offer.url(),
                        offer.problem(),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    /** The key that signs the workspace's form pages; created when it is first needed. */
    byte[] signingKey(int workspace) {
        Optional<byte[]> stored = storedSigningKey(workspace);
        if (stored.isPresent()) {
            return stored.get();
        }
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        jdbc.sql("INSERT INTO form_seal (workspace_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, secret)
                .update();
        return storedSigningKey(workspace).orElseThrow();
    }

    private Optional<byte[]> storedSigningKey(int workspace) {
        return jdbc.sql("SELECT secret FROM form_seal WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.map(row -> row.bytes("secret")))
                .optional();
    }

    private static Form form(Row row) {
        return new Form(
                row.text("slug"),
                row.text("name"),
                row.bool("enabled"),
                FormReader.read(Json.object(row.text("definition"))),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
