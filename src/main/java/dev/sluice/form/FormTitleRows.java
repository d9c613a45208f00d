package dev.sluice.form;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.kind.SubjectTitles;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the titles of forms. */
@Component
class FormTitleRows implements SubjectTitles {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    FormTitleRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    @Override
    public String about() {
        return "form";
    }

    @Override
    public Map<String, String> titles(int workspace, Collection<String> subjects) {
        return tenancy.read(workspace, () -> {
            Map<String, String> titles = new HashMap<>();
            jdbc.sql("SELECT slug, name FROM form WHERE workspace_id = ? AND slug = ANY (?)")
                    .params(workspace, SqlArray.text(subjects))
                    .query(Row.each(row -> titles.put(row.text("slug"), row.text("name"))));
            return titles;
        });
    }
}
