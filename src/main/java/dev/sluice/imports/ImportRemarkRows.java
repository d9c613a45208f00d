package dev.sluice.imports;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of rows that were rejected, or accepted with something left out. */
@Component
class ImportRemarkRows {
    /** A row that was rejected, or accepted with something left out. */
    record Remark(long row, boolean refused, String reason, List<String> cells) {}

    private final JdbcClient jdbc;

    ImportRemarkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int workspace, long id, List<Remark> remarks) {
        if (remarks.isEmpty()) {
            return;
        }
        Columns.of(remarks)
                .bigint("row", Remark::row)
                .bool("refused", Remark::refused)
                .text("reason", remark -> remark.reason().replace('\0', '\uFFFD'))
                .jsonb("cells", Remark::cells)
                .statement(jdbc, """
                        INSERT INTO import_remark (workspace_id, import_id, row, refused, reason, cells)
                        SELECT :workspace, :import, u.row, u.refused, u.reason, u.cells FROM unnest(:u)""")
                .param("workspace", workspace)
                .param("import", id)
                .update();
    }

    /** Deletes every stored row that contains one of these addresses or names. */
    void erase(int workspace, List<String> texts) {
        jdbc.sql("""
                        DELETE FROM import_remark r USING (
                            SELECT o.import_id, o.row, array_agg(lower(c.cell)) AS cells,
                                   string_agg(lower(c.cell), ' ' ORDER BY c.place) AS line
                            FROM import_remark o, jsonb_array_elements_text(o.cells) WITH ORDINALITY AS c(cell, place)
                            WHERE o.workspace_id = ? GROUP BY o.import_id, o.row) k
                        WHERE r.workspace_id = ? AND r.import_id = k.import_id AND r.row = k.row
                          AND EXISTS (SELECT FROM unnest(?::text[]) AS n(text)
                                      WHERE lower(n.text) = ANY (k.cells)
                                         OR (n.text LIKE '%@%' AND position(lower(n.text) IN k.line) > 0)
                                         OR (n.text LIKE '% %'
                                             AND position(' ' || lower(n.text) || ' ' IN ' ' || k.line || ' ') > 0))""").params(workspace, workspace, SqlArray.text(texts)).update();
    }

    /** Clears these texts from the names of files. */
    void clearFileNames(int workspace, List<String> texts) {
        jdbc.sql("""
                        UPDATE file_import SET file = erased_from(file, :texts), trouble = erased_from(trouble, :texts)
                        WHERE workspace_id = :workspace AND EXISTS (SELECT FROM unnest(:texts::text[]) AS t(text)
                            WHERE position(lower(t.text) IN lower(concat_ws(' ', file, trouble))) > 0)""")
                .param("workspace", workspace)
                .param("texts", SqlArray.text(texts))
                .update();
    }

    List<Remark> page(int workspace, long id, boolean refused, long after, int limit) {
        return jdbc.sql("""
                        SELECT row, refused, reason, cells::text AS cells FROM import_remark
                        WHERE workspace_id = ? AND import_id = ? AND refused = ? AND row > ? ORDER BY row LIMIT ?""")
                .params(workspace, id, refused, after, limit)
                .query(Row.map(row -> new Remark(
                        row.longValue("row"), row.bool("refused"), row.text("reason"), texts(row.text("cells")))))
                .list();
    }

    private static List<String> texts(String json) {
        return Json.array(json).stream().map(String::valueOf).toList();
    }
}
