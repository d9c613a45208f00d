package dev.sluice.people;

import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.database.Where;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.values.PlainLetters;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads companies with the number of their people and the furthest stage that one of them is in. */
@Component
class CompanyListRows {
    /** A company; {@code people} counts up to 1000, {@code best} is the position of the furthest stage, -1 for none. */
    record CompanyRow(
            long id,
            String name,
            String key,
            @Nullable String domain,
            Map<String, Object> traits,
            Instant createdAt,
            long people,
            int best) {}

    /** Sorts after every text that begins like the one before it, in the order of bytes. */
    private static final String LAST = "\uDBFF\uDFFF";

    private static final String COMPANY = """
            SELECT c.id, c.name, c.name_key AS key, c.domain, c.traits::text AS traits, c.created_at, f.people, f.best
            FROM (SELECT * FROM shared_company c WHERE c.workspace_id = :w %s) c
            CROSS JOIN LATERAL (
                SELECT count(*) AS people, coalesce(max(s.stage), -1) AS best
                FROM (SELECT id FROM shared_person p
                      WHERE p.workspace_id = :w AND p.company_id = c.id AND p.merged_into IS NULL LIMIT 1000) p
                LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id) f
            ORDER BY c.name_key, c.id""";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    CompanyListRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** The companies whose name begins so, by name. */
    Page<CompanyRow> page(int workspace, @Nullable DefinitionRun run, String text, String after, int limit) {
        String prefix = PlainLetters.of(text);
        Where where = new Where()
                .past("(c.name_key, c.id) > (:key, :id)", Cursor.read("after", after, String.class, Long.class));
        List<CompanyRow> found = tenancy.read(
                workspace,
                () -> jdbc.sql(COMPANY.formatted("AND c.name_key >= :q AND c.name_key < :end" + where.and()
                                + " ORDER BY c.name_key, c.id LIMIT :limit"))
                        .param("w", workspace)
                        .param("run", run == null ? 0 : run.id())
                        .param("q", prefix)
                        .param("end", prefix + LAST)
                        .params(where.params())
                        .param("limit", limit + 1)
                        .query(Row.mapper(CompanyRow.class))
                        .list());
        return Page.of(found, limit, last -> Cursor.of(last.key(), last.id()));
    }

    CompanyRow get(int workspace, @Nullable DefinitionRun run, long id) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(COMPANY.formatted("AND c.id = :id"))
                        .param("w", workspace)
                        .param("run", run == null ? 0 : run.id())
                        .param("id", id)
                        .query(Row.mapper(CompanyRow.class))
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such company.")));
    }
}
