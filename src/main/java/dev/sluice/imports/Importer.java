package dev.sluice.imports;

import dev.sluice.imports.mapping.RowReader;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.database.Tenancy;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Imports a file, chunk by chunk. A chunk's signals, its rejected rows and the position reached are one transaction:
 * whatever interrupts the work, it continues behind the last chunk, and nothing is lost or doubled.
 */
@Component
class Importer {
    private final ImportRows rows;
    private final ImportRemarkRows remarks;
    private final ChunkWriter chunks;
    private final Uploads uploads;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Importer(
            ImportRows rows,
            ImportRemarkRows remarks,
            ChunkWriter chunks,
            Uploads uploads,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.remarks = remarks;
        this.chunks = chunks;
        this.uploads = uploads;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Works until the file is done, someone stops it, or {@code enough} says so.
     *
     * @return false when there is more to do later
     */
    boolean run(int workspace, long id, BooleanSupplier enough) throws IOException {
        Import file = tenancy.read(workspace, () -> rows.get(workspace, id));
        if (file.state() != Import.ImportState.RUNNING) {
            return true;
        }
        RowReader reader = new RowReader(
                id,
                file.file(),
                Objects.requireNonNull(file.source()),
                Objects.requireNonNull(file.startedAt()),
                file.mapping());
        try (ReadAhead ahead = new ReadAhead(
                uploads.path(file.storedAs()),
                file.layout(),
                reader,
                file.counts().rowsRead())) {
            Instant since = clock.instant();
            while (!enough.getAsBoolean()) {
                ReadAhead.Chunk chunk = ahead.next();
                if (!chunks.write(workspace, id, chunk, since)) {
                    return true;
                }
                since = clock.instant();
                if (chunk.last()) {
                    end(workspace, id, Import.ImportState.DONE, null);
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException _) {
            end(workspace, id, Import.ImportState.FAILED, "The uploaded file is no longer there; upload it again.");
            return true;
        }
    }

    /** Ends it for good and removes its file. */
    boolean end(int workspace, long id, Import.ImportState state, @Nullable String trouble) {
        return tenancy.in(workspace, () -> {
            Import file = rows.get(workspace, id);
            boolean ended = rows.end(workspace, id, state, trouble, clock.instant());
            if (ended) {
                Tenancy.afterCommit(() -> uploads.remove(file.storedAs()));
            }
            return ended;
        });
    }

    /** Stored rows contain personal data. */
    @EventListener
    void on(PersonErased event) {
        remarks.erase(
                event.workspace(),
                Stream.concat(event.addresses().stream(), event.names().stream())
                        .toList());
        remarks.clearFileNames(event.workspace(), event.mentions());
    }
}
