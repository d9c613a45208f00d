package dev.sluice.imports;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.StageMapping;
import dev.sluice.imports.proposal.MappingSuggestion;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;

/** Imports for programs: hand in a file, see how it goes, fetch what was refused. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportApi {
    private final ImportService imports;
    private final ImportMappings mappings;
    private final RejectedRowsFile rejectedRows;

    ImportApi(ImportService imports, ImportMappings mappings, RejectedRowsFile rejectedRows) {
        this.imports = imports;
        this.mappings = mappings;
        this.rejectedRows = rejectedRows;
    }

    @GetMapping
    @RequiresScope("imports:read")
    Map<String, Object> list(ApiCaller caller) {
        return Map.of(
                "imports",
                imports.latest(caller.workspace()).stream().map(ImportApi::json).toList());
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @RequiresScope("imports:write")
    ResponseEntity<Map<String, Object>> begin(
            ApiCaller caller,
            @RequestParam("file") MultipartFile file,
            @RequestParam(name = "mapping", required = false) @Nullable String mapping,
            @RequestParam(name = "encoding", required = false) @Nullable String encoding,
            @RequestParam(name = "separator", required = false) @Nullable String separator)
            throws IOException {
        ImportMappings.MappingInput said = said(mapping, encoding, separator);
        long id;
        try (InputStream upload = file.getInputStream()) {
            id = mappings.handIn(caller.workspace(), name(file), upload, said, null);
        }
        imports.start(caller.workspace(), id);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + id))
                .body(json(imports.get(caller.workspace(), id)));
    }

    @PostMapping(path = "/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @RequiresScope("imports:write")
    Map<String, Object> preview(
            ApiCaller caller,
            @RequestParam("file") MultipartFile file,
            @RequestParam(name = "mapping", required = false) @Nullable String mapping,
            @RequestParam(name = "encoding", required = false) @Nullable String encoding,
            @RequestParam(name = "separator", required = false) @Nullable String separator)
            throws IOException {
        try (InputStream upload = file.getInputStream()) {
            ImportMappings.Look look =
                    mappings.look(caller.workspace(), name(file), upload, said(mapping, encoding, separator));
            return json(look);
        }
    }

    @GetMapping("/{id}")
    @RequiresScope("imports:read")
    Map<String, Object> one(ApiCaller caller, @PathVariable("id") long id) {
        return json(imports.get(caller.workspace(), id));
    }

    @GetMapping("/{id}/refused")
    @RequiresScope("imports:read")
    void refused(ApiCaller caller, @PathVariable("id") long id, HttpServletResponse response) throws IOException {
        rejectedRows.send(caller.workspace(), imports.get(caller.workspace(), id), true, response);
    }

    @GetMapping("/{id}/set-aside")
    @RequiresScope("imports:read")
    void setAside(ApiCaller caller, @PathVariable("id") long id, HttpServletResponse response) throws IOException {
        rejectedRows.send(caller.workspace(), imports.get(caller.workspace(), id), false, response);
    }

    @PostMapping("/{id}/pause")
    @RequiresScope("imports:write")
    Map<String, Object> pause(ApiCaller caller, @PathVariable("id") long id) {
        imports.pause(caller.workspace(), id);
        return json(imports.get(caller.workspace(), id));
    }

    @DeleteMapping("/{id}/pause")
    @RequiresScope("imports:write")
    Map<String, Object> goOn(ApiCaller caller, @PathVariable("id") long id) {
        imports.start(caller.workspace(), id);
        return json(imports.get(caller.workspace(), id));
    }

    @PostMapping("/{id}/cancellation")
    @RequiresScope("imports:write")
    Map<String, Object> cancel(ApiCaller caller, @PathVariable("id") long id) {
        imports.cancel(caller.workspace(), id);
        return json(imports.get(caller.workspace(), id));
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }

    private static ImportMappings.MappingInput said(
            @Nullable String mapping, @Nullable String encoding, @Nullable String separator) {
        try {
            return new ImportMappings.MappingInput(encoding, separator, mapping == null ? null : Json.object(mapping));
        } catch (JacksonException notJson) {
            throw new BadInput("mapping", "The mapping is no JSON object: {\"columns\": {\"Header\": \"email\"}}.");
        }
    }

    private static Map<String, Object> json(Import one) {
        Import.Counts counts = one.counts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", one.id());
        json.put("file", one.file());
        json.put("state", one.state().code());
        json.put("bytes", Map.of("read", counts.bytesRead(), "total", one.bytes()));
        json.put(
                "rows",
                Map.of(
                        "taken",
                        counts.taken(),
                        "refused",
                        counts.refused(),
                        "blank",
                        counts.blank(),
                        "with_something_left_out",
                        counts.setAside()));
        json.put("signals", counts.signals());
        json.put("people", Map.of("new", counts.newPeople(), "known", counts.knownPeople()));
        json.put("share", one.share());
        json.put("rows_per_second", one.rowsPerSecond());
        Duration left = one.left();
        json.put("seconds_left", left == null ? null : left.toSeconds());
        json.put("created_at", one.createdAt());
        json.put("started_at", one.startedAt());
        json.put("finished_at", one.finishedAt());
        json.put("trouble", one.trouble());
        json.put("remarks", one.remarks());
        json.put("mapping", one.mapping().toJson());
        json.put("refused", "/api/v1/imports/" + one.id() + "/refused");
        json.values().removeIf(java.util.Objects::isNull);
        return json;
    }

    private static Map<String, Object> json(ImportMappings.Look look) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < look.proposal().columns().size(); i++) {
            ColumnMapping.MappedColumn column =
                    look.proposal().mapping().columns().get(i);
            MappingSuggestion.SampledColumn seen = look.proposal().columns().get(i);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("to", column.target().code());
            json.put("format", column.format().code());
            json.put("examples", seen.examples());
            json.put("ambiguous", seen.ambiguous());
            if (seen.doubt() != null) {
                json.put("question", seen.doubt().request());
            }
            if (seen.warning() != null) {
                json.put("warning", seen.warning());
            }
            columns.put(column.header(), json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("encoding", look.layout().encoding());
        json.put("possible_encodings", look.layout().possible());
        json.put("separator", look.layout().separator());
        json.put("header_row", look.layout().headerRow());
        json.put("zone", look.proposal().mapping().zoneName());
        json.put("columns", columns);
        if (!look.stages().names().isEmpty()) {
            json.put("deal_stages", stages(look.stages()));
        }
        json.put("remarks", look.proposal().allRemarks());
        json.put("sample", sample(look.proposal().sample()));
        return json;
    }

    /** Names of deal stages; {@code means} is absent where no stage is called so. */
    private static Map<String, Object> stages(StageMapping.SeenStage seen) {
        List<Map<String, Object>> names = new ArrayList<>();
        for (StageMapping.Met met : seen.names()) {
            Map<String, Object> name = new LinkedHashMap<>();
            name.put("name", met.name());
            name.put("rows", met.rows());
            if (met.means() != null) {
                name.put("means", met.means());
            }
            names.add(name);
        }
        return Map.of("pipeline", seen.pipeline(), "rows_looked_at", seen.looked(), "names", names);
    }

    private static List<List<String>> sample(List<CsvReader.CsvRow> rows) {
        return rows.stream().limit(20).map(CsvReader.CsvRow::cells).toList();
    }
}
