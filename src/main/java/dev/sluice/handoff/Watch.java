package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.platform.Tenancy;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Run;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets response clocks run out, and every minute looks for leads that somebody has forgotten. */
@Component
class Watch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final Clocks clocks;
    private final Leads leads;
    private final Books books;
    private final Escalation escalation;
    private final Funnels funnels;
    private final Standings standings;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(this::run);

    Watch(
            Clocks clocks,
            Leads leads,
            Books books,
            Escalation escalation,
            Funnels funnels,
            Standings standings,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.clocks = clocks;
        this.leads = leads;
        this.books = books;
        this.escalation = escalation;
        this.funnels = funnels;
        this.standings = standings;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    private void run() {
        Instant round = Instant.EPOCH;
        while (running) {
            try {
                Thread.sleep(BEAT);
                boolean whole = Duration.between(round, clock.instant()).abs().compareTo(ROUND) >= 0;
                for (int workspace : workspaces.ids()) {
                    while (running && fire(workspace) == BATCH) {
                        // until nothing is due
                    }
                    if (whole) {
                        check(workspace);
                    }
                }
                round = whole ? clock.instant() : round;
            } catch (InterruptedException stopped) {
                return;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException away) {
                log.debug("the watch waits for the database", away);
            } catch (RuntimeException failure) {
                log.error("the watch over leads failed and goes on", failure);
            }
        }
    }

    /** Does what clocks that have run out ask for; returns how many there were. */
    int fire(int workspace) {
        return tenancy.in(workspace, () -> {
            List<Clocks.Due> due = clocks.take(workspace, clock.instant(), BATCH);
            if (!due.isEmpty()) {
                escalation.follow(workspace, due);
                clocks.ranOut(workspace, due, clock.instant());
            }
            return due.size();
        });
    }

    /** Finds leads that are in the wrong hands or in nobody's, puts them right and keeps what was wrong. */
    void check(int workspace) {
        for (Run run : tenancy.read(workspace, () -> funnels.active(workspace))) {
            Hands hands = Hands.of(run);
            List<Long> astray = books.astray(workspace, hands, BATCH);
            while (running && !astray.isEmpty()) {
                List<Long> found = astray;
                tenancy.in(workspace, () -> {
                    Map<Long, Standing> now = standings.of(workspace, run, found);
                    leads.settle(workspace, hands, now);
                    books.gone(workspace, run, found, now.keySet());
                });
                astray = found.size() < BATCH ? List.of() : books.astray(workspace, hands, BATCH);
            }
        }
        books.repair(workspace);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("watch").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
