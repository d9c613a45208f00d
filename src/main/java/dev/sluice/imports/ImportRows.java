package dev.sluice.imports;

import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of imports; every call runs in a transaction of its workspace. */
@Component
class ImportRows {
    /** A row that was refused, or taken with something left out. */
    record Remark(long row, boolean refused, String reason, List<String> cells) {}

    /** Where an import stood when its row was locked. */
    record ImportProgress(Import.ImportState state, long rowsRead, long setAside, Instant createdAt) {}

    private final JdbcClient jdbc;

    ImportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(
            int workspace,
            String file,
            Uploads.StoredUpload kept,
            FileLayout layout,
            ColumnMapping mapping,
            @Nullable Integer user,
            Instant now) {
        return jdbc.sql("""
                        INSERT INTO file_import (workspace_id, file, stored_as, sha256, bytes, state, layout, mapping,
                                                 created_by, created_at)
                        VALUES (?, ?, ?, ?, ?, 'uploaded', ?::jsonb, ?::jsonb, ?, ?) RETURNING id""")
                .params(workspace, file, kept.name(), kept.sha256(), kept.bytes())
                .params(Json.write(layout), Json.write(mapping.toJson()))
                .param(user)
                .param(Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    Import get(int workspace, long id) {
        return jdbc.sql("SELECT * FROM file_import WHERE workspace_id = ? AND id = ?")
                .params(workspace, id)
                .query(ImportRows::read)
                .optional()
                .orElseThrow(() -> new NotFound("import"));
    }

    List<Import> latest(int workspace, int most) {
        return jdbc.sql("SELECT * FROM file_import WHERE workspace_id = ? ORDER BY id DESC LIMIT ?")
                .params(workspace, most)
                .query(ImportRows::read)
                .list();
    }

    /** The latest other import of the same bytes that was at least begun. */
    @Nullable
    Import twin(int workspace, Import one) {
        return jdbc.sql("""
                        SELECT * FROM file_import WHERE workspace_id = ? AND sha256 = ? AND id <> ?
                            AND started_at IS NOT NULL ORDER BY id DESC LIMIT 1""")
                .params(workspace, one.sha256(), one.id())
                .query(ImportRows::read)
                .optional()
                .orElse(null);
    }

    void understand(int workspace, long id, FileLayout layout, ColumnMapping mapping) {
        jdbc.sql("""
                        UPDATE file_import SET layout = ?::jsonb, mapping = ?::jsonb
                        WHERE workspace_id = ? AND id = ? AND state = 'uploaded'""")
                .params(Json.write(layout), Json.write(mapping.toJson()), workspace, id)
                .update();
    }

    /** Sets it running and returns the number of this start, or null when it is not in one of those states. */
    @Nullable
    Integer start(int workspace, long id, int source, Instant now) {
        return jdbc.sql("""
                        UPDATE file_import SET state = 'running', starts = starts + 1, source_id = coalesce(source_id, ?),
                            started_at = coalesce(started_at, ?), trouble = NULL
                        WHERE workspace_id = ? AND id = ? AND state IN ('uploaded', 'paused') RETURNING starts""")
                .params(source, Timestamp.from(now), workspace, id)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    boolean pause(int workspace, long id) {
        return jdbc.sql("""
                        UPDATE file_import SET state = 'paused'
                        WHERE workspace_id = ? AND id = ? AND state = 'running'""").params(workspace, id).update() == 1;
    }

    /** Ends it for good; false when it was over already. */
    boolean end(int workspace, long id, Import.ImportState state, @Nullable String trouble, Instant now) {
        return jdbc.sql("""
                        UPDATE file_import SET state = ?, trouble = ?, finished_at = ?
                        WHERE workspace_id = ? AND id = ? AND state IN ('uploaded', 'running', 'paused')""")
                        .param(state.code())
                        .param(trouble)
                        .params(Timestamp.from(now), workspace, id)
                        .update()
                == 1;
    }

    ImportProgress lock(int workspace, long id) {
        return jdbc.sql(
                        "SELECT state, rows_read, set_aside, created_at FROM file_import WHERE workspace_id = ? AND id = ? FOR UPDATE")
                .params(workspace, id)
                .query((row, number) -> new ImportProgress(
                        Import.ImportState.of(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .optional()
                .orElseThrow(() -> new NotFound("import"));
    }

    void advance(int workspace, long id, Import.Counts more) {
        jdbc.sql("""
                        UPDATE file_import SET bytes_read = ?, rows_read = ?, taken = taken + ?, refused = refused + ?,
                            blank = blank + ?, set_aside = set_aside + ?, signals = signals + ?,
                            new_people = new_people + ?, known_people = known_people + ?, working_ms = working_ms + ?
                        WHERE workspace_id = ? AND id = ?""")
                .params(more.bytesRead(), more.rowsRead(), more.taken(), more.refused(), more.blank(), more.setAside())
                .params(more.signals(), more.newPeople(), more.knownPeople(), more.workingMs(), workspace, id)
                .update();
    }

    void remark(int workspace, long id, List<Remark> remarks) {
        if (remarks.isEmpty()) {
            return;
        }
        List<String> cells = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean[] refused = new boolean[remarks.size()];
        for (int i = 0; i < refused.length; i++) {
            cells.add(Json.write(remarks.get(i).cells()));
            reasons.add(remarks.get(i).reason().replace('\0', '\uFFFD'));
            refused[i] = remarks.get(i).refused();
        }
        jdbc.sql("""
                        INSERT INTO import_remark (workspace_id, import_id, row, refused, reason, cells)
                        SELECT ?, ?, u.row, u.refused, u.reason, u.cells::jsonb
                        FROM unnest(?::bigint[], ?::bool[], ?::text[], ?::text[]) AS u(row, refused, reason, cells)""")
                .params(
                        workspace,
                        id,
                        SqlArray.bigint(remarks.stream().mapToLong(Remark::row).toArray()),
                        SqlArray.bool(refused),
                        SqlArray.text(reasons.toArray(String[]::new)),
                        SqlArray.text(cells.toArray(String[]::new)))
                .update();
    }

    /** Lets go of every kept row in which one of these addresses or names stands. */
    void forget(int workspace, List<String> named) {
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
                                             AND position(' ' || lower(n.text) || ' ' IN ' ' || k.line || ' ') > 0))""").params(workspace, workspace, SqlArray.text(named)).update();
    }

    List<Remark> remarks(int workspace, long id, boolean refused, long after, int most) {
        return jdbc.sql("""
                        SELECT row, refused, reason, cells::text FROM import_remark
                        WHERE workspace_id = ? AND import_id = ? AND refused = ? AND row > ? ORDER BY row LIMIT ?""")
                .params(workspace, id, refused, after, most)
                .query((row, number) ->
                        new Remark(row.getLong(1), row.getBoolean(2), row.getString(3), texts(row.getString(4))))
                .list();
    }

    private static List<String> texts(String json) {
        return Json.array(json).stream().map(String::valueOf).toList();
    }

    private static Import read(ResultSet row, int number) throws SQLException {
        FileLayout layout = Json.read(row.getString("layout"), FileLayout.class);
        return new Import(
                row.getLong("id"),
                row.getString("file"),
                row.getString("stored_as"),
                row.getString("sha256"),
                row.getLong("bytes"),
                Import.ImportState.of(row.getString("state")),
                layout,
                ColumnMapping.stored(row.getString("mapping"), layout.columns()),
                row.getObject("source_id", Integer.class),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getInt("starts"),
                counts(row),
                row.getString("trouble"));
    }

    private static Import.Counts counts(ResultSet row) throws SQLException {
        return new Import.Counts(
                row.getLong("bytes_read"),
                row.getLong("rows_read"),
                row.getLong("taken"),
                row.getLong("refused"),
                row.getLong("blank"),
                row.getLong("set_aside"),
                row.getLong("signals"),
                row.getLong("new_people"),
                row.getLong("known_people"),
                row.getLong("working_ms"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
