package dev.sluice.platform.database;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The wall between workspaces: every statement on a workspace's rows runs inside {@link #in}, which
 * tells the database whose transaction it is. Outside of it, row-level security shows no row at all.
 */
@Component
public class Tenancy {
    private static final int ATTEMPTS = 5;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final ConcurrentMap<Integer, Lock> turns = new ConcurrentHashMap<>();

    /** The first half of the advisory lock that writers share and lone work takes; merging has 1, evaluation 2. */
    private static final int WRITERS = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Tenancy(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /**
     * Runs the work in one transaction of that workspace; joins the one under way if it is the same workspace's. From
     * its beginning on no other transaction runs {@link #alone}.
     */
    public <T> T in(int workspace, Supplier<T> work) {
        return run(writing, workspace, true, work);
    }

    /** The same for work that gives nothing back. */
    public void in(int workspace, Runnable work) {
        run(writing, workspace, true, () -> {
            work.run();
            return true;
        });
    }

    /**
     * The same without waiting for what runs {@link #alone}: for writes that say nothing of a person and may not be
     * late, such as the renewal of a lease.
     */
    public void urgently(int workspace, Runnable work) {
        run(writing, workspace, false, () -> {
            work.run();
            return true;
        });
    }

    /**
     * The same as a transaction of its own that is begun again when the database ends it because two waited for each
     * other. The work may run several times.
     */
    public void insist(int workspace, Runnable work) {
        insist(workspace, () -> {
            work.run();
            return true;
        });
    }

    /** The same, with a result. */
    public <T> T insist(int workspace, Supplier<T> work) {
        for (int left = ATTEMPTS; ; left--) {
            try {
                return in(workspace, work);
            } catch (PessimisticLockingFailureException deadlock) {
                if (left == 1 || TransactionSynchronizationManager.getResource(this) != null) {
                    throw deadlock;
                }
            }
        }
    }

    /**
     * Runs the work while no other transaction writes in that workspace: those under way have ended, and those that
     * begin meanwhile see all that it did. It steps aside for a moment when they take long, so that no one waits
     * for it for good. The work may run several times.
     */
    public <T> T alone(int workspace, Supplier<T> work) {
        if (TransactionSynchronizationManager.getResource(this) != null) {
            return in(workspace, () -> {
                lock(workspace);
                return work.get();
            });
        }
        // one of this process at a time: each that waited would hold a connection of the pool
        Lock turn = turns.computeIfAbsent(workspace, id -> new ReentrantLock());
        turn.lock();
        try {
            return takeTurns(workspace, work);
        } finally {
            turn.unlock();
        }
    }

    private <T> T takeTurns(int workspace, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            int seconds = 1 << (attempt - 1);
            try {
                return run(writing, workspace, false, () -> {
                    jdbc.sql("SELECT set_config('lock_timeout', ?, true)")
                            .param(seconds + "s")
                            .query(String.class)
                            .single();
                    lock(workspace);
                    jdbc.sql("SET LOCAL lock_timeout = 0").update();
                    return work.get();
                });
            } catch (DataAccessException failure) {
                if (attempt == ATTEMPTS || !isBusy(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** The same for work that gives nothing back. */
    public void alone(int workspace, Runnable work) {
        alone(workspace, () -> {
            work.run();
            return true;
        });
    }

    /** Whether others held what it waited for; Spring has no exception of its own for a lock that timed out. */
    private static boolean isBusy(DataAccessException failure) {
        return failure instanceof PessimisticLockingFailureException
                || (failure.getMostSpecificCause() instanceof SQLException cause
                        && LOCK_NOT_AVAILABLE.equals(cause.getSQLState()));
    }

    private void lock(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?, ?)::text")
                .params(WRITERS, workspace)
                .query(String.class)
                .optional();
    }

    /** The same, for work that only reads. */
    public <T> T read(int workspace, Supplier<T> work) {
        return run(reading, workspace, false, work);
    }

    /** Runs something after the transaction under way has committed, or at once when there is none. */
    public static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    @SuppressWarnings("NullAway") // the template's result is whatever the work gives back
    private <T> T run(TransactionTemplate template, int workspace, boolean besideOthers, Supplier<T> work) {
        Integer current = (Integer) TransactionSynchronizationManager.getResource(this);
        if (current != null) {
            if (current != workspace) {
                throw new IllegalStateException(
                        "a transaction of workspace " + current + " may not touch " + workspace);
            }
            return work.get();
        }
        return template.execute(status -> {
            TransactionSynchronizationManager.bindResource(this, workspace);
            try {
                // What writes finds its rows by key, and must do so also while a table's statistics are too young
                // to tell the planner that it is no longer empty.
                jdbc.sql("SELECT set_config('sluice.workspace', ?, true), set_config('enable_seqscan', ?, true),"
                                + " CASE WHEN ? THEN pg_advisory_xact_lock_shared(?, ?)::text END")
                        .params(Integer.toString(workspace), template == writing ? "off" : "on")
                        .params(besideOthers, WRITERS, workspace)
                        .query((row, number) -> row.getString(1))
                        .single();
                return work.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(this);
            }
        });
    }
}
