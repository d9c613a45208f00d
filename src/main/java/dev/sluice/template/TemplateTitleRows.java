package dev.sluice.template;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.kind.SubjectTitles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the titles of templates. */
@Component
class TemplateTitleRows implements SubjectTitles {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    TemplateTitleRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    @Override
    public String about() {
        return "template";
    }

    @Override
    public Map<String, String> titles(int workspace, Collection<String> subjects) {
        return tenancy.read(workspace, () -> {
            Map<String, String> titles = new HashMap<>();
            jdbc.sql("SELECT name, title FROM mail_template WHERE workspace_id = ? AND name = ANY (?)")
                    .params(workspace, SqlArray.text(subjects))
                    .query(Row.each(row -> titles.put(row.text("name"), row.text("title"))));
            return titles;
        });
    }
}
