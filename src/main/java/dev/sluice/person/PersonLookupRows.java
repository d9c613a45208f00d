package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads people by what identifies them or their company, each by a range of an index. */
@Component
class PersonLookupRows {
    /** Sorts after every text that begins like the one before it, in the order of bytes. */
    private static final String LAST = "\uDBFF\uDFFF";

    private final JdbcClient jdbc;

    PersonLookupRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The people whose address or company begins so, or who have exactly that id or number. */
    List<Long> named(int workspace, String typed, String plain, long number, int limit) {
        return jdbc.sql("""
                        SELECT DISTINCT f.id
                        FROM ((SELECT coalesce(p.merged_into, p.id) AS id
                               FROM (SELECT person_id FROM identity
                                     WHERE workspace_id = :w AND key >= :email AND key < :emailEnd LIMIT :limit) i
                               JOIN person p ON p.workspace_id = :w AND p.id = i.person_id)
                              UNION ALL
                              (SELECT coalesce(p.merged_into, p.id) FROM identity i
                               JOIN person p ON p.workspace_id = :w AND p.id = i.person_id
                               WHERE i.workspace_id = :w AND i.key = ANY (:ids::text[]))
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = :w AND company_id = ANY (ARRAY(
                                   SELECT id FROM company
                                   WHERE workspace_id = :w AND name_key >= :prefix AND name_key < :end LIMIT 100))
                               LIMIT :limit)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = :w AND id = :number)) f
                        LIMIT :limit""")
                .param("w", workspace)
                .param("prefix", plain)
                .param("end", plain + LAST)
                .param("email", "e:" + plain)
                .param("emailEnd", "e:" + plain + LAST)
                .param("ids", SqlArray.text(List.of("u:" + typed, "x:" + typed)))
                .param("number", number)
                .param("limit", limit)
                .query(Row.map(row -> row.longValue("id")))
                .list();
    }

    /** These people, or those into whom they were merged. */
    List<Long> survivors(int workspace, List<Long> records) {
        return jdbc.sql(
                        "SELECT DISTINCT coalesce(merged_into, id) AS id FROM person WHERE workspace_id = ? AND id = ANY (?)")
                .params(workspace, SqlArray.bigint(records))
                .query(Row.map(row -> row.longValue("id")))
                .list();
    }
}
