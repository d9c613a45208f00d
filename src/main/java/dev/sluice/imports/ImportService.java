package dev.sluice.imports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.MappingSuggestion;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.imports.mapping.StageMapping;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.signal.Sources;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where files are handed in, looked at, begun, halted and called off, by page and by API alike. */
@Component
class ImportService {
    private static final int REMARKS_AT_ONCE = 1_000;
    private final Uploads uploads;
    private final ImportRows rows;
    private final Importer importer;
    private final Sources sources;
    private final Workspaces workspaces;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final SchedulerClient scheduler;
    private final InstantSource clock;

    /** What a caller may say about a file; null is found out. */
    record MappingInput(
            @Nullable String encoding,
            @Nullable String separator,
            @Nullable Map<String, Object> mapping) {
        static final MappingInput NOTHING = new MappingInput(null, null, null);
    }

    ImportService(
            Uploads uploads,
            ImportRows rows,
            Importer importer,
            Sources sources,
            Workspaces workspaces,
            Funnels funnels,
            Tenancy tenancy,
            SchedulerClient scheduler,
            InstantSource clock) {
        this.uploads = uploads;
        this.rows = rows;
        this.importer = importer;
        this.sources = sources;
        this.workspaces = workspaces;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Looks at a file and keeps nothing. */
    Look look(int workspace, String file, InputStream upload, MappingInput said) throws IOException {
        Uploads.StoredUpload kept = uploads.keep(upload);
        try {
            FileLayout layout = uploads.layout(kept, said.encoding(), said.separator());
            MappingSuggestion proposal = propose(workspace, file, kept.name(), layout, said);
            return new Look(
                    layout, proposal, stages(workspace).seen(uploads.path(kept.name()), layout, proposal.mapping()));
        } finally {
            uploads.remove(kept.name());
        }
    }

    /** A file as it was understood. */
    record Look(FileLayout layout, MappingSuggestion proposal, StageMapping.SeenStage stages) {}

    /** Keeps a file with what its columns seem to tell; nothing is taken in before {@link #start}. */
    long handIn(int workspace, String file, InputStream upload, MappingInput said, @Nullable Integer user)
            throws IOException {
        Uploads.StoredUpload kept = uploads.keep(upload);
        try {
            FileLayout layout = uploads.layout(kept, said.encoding(), said.separator());
            MappingSuggestion proposal = propose(workspace, file, kept.name(), layout, said);
            return tenancy.in(
                    workspace,
                    () -> rows.add(workspace, name(file), kept, layout, proposal.mapping(), user, clock.instant()));
        } catch (IOException | RuntimeException refused) {
            uploads.remove(kept.name());
            throw refused;
        }
    }

    private static String name(String file) {
        String last = file.replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "file.csv" : last.substring(0, Math.min(last.length(), 200));
    }

    private MappingSuggestion propose(int workspace, String file, String stored, FileLayout layout, MappingInput said)
            throws IOException {
        ZoneId zone = workspaces.get(workspace).timeZone().normalized();
        MappingSuggestion proposal = MappingSuggestion.of(uploads.path(stored), name(file), layout, zone);
        return said.mapping() == null
                ? proposal
                : new MappingSuggestion(proposal.mapping().with(said.mapping()), proposal.columns(), proposal.sample());
    }

    Import get(int workspace, long id) {
        return tenancy.read(workspace, () -> rows.get(workspace, id));
    }

    @Nullable
    Import twin(int workspace, Import one) {
        return tenancy.read(workspace, () -> rows.twin(workspace, one));
    }

    List<Import> latest(int workspace) {
        return tenancy.read(workspace, () -> rows.latest(workspace, 100));
    }

    /** What the columns seem to tell, seen again from the kept file. */
    MappingSuggestion proposal(int workspace, Import one) throws IOException {
        return propose(workspace, one.file(), one.storedAs(), one.layout(), MappingInput.NOTHING);
    }

    /** Reads the kept file in another way; its columns and their mapping are proposed anew. */
    void readAs(int workspace, Import one, @Nullable String encoding, @Nullable String separator) throws IOException {
        Uploads.StoredUpload kept = new Uploads.StoredUpload(
                one.storedAs(),
                one.sha256(),
                one.bytes(),
                one.layout().encoding(),
                one.layout().damaged());
        FileLayout layout = uploads.layout(kept, encoding, separator);
        MappingSuggestion proposal = propose(workspace, one.file(), one.storedAs(), layout, MappingInput.NOTHING);
        tenancy.in(workspace, () -> rows.understand(workspace, one.id(), layout, proposal.mapping()));
    }

    void map(int workspace, Import one, ColumnMapping mapping) {
        tenancy.in(workspace, () -> rows.understand(workspace, one.id(), one.layout(), mapping));
    }

    /** Begins, or goes on after a pause. */
    void start(int workspace, long id) {
        tenancy.in(workspace, () -> {
            Import one = rows.get(workspace, id);
            one.mapping().checked();
            int source = sources.named(workspace, Sources.Kind.IMPORT, one.file());
            Integer start = rows.start(workspace, id, source, clock.instant());
            if (start != null) {
                ImportTask.schedule(scheduler, workspace, id, start, clock);
            }
        });
    }

    boolean pause(int workspace, long id) {
        return tenancy.in(workspace, () -> {
            rows.get(workspace, id);
            return rows.pause(workspace, id);
        });
    }

    /** Calls it off; what was taken in already stays. */
    boolean callOff(int workspace, long id) {
        return importer.end(workspace, id, Import.ImportState.CANCELLED, null);
    }

    /** The first rows as they would be taken in, by that mapping. */
    List<RowReader.RowOutcome> rehearse(Import one, ColumnMapping mapping, List<CsvReader.CsvRow> sample) {
        RowReader reader = new RowReader(one.id(), one.file(), 0, clock.instant(), mapping);
        return sample.stream().limit(8).map(reader::read).toList();
    }

    /** Where the deals of files can go. */
    StageMapping stages(int workspace) {
        return StageMapping.of(funnels.active(workspace));
    }

    /** What the names of stages in the kept file mean. */
    StageMapping.SeenStage stages(int workspace, Import one, ColumnMapping mapping) throws IOException {
        return stages(workspace).seen(uploads.path(one.storedAs()), one.layout(), mapping);
    }

    /** Refuses dates that can be read in two ways, unless the caller said which is meant. */
    static void decided(MappingSuggestion proposal, MappingInput said) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        for (int i = 0; i < proposal.columns().size(); i++) {
            String header = proposal.mapping().columns().get(i).header();
            boolean named = said.mapping() != null
                    && said.mapping().get("columns") instanceof Map<?, ?> columns
                    && columns.containsKey(header);
            if (proposal.columns().get(i).ambiguous() && !named) {
                faults.add(
                        new BadInput.FieldError(
                                "mapping.columns." + header,
                                "Its dates can be read day first or month first; say which by \"format\": \"d/m/y\" or \"m/d/y\"."));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    /** The refused rows, or those taken with something left out, as a file that can be mended and handed in again. */
    void remarks(int workspace, Import one, boolean refused, OutputStream out) throws IOException {
        try (CsvOutput csv = new CsvOutput(out)) {
            List<String> header = new ArrayList<>(one.layout().columns());
            header.addAll(List.of("sluice_row", "sluice_reason"));
            csv.row(header);
            long after = 0;
            for (List<ImportRows.Remark> some = some(workspace, one.id(), refused, after);
                    !some.isEmpty();
                    some = some(workspace, one.id(), refused, after)) {
                some.forEach(remark -> csv.row(cells(remark, header.size() - 2)));
                after = some.getLast().row();
            }
        }
    }

    private List<ImportRows.Remark> some(int workspace, long id, boolean refused, long after) {
        return tenancy.read(workspace, () -> rows.remarks(workspace, id, refused, after, REMARKS_AT_ONCE));
    }

    private static List<String> cells(ImportRows.Remark remark, int width) {
        List<String> cells = new ArrayList<>(remark.cells());
        while (cells.size() < width) {
            cells.add("");
        }
        cells.add(Math.min(width, cells.size()), Long.toString(remark.row()));
        cells.add(Math.min(width, cells.size()) + 1, remark.reason());
        return cells;
    }
}
