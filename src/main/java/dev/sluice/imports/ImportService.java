package dev.sluice.imports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.Sources;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts, pauses and cancels imports, for pages and the API. */
@Component
class ImportService {
    private final ImportRows rows;
    private final Importer importer;
    private final Sources sources;
    private final Tenancy tenancy;
    private final SchedulerClient scheduler;
    private final InstantSource clock;

    ImportService(
            ImportRows rows,
            Importer importer,
            Sources sources,
            Tenancy tenancy,
            SchedulerClient scheduler,
            InstantSource clock) {
        this.rows = rows;
        this.importer = importer;
        this.sources = sources;
        this.tenancy = tenancy;
        this.scheduler = scheduler;
        this.clock = clock;
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

    /** Starts, or continues after a pause. */
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

    /** Cancels it; what was imported already stays. */
    boolean cancel(int workspace, long id) {
        return importer.end(workspace, id, Import.ImportState.CANCELLED, null);
    }
}
