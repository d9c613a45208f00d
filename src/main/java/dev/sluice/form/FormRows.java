package dev.sluice.form;

import dev.sluice.platform.Json;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of forms and offers; inside the workspace's transaction. */
@Component
public class FormRows {
    private static final String FORM = "slug, name, enabled, definition::text, created_at, updated_at";
    private final JdbcClient jdbc;

    FormRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Form> form(int workspace, String slug) {
        return jdbc.sql("SELECT " + FORM + " FROM form WHERE workspace_id = ? AND slug = ?")
                .params(workspace, slug)
                .query(FormRows::form)
                .optional();
    }

    List<Form> forms(int workspace) {
        return jdbc.sql("SELECT " + FORM + " FROM form WHERE workspace_id = ? ORDER BY created_at DESC, slug")
                .param(workspace)
                .query(FormRows::form)
                .list();
    }

    /** The slugs of the forms that can be sent. */
    List<String> open(int workspace) {
        return jdbc.sql("SELECT slug FROM form WHERE workspace_id = ? AND enabled")
                .param(workspace)
                .query((row, number) -> row.getString("slug"))
                .list();
    }

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
                .query(FormRows::offer)
                .optional();
    }

    List<Offer> offers(int workspace) {
        return jdbc.sql("SELECT slug, name, kind, url, problem FROM offer WHERE workspace_id = ? ORDER BY name, slug")
                .param(workspace)
                .query(FormRows::offer)
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

    /** What signs the workspace's form pages; made when first asked for. */
    byte[] seal(int workspace) {
        Optional<byte[]> known = knownSeal(workspace);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        jdbc.sql("INSERT INTO form_seal (workspace_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, secret)
                .update();
        return knownSeal(workspace).orElseThrow();
    }

    private Optional<byte[]> knownSeal(int workspace) {
        return jdbc.sql("SELECT secret FROM form_seal WHERE workspace_id = ?")
                .param(workspace)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /**
     * Notes that these answers of that page were sent.
     *
     * @return when they were sent first: now, or at the click before this one
     */
    public Instant sent(int workspace, UUID page, byte[] answers, Instant now) {
        jdbc.sql("INSERT INTO form_sent (workspace_id, page, answers, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(workspace, page, answers, Timestamp.from(now))
                .update();
        return jdbc.sql("SELECT at FROM form_sent WHERE workspace_id = ? AND page = ? AND answers = ?")
                .params(workspace, page, answers)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** How many different answers that page has sent. */
    public int sentBy(int workspace, UUID page) {
        return jdbc.sql("SELECT count(*) FROM form_sent WHERE workspace_id = ? AND page = ?")
                .params(workspace, page)
                .query(Integer.class)
                .single();
    }

    /** Forgets pages that are too old to be sent again. */
    public void forgetSent(int workspace, Instant before) {
        jdbc.sql("DELETE FROM form_sent WHERE workspace_id = ? AND at < ?")
                .params(workspace, Timestamp.from(before))
                .update();
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    private static Form form(ResultSet row, int number) throws SQLException {
        return new Form(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                FormReader.read(Json.object(row.getString(4))),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant());
    }
}
