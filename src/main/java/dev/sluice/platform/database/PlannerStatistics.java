package dev.sluice.platform.database;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the planner of tables that have doubled since it last looked. The database does so itself only once
 * a minute, and until then keeps plans that were right for an empty table: a first import would read all it has
 * written again and again.
 */
@Component
class PlannerStatistics implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PlannerStatistics.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int FEW = 500;

    private final JdbcClient jdbc;
    private volatile Thread thread = Thread.ofPlatform().unstarted(this::run);

    PlannerStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                refresh();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            jdbc.sql("""
                            SELECT quote_ident(relname) FROM pg_stat_user_tables
                            WHERE schemaname = 'public' AND 2 * n_mod_since_analyze > ? + n_live_tup""")
                    .param(FEW)
                    .query(String.class)
                    .list()
                    .forEach(table -> jdbc.sql("ANALYZE (SKIP_LOCKED) " + table).update());
        } catch (DataAccessException away) {
            log.debug("the statistics wait for the database", away);
        }
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("statistics").daemon().start(this::run);
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }
}
