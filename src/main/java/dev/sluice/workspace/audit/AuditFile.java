package dev.sluice.workspace.audit;

import dev.sluice.platform.Json;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import dev.sluice.workspace.AuditFilter;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The entries of the audit log as CSV or JSON, the newest first, read and sent a piece at a time. */
@Component
class AuditFile {
    private static final int AT_ONCE = 1_000;

    private static final Table<AuditEntry> ENTRIES = Table.<AuditEntry>of("audit-log")
            .column("id", "Entry", CellUnit.ID, AuditEntry::id)
            .column("at", "When", CellUnit.INSTANT, AuditEntry::at)
            .column("kind", "Kind", CellUnit.TEXT, entry -> entry.kind().code())
            .column("user", "Who", CellUnit.TEXT, AuditEntry::user)
            .column("what", "What", CellUnit.TEXT, AuditEntry::what)
            .column("about", "About", CellUnit.TEXT, AuditEntry::about)
            .column("count", "How many", CellUnit.COUNT, AuditEntry::amount)
            .column("network", "From", CellUnit.TEXT, AuditEntry::network)
            .column("details", "Details", CellUnit.TEXT, AuditEntry::details);

    private final AuditLog audit;

    AuditFile(AuditLog audit) {
        this.audit = audit;
    }

    void csv(int workspace, AuditFilter filter, HttpServletResponse response) throws IOException {
        Stream<List<@Nullable String>> rows = pages(workspace, filter)
                .flatMap(page -> ENTRIES.csv(page).stream().skip(1));
        CsvOutput.send(response, ENTRIES.name(), Stream.concat(ENTRIES.csv(List.of()).stream(), rows)::iterator);
    }

    void json(int workspace, AuditFilter filter, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-log.json\"");
        var out = response.getOutputStream();
        String before = "[\n";
        for (Iterator<List<AuditEntry>> pages = pages(workspace, filter).iterator(); pages.hasNext(); ) {
            for (var entry : ENTRIES.json(pages.next())) {
                out.write((before + Json.write(entry)).getBytes(StandardCharsets.UTF_8));
                before = ",\n";
            }
        }
        out.write((before.equals("[\n") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
    }

    private Stream<List<AuditEntry>> pages(int workspace, AuditFilter filter) {
        return Stream.iterate(
                audit.before(workspace, Long.MAX_VALUE, AT_ONCE, filter),
                page -> !page.isEmpty(),
                page -> audit.before(workspace, page.getLast().id(), AT_ONCE, filter));
    }
}
