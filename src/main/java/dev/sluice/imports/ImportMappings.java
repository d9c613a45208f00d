package dev.sluice.imports;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.MappingSuggestion;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.imports.mapping.StageMapping;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores uploaded files and how they are to be read: encoding, columns, and the stages of their deals. */
@Component
class ImportMappings {
    /** What a caller chooses; null is detected. */
    record MappingInput(
            @Nullable String encoding,
            @Nullable String separator,
            @Nullable Map<String, Object> mapping) {
        static final MappingInput NOTHING = new MappingInput(null, null, null);
    }

    private final Uploads uploads;
    private final ImportRows rows;
    private final Workspaces workspaces;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ImportMappings(
            Uploads uploads,
            ImportRows rows,
            Workspaces workspaces,
            Funnels funnels,
            Tenancy tenancy,
            InstantSource clock) {
        this.uploads = uploads;
        this.rows = rows;
        this.workspaces = workspaces;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Suggests a mapping of a file without storing it. */
    Look look(int workspace, String file, InputStream upload, MappingInput input) throws IOException {
        Uploads.StoredUpload stored = uploads.keep(upload);
        try {
            FileLayout layout = uploads.layout(stored, input.encoding(), input.separator());
            MappingSuggestion proposal = propose(workspace, file, stored.name(), layout, input);
            return new Look(
                    layout, proposal, stages(workspace).seen(uploads.path(stored.name()), layout, proposal.mapping()));
        } finally {
            uploads.remove(stored.name());
        }
    }

    /** A file with its suggested mapping. */
    record Look(FileLayout layout, MappingSuggestion proposal, StageMapping.SeenStage stages) {}

    /** Stores a file with a suggested mapping; nothing is imported before {@link ImportService#start}. */
    long handIn(int workspace, String file, InputStream upload, MappingInput input, @Nullable Integer user)
            throws IOException {
        Uploads.StoredUpload stored = uploads.keep(upload);
        try {
            FileLayout layout = uploads.layout(stored, input.encoding(), input.separator());
            MappingSuggestion proposal = propose(workspace, file, stored.name(), layout, input);
            return tenancy.in(
                    workspace,
                    () -> rows.add(workspace, name(file), stored, layout, proposal.mapping(), user, clock.instant()));
        } catch (IOException | RuntimeException refused) {
            uploads.remove(stored.name());
            throw refused;
        }
    }

    private static String name(String file) {
        String last = file.replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "file.csv" : last.substring(0, Math.min(last.length(), 200));
    }

    private MappingSuggestion propose(int workspace, String file, String stored, FileLayout layout, MappingInput input)
            throws IOException {
        ZoneId zone = workspaces.get(workspace).timeZone().normalized();
        MappingSuggestion proposal = MappingSuggestion.of(uploads.path(stored), name(file), layout, zone);
        return input.mapping() == null
                ? proposal
                : new MappingSuggestion(
                        proposal.mapping().with(input.mapping()), proposal.columns(), proposal.sample());
    }

    /** The suggested mapping, made again from the stored file. */
    MappingSuggestion proposal(int workspace, Import one) throws IOException {
        return propose(workspace, one.file(), one.storedAs(), one.layout(), MappingInput.NOTHING);
    }

    /** Reads the stored file in another encoding or with another separator, and suggests its mapping again. */
    void readAs(int workspace, Import one, @Nullable String encoding, @Nullable String separator) throws IOException {
        Uploads.StoredUpload stored = new Uploads.StoredUpload(
                one.storedAs(),
                one.sha256(),
                one.bytes(),
                one.layout().encoding(),
                one.layout().damaged());
        FileLayout layout = uploads.layout(stored, encoding, separator);
        MappingSuggestion proposal = propose(workspace, one.file(), one.storedAs(), layout, MappingInput.NOTHING);
        tenancy.in(workspace, () -> rows.update(workspace, one.id(), layout, proposal.mapping()));
    }

    void map(int workspace, Import one, ColumnMapping mapping) {
        tenancy.in(workspace, () -> rows.update(workspace, one.id(), one.layout(), mapping));
    }

    /** The first rows as they would be imported by that mapping. */
    List<RowReader.RowOutcome> rehearse(Import one, ColumnMapping mapping, List<CsvReader.CsvRow> sample) {
        RowReader reader = new RowReader(one.id(), one.file(), 0, clock.instant(), mapping);
        return sample.stream().limit(8).map(reader::read).toList();
    }

    /** The pipelines that deals of files enter. */
    StageMapping stages(int workspace) {
        return StageMapping.of(funnels.active(workspace));
    }

    /** What the names of stages in the stored file mean. */
    StageMapping.SeenStage stages(int workspace, Import one, ColumnMapping mapping) throws IOException {
        return stages(workspace).seen(uploads.path(one.storedAs()), one.layout(), mapping);
    }

    /** Refuses dates that can be read in two ways, unless the caller chose one. */
    static void requireUnambiguous(MappingSuggestion proposal, MappingInput input) {
        List<BadInput.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < proposal.columns().size(); i++) {
            String header = proposal.mapping().columns().get(i).header();
            boolean named = input.mapping() != null
                    && input.mapping().get("columns") instanceof Map<?, ?> columns
                    && columns.containsKey(header);
            if (proposal.columns().get(i).ambiguous() && !named) {
                errors.add(new BadInput.FieldError(
                        "mapping.columns." + header,
                        "Its dates can be read day first or month first; say which by \"format\": \"d/m/y\" or"
                                + " \"m/d/y\"."));
            }
        }
        if (!errors.isEmpty()) {
            throw new BadInput(errors);
        }
    }
}
