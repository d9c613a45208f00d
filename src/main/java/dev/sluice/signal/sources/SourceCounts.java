package dev.sluice.signal.sources;

import dev.sluice.platform.Json;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.signal.kind.SignalKinds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts signals by source and the hour they happened in, as they are recorded. The counts of a transaction are gathered and
 * written by one statement just before its commit, in one order, so that two transactions hold each other
 * up for no longer than a commit and never lock crosswise.
 */
@Component
class SourceCounts {
    private static final Duration RECENT = Duration.ofDays(2);

    private record CountedSignal(int source, Instant hour, String kind) {
        static final Comparator<CountedSignal> ORDER = Comparator.comparingInt(CountedSignal::source)
                .thenComparing(CountedSignal::hour)
                .thenComparing(CountedSignal::kind);
    }

    private static final class SourceTally implements TransactionSynchronization {
        private final SourceCounts owner;
        private final int workspace;
        private final Map<CountedSignal, HourlyCount> rows = new TreeMap<>(CountedSignal.ORDER);

        SourceTally(SourceCounts owner, int workspace) {
            this.owner = owner;
            this.workspace = workspace;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            owner.write(workspace, List.copyOf(rows.values()));
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(owner);
        }
    }

    private static final class HourlyCount {
        public final int source;
        public final String hour;
        public final String kind;
        public long humans;
        public long machines;
        public String last;

        HourlyCount(CountedSignal counted) {
            source = counted.source();
            hour = counted.hour().toString();
            kind = counted.kind();
            last = hour;
        }

        void add(Signal signal) {
            if (signal.human()) {
                humans++;
            } else {
                machines++;
            }
            String at = signal.at().toString();
            last = at.compareTo(last) > 0 ? at : last;
        }
    }

    private final JdbcClient jdbc;
    private final SignalKinds kinds;

    SourceCounts(JdbcClient jdbc, SignalKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    @EventListener
    @Order(RecipientOrder.SOURCE_COUNTS)
    void count(SignalsRecorded event) {
        SourceTally tally = (SourceTally) TransactionSynchronizationManager.getResource(this);
        if (tally == null) {
            tally = new SourceTally(this, event.workspace());
            TransactionSynchronizationManager.bindResource(this, tally);
            TransactionSynchronizationManager.registerSynchronization(tally);
        }
        for (Signal signal : event.signals()) {
            String kind = kinds.means(signal.kind(), Meaning.COUNTED) ? signal.kind() : "other";
            tally.rows
                    .computeIfAbsent(new CountedSignal(signal.source(), bucket(signal), kind), HourlyCount::new)
                    .add(signal);
        }
    }

    /** The hour in which it happened; told more than two days later, its day is enough. */
    private static Instant bucket(Signal signal) {
        boolean history = signal.at().isBefore(signal.receivedAt().minus(RECENT));
        return signal.at().truncatedTo(history ? ChronoUnit.DAYS : ChronoUnit.HOURS);
    }

    private void write(int workspace, List<HourlyCount> rows) {
        jdbc.sql("""
                        INSERT INTO source_hour AS h
                            (workspace_id, source_id, hour, kind, humans, machines, last_at)
                        SELECT ?, r.source, r.hour, r.kind, r.humans, r.machines, r.last
                        FROM jsonb_to_recordset(?::jsonb) AS r(source int, hour timestamptz, kind text,
                             humans bigint, machines bigint, last timestamptz)
                        ON CONFLICT (workspace_id, source_id, hour, kind) DO UPDATE
                        SET humans = h.humans + excluded.humans, machines = h.machines + excluded.machines,
                            last_at = greatest(h.last_at, excluded.last_at)""").params(workspace, Json.write(rows)).update();
    }
}
