package dev.sluice.imports;

import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.proposal.MappingSuggestion;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of imports; every call runs in a transaction of its workspace. */
@Component
class ImportRows {
    /** How far an import was when its row was locked. */
    record ImportProgress(Import.ImportState state, long rowsRead, long setAside, Instant createdAt) {}

    private final JdbcClient jdbc;

    ImportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(
            int workspace,
            String file,
            Uploads.StoredUpload upload,
            FileLayout layout,
            MappingSuggestion mapping,
            @Nullable Integer user,
            Instant now) {
        return jdbc.sql("""
                        INSERT INTO file_import (workspace_id, file, stored_as, sha256, bytes, state, layout, mapping,
                                                 remarks, created_by, created_at)
                        VALUES (?, ?, ?, ?, ?, 'uploaded', ?::jsonb, ?::jsonb, ?::jsonb, ?, ?) RETURNING id""")
                .params(workspace, file, upload.name(), upload.sha256(), upload.bytes())
                .params(Json.write(layout), Json.write(mapping.mapping().toJson()), Json.write(mapping.allRemarks()))
                .param(user)
                .param(Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    Import get(int workspace, long id) {
        return jdbc.sql("SELECT * FROM file_import WHERE workspace_id = ? AND id = ?")
                .params(workspace, id)
                .query(Row.map(ImportRows::read))
                .optional()
                .orElseThrow(() -> new NotFound("import"));
    }

    List<Import> latest(int workspace, int limit) {
        return jdbc.sql("SELECT * FROM file_import WHERE workspace_id = ? ORDER BY id DESC LIMIT ?")
                .params(workspace, limit)
                .query(Row.map(ImportRows::read))
                .list();
    }

    /** The latest other import of the same bytes that was at least started. */
    @Nullable
    Import twin(int workspace, Import original) {
        return jdbc.sql("""
                        SELECT * FROM file_import WHERE workspace_id = ? AND sha256 = ? AND id <> ?
                            AND started_at IS NOT NULL ORDER BY id DESC LIMIT 1""")
                .params(workspace, original.sha256(), original.id())
                .query(Row.map(ImportRows::read))
                .optional()
                .orElse(null);
    }

    void update(int workspace, long id, FileLayout layout, MappingSuggestion mapping) {
        jdbc.sql("""
                        UPDATE file_import SET layout = ?::jsonb, mapping = ?::jsonb, remarks = ?::jsonb
                        WHERE workspace_id = ? AND id = ? AND state = 'uploaded'""")
                .params(Json.write(layout), Json.write(mapping.mapping().toJson()), Json.write(mapping.allRemarks()))
                .params(workspace, id)
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

    /** Ends it for good; false when it has ended before. */
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
                .query(Row.mapper(ImportProgress.class))
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

    private static Import read(Row row) {
        FileLayout layout = Json.read(row.text("layout"), FileLayout.class);
        return new Import(
                row.longValue("id"),
                row.text("file"),
                row.text("stored_as"),
                row.text("sha256"),
                row.longValue("bytes"),
                row.constant("state", Import.ImportState.class),
                layout,
                ColumnMapping.stored(row.text("mapping"), layout.columns()),
                Json.array(row.text("remarks")).stream().map(String::valueOf).toList(),
                row.optionalInt("source_id"),
                row.instant("created_at"),
                row.optionalInstant("started_at"),
                row.optionalInstant("finished_at"),
                row.intValue("starts"),
                counts(row),
                row.optionalText("trouble"));
    }

    private static Import.Counts counts(Row row) {
        return new Import.Counts(
                row.longValue("bytes_read"),
                row.longValue("rows_read"),
                row.longValue("taken"),
                row.longValue("refused"),
                row.longValue("blank"),
                row.longValue("set_aside"),
                row.longValue("signals"),
                row.longValue("new_people"),
                row.longValue("known_people"),
                row.longValue("working_ms"));
    }
}
