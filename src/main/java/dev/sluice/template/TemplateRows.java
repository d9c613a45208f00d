package dev.sluice.template;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Templates and snippets. */
@Component
class TemplateRows {
    private static final String TEMPLATE =
            "SELECT name, title, format, subject, body, version, changed_at FROM mail_template WHERE workspace_id = ? ";

    private final JdbcClient jdbc;

    TemplateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Template> all(int workspace) {
        return jdbc.sql(TEMPLATE + "ORDER BY title")
                .param(workspace)
                .query(Row.mapper(Template.class))
                .list();
    }

    Optional<Template> find(int workspace, String name) {
        return jdbc.sql(TEMPLATE + "AND name = ?")
                .params(workspace, name)
                .query(Row.mapper(Template.class))
                .optional();
    }

    List<Template> findByNames(int workspace, Collection<String> names) {
        return jdbc.sql(TEMPLATE + "AND name = ANY (?)")
                .params(workspace, SqlArray.text(names))
                .query(Row.mapper(Template.class))
                .list();
    }

    /** False where the name is taken. */
    boolean insert(int workspace, Template template, Instant now) {
        return jdbc.sql("""
                        INSERT INTO mail_template (workspace_id, name, title, format, subject, body, changed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                workspace,
                                template.name(),
                                template.title(),
                                template.format().code(),
                                template.subject(),
                                template.body(),
                                Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean change(int workspace, Template template, Instant now) {
        return jdbc.sql("""
                        UPDATE mail_template SET title = ?, format = ?, subject = ?, body = ?, changed_at = ?,
                            version = version + 1 WHERE workspace_id = ? AND name = ?""")
                        .params(
                                template.title(),
                                template.format().code(),
                                template.subject(),
                                template.body(),
                                Timestamp.from(now),
                                workspace,
                                template.name())
                        .update()
                == 1;
    }

    void delete(int workspace, String name) {
        jdbc.sql("DELETE FROM mail_template WHERE workspace_id = ? AND name = ?")
                .params(workspace, name)
                .update();
    }

    List<Snippet> snippets(int workspace) {
        return jdbc.sql("SELECT name, body FROM mail_snippet WHERE workspace_id = ? ORDER BY name")
                .param(workspace)
                .query(Row.mapper(Snippet.class))
                .list();
    }

    /** An empty body removes it. */
    void snippet(int workspace, Snippet snippet) {
        if (snippet.body().isBlank()) {
            jdbc.sql("DELETE FROM mail_snippet WHERE workspace_id = ? AND name = ?")
                    .params(workspace, snippet.name())
                    .update();
            return;
        }
        jdbc.sql("""
                        INSERT INTO mail_snippet (workspace_id, name, body) VALUES (?, ?, ?)
                        ON CONFLICT (workspace_id, name) DO UPDATE SET body = excluded.body""").params(workspace, snippet.name(), snippet.body()).update();
    }
}
