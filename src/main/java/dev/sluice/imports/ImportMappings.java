package dev.sluice.imports;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.EncodingReading;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.imports.mapping.StageMapping;
import dev.sluice.imports.proposal.Doubt;
import dev.sluice.imports.proposal.MappingSuggestion;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
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
            MappingSuggestion proposal = propose(workspace, stored.name(), layout, input);
            return new Look(
                    layout, proposal, stages(workspace).seen(uploads.path(stored.name()), layout, proposal.mapping()));
        } finally {
            uploads.remove(stored.name());
        }
    }

    /** A file with its suggested mapping. */
    record Look(FileLayout layout, MappingSuggestion proposal, StageMapping.SeenStage stages) {}

    /**
     * Stores a file with a suggested mapping; nothing is imported before {@link ImportService#start}.
     *
     * @param user who is asked on a page what the file leaves open; null where a program has to say it at once
     */
    long handIn(int workspace, String file, InputStream upload, MappingInput input, @Nullable Integer user)
            throws IOException {
        Uploads.StoredUpload stored = uploads.keep(upload);
        try {
            FileLayout layout = uploads.layout(stored, input.encoding(), input.separator());
            MappingSuggestion proposal = propose(workspace, stored.name(), layout, input);
            if (user == null) {
                requireUnambiguous(layout, proposal, input);
            }
            return tenancy.in(
                    workspace, () -> rows.add(workspace, name(file), stored, layout, proposal, user, clock.instant()));
        } catch (IOException | RuntimeException refused) {
            uploads.remove(stored.name());
            throw refused;
        }
    }

    private static String name(String file) {
        String last = file.replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "file.csv" : last.substring(0, Math.min(last.length(), 200));
    }

    private MappingSuggestion propose(int workspace, String stored, FileLayout layout, MappingInput input)
            throws IOException {
        Workspace where = workspaces.get(workspace);
        MappingSuggestion proposal = MappingSuggestion.of(
                uploads.path(stored), layout, where.timeZone().normalized(), where.country());
        return input.mapping() == null ? proposal : proposal.with(input.mapping());
    }

    /** The suggested mapping, made again from the stored file. */
    MappingSuggestion proposal(int workspace, Import one) throws IOException {
        return propose(workspace, one.storedAs(), one.layout(), MappingInput.NOTHING);
    }

    /** Reads the stored file in another encoding or with another separator, and suggests its mapping again. */
    void readAs(int workspace, Import one, @Nullable String encoding, @Nullable String separator) throws IOException {
        Uploads.StoredUpload stored = new Uploads.StoredUpload(
                one.storedAs(),
                one.sha256(),
                one.bytes(),
                one.layout().encoding(),
                one.layout().damaged(),
                one.layout().possible());
        FileLayout layout = uploads.layout(stored, encoding, separator);
        MappingSuggestion proposal = propose(workspace, one.storedAs(), layout, MappingInput.NOTHING);
        tenancy.in(workspace, () -> rows.update(workspace, one.id(), layout, proposal));
    }

    void map(int workspace, Import one, MappingSuggestion mapping) {
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

    /** Refuses what can be read in two ways, unless the caller chose one. */
    private static void requireUnambiguous(FileLayout layout, MappingSuggestion proposal, MappingInput input) {
        requireEncoding(layout);
        proposal.mapping().checked();
        List<BadInput.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < proposal.columns().size(); i++) {
            ColumnMapping.MappedColumn column = proposal.mapping().columns().get(i);
            Doubt doubt = proposal.columns().get(i).doubt();
            if (doubt != null && !isAnswered(input, column, doubt)) {
                errors.add(new BadInput.FieldError("mapping.columns." + column.header(), doubt.request()));
            }
        }
        if (!errors.isEmpty()) {
            throw new BadInput(errors);
        }
    }

    /** Refuses a file of which it is not certain in which encoding it is. */
    static void requireEncoding(FileLayout layout) {
        if (!layout.possible().isEmpty()) {
            throw new BadInput(
                    "encoding",
                    "In which encoding the file was saved cannot be told for certain; say which: "
                            + String.join(", ", layout.possible()) + ".");
        }
    }

    /** How the stored file looks in each of the encodings that it can have. */
    List<EncodingReading> readings(Import one) throws IOException {
        return EncodingReading.of(uploads.path(one.storedAs()), one.layout());
    }

    private static boolean isAnswered(MappingInput input, ColumnMapping.MappedColumn column, Doubt doubt) {
        if (input.mapping() == null
                || !(input.mapping().get("columns") instanceof Map<?, ?> columns)
                || columns.get(column.header()) == null) {
            return false;
        }
        Object said = columns.get(column.header());
        boolean written = said instanceof Map<?, ?> details && details.get("format") != null;
        return doubt.isTarget()
                || written
                || !(doubt == Doubt.DATE_ORDER
                        ? column.target().kind().isDate()
                        : column.target().isNumber());
    }
}
