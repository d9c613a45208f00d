package dev.sluice.imports;

import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.person.Erasure;
import dev.sluice.person.PersonErased;
import dev.sluice.person.PersonWatermark;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.Trust;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/**
 * Takes a file in, chunk by chunk. A chunk's signals, its refused rows and the place reached are one
 * transaction: whatever ends the work, it goes on behind the last chunk, and nothing is lost or doubled.
 */
@Component
class Importer {
    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

    /** Of rows that were taken with something left out, so many are kept to be looked at; all are counted. */
    private static final int SET_ASIDE_KEPT = 10_000;

    private static final String ERASED = "The person was erased after this file was handed in.";

    private final ImportRows rows;
    private final Uploads uploads;
    private final Signals signals;
    private final PersonWatermark newcomers;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ThreadLocal<@Nullable Set<Long>> people = new ThreadLocal<>();

    Importer(
            ImportRows rows,
            Uploads uploads,
            Signals signals,
            PersonWatermark newcomers,
            Erasure erasure,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.uploads = uploads;
        this.signals = signals;
        this.newcomers = newcomers;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Works until the file is done, somebody stops it, or {@code enough} says so.
     *
     * @return false when there is more to do later
     */
    boolean run(int workspace, long id, BooleanSupplier enough) throws IOException {
        Import one = tenancy.read(workspace, () -> rows.get(workspace, id));
        if (one.state() != Import.ImportState.RUNNING) {
            return true;
        }
        RowReader reader = new RowReader(
                id,
                one.file(),
                Objects.requireNonNull(one.source()),
                Objects.requireNonNull(one.startedAt()),
                one.mapping());
        try (ReadAhead ahead = new ReadAhead(
                uploads.path(one.storedAs()), one.layout(), reader, one.counts().rowsRead())) {
            Instant since = clock.instant();
            while (!enough.getAsBoolean()) {
                ReadAhead.Chunk chunk = ahead.next();
                if (!take(workspace, id, chunk, since)) {
                    return true;
                }
                since = clock.instant();
                if (chunk.last()) {
                    end(workspace, id, Import.ImportState.DONE, null);
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException gone) {
            end(workspace, id, Import.ImportState.FAILED, "The uploaded file is no longer there; upload it again.");
            return true;
        }
    }

    /** Ends it for good and lets go of its file. */
    boolean end(int workspace, long id, Import.ImportState state, @Nullable String trouble) {
        return tenancy.in(workspace, () -> {
            Import one = rows.get(workspace, id);
            boolean ended = rows.end(workspace, id, state, trouble, clock.instant());
            if (ended) {
                Tenancy.afterCommit(() -> uploads.remove(one.storedAs()));
            }
            return ended;
        });
    }

    /** Commits a chunk; one that the log refuses is halved until the row is found that is at fault. */
    private boolean take(int workspace, long id, ReadAhead.Chunk chunk, Instant since) {
        try {
            return tenancy.in(workspace, () -> commit(workspace, id, chunk, since));
        } catch (DataIntegrityViolationException
                | InvalidDataAccessApiUsageException
                | UncategorizedSQLException
                | BadInput
                | IllegalArgumentException refused) {
            return takeApart(workspace, id, chunk, refused);
        }
    }

    private boolean takeApart(int workspace, long id, ReadAhead.Chunk chunk, RuntimeException refused) {
        Instant now = clock.instant();
        if (chunk.rows().size() > 1) {
            int half = chunk.rows().size() / 2;
            ReadAhead.Chunk first =
                    new ReadAhead.Chunk(chunk.after(), chunk.rows().subList(0, half), chunk.bytes(), false);
            ReadAhead.Chunk second = new ReadAhead.Chunk(
                    first.to(), chunk.rows().subList(half, chunk.rows().size()), chunk.bytes(), chunk.last());
            return take(workspace, id, first, now) && take(workspace, id, second, now);
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
        return take(
                workspace, id, new ReadAhead.Chunk(chunk.after(), List.of(instead), chunk.bytes(), chunk.last()), now);
    }

    private boolean commit(int workspace, long id, ReadAhead.Chunk chunk, Instant since) {
        ImportRows.ImportProgress standing = rows.lock(workspace, id);
        if (standing.state() != Import.ImportState.RUNNING || standing.rowsRead() != chunk.after()) {
            return false;
        }
        List<NewSignal> told = new ArrayList<>(chunk.rows().size() * 2);
        List<ImportRows.Remark> remarks = new ArrayList<>();
        int[] count = new int[4];
        Set<String> erased = erasure.erased(workspace, addresses(chunk), standing.createdAt());
        for (ReadAhead.Read read : chunk.rows()) {
            switch (read.outcome()) {
                case RowReader.RowOutcome.Blank blank -> count[0]++;
                case RowReader.RowOutcome.RowRejected refused -> {
                    count[1]++;
                    remarks.add(remark(read.row(), true, refused.reason()));
                }
                case RowReader.RowOutcome.Taken taken
                when erased.contains(address(taken)) -> {
                    count[1]++;
                    remarks.add(new ImportRows.Remark(read.row().number(), true, ERASED, List.of()));
                }
                case RowReader.RowOutcome.Taken taken -> {
                    count[2]++;
                    told.addAll(taken.signals());
                    if (taken.setAside() != null && standing.setAside() + count[3]++ < SET_ASIDE_KEPT) {
                        remarks.add(remark(read.row(), false, taken.setAside()));
                    }
                }
            }
        }
        long mark = newcomers.mark();
        Set<Long> about = new HashSet<>();
        int recorded = record(workspace, told, about);
        long fresh = newcomers.since(mark, about);
        rows.remark(workspace, id, remarks);
        long spent = Duration.between(since, clock.instant()).toMillis();
        rows.advance(
                workspace,
                id,
                new Import.Counts(
                        chunk.bytes(),
                        chunk.to(),
                        count[2],
                        count[1],
                        count[0],
                        count[3],
                        recorded,
                        fresh,
                        about.size() - fresh,
                        Math.max(spent, 0)));
        return true;
    }

    private static Set<String> addresses(ReadAhead.Chunk chunk) {
        Set<String> addresses = new HashSet<>();
        for (ReadAhead.Read read : chunk.rows()) {
            if (read.outcome() instanceof RowReader.RowOutcome.Taken taken
                    && !address(taken).isEmpty()) {
                addresses.add(address(taken));
            }
        }
        return addresses;
    }

    /** Whom a row is about, as a normal address; "" where it says none. */
    private static String address(RowReader.RowOutcome.Taken taken) {
        String email = taken.signals().isEmpty()
                ? null
                : taken.signals().getFirst().keys().email();
        return email == null ? "" : email;
    }

    private static ImportRows.Remark remark(CsvReader.CsvRow row, boolean refused, String reason) {
        return new ImportRows.Remark(row.number(), refused, reason, row.cells());
    }

    private int record(int workspace, List<NewSignal> told, Set<Long> about) {
        people.set(about);
        try {
            return signals.recordHere(
                    workspace,
                    told.stream().map(signal -> signal.from(Trust.IMPORT)).toList());
        } finally {
            people.remove();
        }
    }

    /** What is kept of rows that were refused says who was in them. */
    @EventListener
    void on(PersonErased event) {
        rows.forget(
                event.workspace(),
                Stream.concat(event.addresses().stream(), event.names().stream())
                        .toList());
    }

    /** Hears whom the chunk being recorded in this thread turned out to be about. */
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
