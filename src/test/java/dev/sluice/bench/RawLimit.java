package dev.sluice.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** What this PostgreSQL can do at best: four statements and a commit for each batch of 500 signals, nothing else. */
final class RawLimit {
    private static final int BATCH = 500;

    private RawLimit() {}

    /** Signals a second. */
    static double measure(String url, Duration span) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS raw_limit CASCADE");
            statement.execute("CREATE SCHEMA raw_limit");
            statement.execute("""
                    CREATE TABLE raw_limit.signal (workspace_id int, id uuid, person_id bigint, at timestamptz, kind text,
                        subject text, data jsonb, PRIMARY KEY (workspace_id, id));
                    CREATE INDEX ON raw_limit.signal (workspace_id, person_id, at);
                    CREATE TABLE raw_limit.person (workspace_id int, key text, id bigint, PRIMARY KEY (workspace_id, key));
                    CREATE TABLE raw_limit.due (workspace_id int, person_id bigint, PRIMARY KEY (workspace_id, person_id))""");
            connection.setAutoCommit(false);
            double perSecond = batches(connection, span);
            connection.setAutoCommit(true);
            statement.execute("DROP SCHEMA raw_limit CASCADE");
            return perSecond;
        }
    }

    private static double batches(Connection connection, Duration span) throws SQLException {
        try (PreparedStatement known = connection.prepareStatement(
                        "SELECT key, id FROM raw_limit.person WHERE workspace_id = 1 AND key = ANY (?)");
                PreparedStatement person = connection.prepareStatement("""
                        INSERT INTO raw_limit.person SELECT 1, k, 1 FROM unnest(?::text[]) k ON CONFLICT DO NOTHING""");
                PreparedStatement signal = connection.prepareStatement("""
                        INSERT INTO raw_limit.signal SELECT 1, u.id::uuid, hashtext(u.key), now(), 'page_viewed', '/pricing',
                            '{"url": "https://www.harbour-it.example/pricing"}'
                        FROM unnest(?::text[], ?::text[]) AS u(id, key)""");
                PreparedStatement due = connection.prepareStatement("""
                        INSERT INTO raw_limit.due SELECT DISTINCT 1, hashtext(k) FROM unnest(?::text[]) k
                        ON CONFLICT DO NOTHING""")) {
            long begin = System.nanoTime();
            long done = 0;
            while (System.nanoTime() - begin < span.toNanos()) {
                String[] keys = new String[BATCH];
                String[] ids = new String[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    keys[i] = "a:visitor-" + (done + i) % 200_000;
                    ids[i] = UUID.randomUUID().toString();
                }
                var keyArray = connection.createArrayOf("text", keys);
                known.setArray(1, keyArray);
                known.executeQuery().close();
                person.setArray(1, keyArray);
                person.executeUpdate();
                signal.setArray(1, connection.createArrayOf("text", ids));
                signal.setArray(2, keyArray);
                signal.executeUpdate();
                due.setArray(1, keyArray);
                due.executeUpdate();
                connection.commit();
                done += BATCH;
            }
            return done / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
