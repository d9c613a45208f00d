package dev.sluice.imports;

import dev.sluice.imports.mapping.RowReader;
import dev.sluice.person.Erasure;
import dev.sluice.person.PersonWatermark;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/** Commits a chunk of rows: its signals, its rejected rows and the position reached, in one transaction. */
@Component
class ChunkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkWriter.class);

    private final ImportRows rows;
    private final ImportRemarkRows remarks;
    private final Signals signals;
    private final PersonWatermark newcomers;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ThreadLocal<@Nullable Set<Long>> people = new ThreadLocal<>();

    ChunkWriter(
            ImportRows rows,
            ImportRemarkRows remarks,
            Signals signals,
            PersonWatermark newcomers,
            Erasure erasure,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.remarks = remarks;
        this.signals = signals;
        this.newcomers = newcomers;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Commits a chunk; one that the log cannot hold is halved until the row is found that it cannot hold.
     *
     * @param since when the work on it began
     * @return false when the import is no longer running or another worker was faster
     */
    boolean write(int workspace, long id, ReadAhead.Chunk chunk, Instant since) {
        try {
            return tenancy.in(workspace, () -> commit(workspace, id, chunk, since));
        } catch (DataIntegrityViolationException
                | InvalidDataAccessApiUsageException
                | UncategorizedSQLException
                | BadInput
                | IllegalArgumentException refused) {
            return halve(workspace, id, chunk, refused);
        }
    }

    private boolean halve(int workspace, long id, ReadAhead.Chunk chunk, RuntimeException refused) {
        Instant now = clock.instant();
        if (chunk.rows().size() > 1) {
            int half = chunk.rows().size() / 2;
            ReadAhead.Chunk first =
                    new ReadAhead.Chunk(chunk.after(), chunk.rows().subList(0, half), chunk.bytes(), false);
            ReadAhead.Chunk second = new ReadAhead.Chunk(
                    first.to(), chunk.rows().subList(half, chunk.rows().size()), chunk.bytes(), chunk.last());
            return write(workspace, id, first, now) && write(workspace, id, second, now);
        }
        ReadAhead.@Nullable Read row =
                chunk.rows().isEmpty() ? null : chunk.rows().getFirst();
        if (row == null || row.outcome() instanceof RowReader.RowOutcome.RowRejected) {
            throw refused;
        }
        LOG.warn(
                "a row of import {} could not be recorded: {}",
                id,
                refused.getClass().getSimpleName());
        ReadAhead.Read instead = new ReadAhead.Read(
                row.row(),
                new RowReader.RowOutcome.RowRejected("The row could not be recorded: it holds what the log cannot."));
        return write(
                workspace, id, new ReadAhead.Chunk(chunk.after(), List.of(instead), chunk.bytes(), chunk.last()), now);
    }

    private boolean commit(int workspace, long id, ReadAhead.Chunk chunk, Instant since) {
        ImportRows.ImportProgress progress = rows.lock(workspace, id);
        if (progress.state() != Import.ImportState.RUNNING || progress.rowsRead() != chunk.after()) {
            return false;
        }
        Set<String> erased = erasure.erased(workspace, ChunkContents.addresses(chunk), progress.createdAt());
        ChunkContents contents = ChunkContents.of(chunk, erased, progress.setAside());
        long position = newcomers.mark();
        Set<Long> about = new HashSet<>();
        int recorded = record(workspace, contents.signals(), about);
        long newPeople = newcomers.since(position, about);
        remarks.add(workspace, id, contents.remarks());
        long spent = Duration.between(since, clock.instant()).toMillis();
        rows.advance(
                workspace,
                id,
                new Import.Counts(
                        chunk.bytes(),
                        chunk.to(),
                        contents.accepted(),
                        contents.rejected(),
                        contents.blank(),
                        contents.setAside(),
                        recorded,
                        newPeople,
                        about.size() - newPeople,
                        Math.max(spent, 0)));
        return true;
    }

    private int record(int workspace, List<NewSignal> signals, Set<Long> about) {
        people.set(about);
        try {
            return this.signals.recordHere(
                    workspace,
                    signals.stream().map(signal -> signal.from(Trust.IMPORT)).toList());
        } finally {
            people.remove();
        }
    }

    /** Collects the people of the chunk that this thread is recording. */
    @EventListener
    @Order(RecipientOrder.IMPORTS)
    void on(SignalsRecorded recorded) {
        Set<Long> about = people.get();
        if (about != null) {
            for (Signal signal : recorded.signals()) {
                about.add(signal.person());
            }
        }
    }
}
