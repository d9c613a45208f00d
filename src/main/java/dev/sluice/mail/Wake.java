package dev.sluice.mail;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Tells the sender of this node, without delay, which workspaces have something to send. */
@Component("mailWake")
class Wake {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Set<Integer> awake = new TreeSet<>();

    void up(int workspace) {
        lock.lock();
        try {
            awake.add(workspace);
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Everything woken since the last call; waits at most so long for the first. */
    Set<Integer> await(long milliseconds) throws InterruptedException {
        lock.lock();
        try {
            if (awake.isEmpty()) {
                boolean unused = some.await(milliseconds, TimeUnit.MILLISECONDS);
            }
            Set<Integer> woken = Set.copyOf(awake);
            awake.clear();
            return woken;
        } finally {
            lock.unlock();
        }
    }
}
