package dev.sluice.platform;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells a worker of this node, without delay, which workspaces have something for it; other nodes see it at their beat. */
public abstract class WorkerWakeup {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Set<Integer> awake = new TreeSet<>();

    /** There is something to do in the workspace. */
    public final void up(int workspace) {
        lock.lock();
        try {
            awake.add(workspace);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Everything woken since the last call; waits at most so long for the first. */
    public final Set<Integer> await(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            if (awake.isEmpty()) {
                boolean unused = some.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
            Set<Integer> woken = Set.copyOf(awake);
            awake.clear();
            return woken;
        } finally {
            lock.unlock();
        }
    }
}
