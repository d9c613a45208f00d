package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped fast or killed while calls arrive: what was acknowledged is there once, and no page is damaged. */
class DatabaseKillsTest {
    /** From the server's first answer to the first acknowledged call. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** What reads every table and index and finds what disagrees, by the server's own extension. */
    private static final List<String> DAMAGE = List.of("""
            SELECT c.relname || ' ' || found.msg
            FROM pg_class c
            CROSS JOIN LATERAL verify_heapam(c.oid::regclass) found
            WHERE c.relkind IN ('r', 'm', 't') AND c.relpersistence = 'p'""", """
            SELECT bt_index_check(c.oid::regclass, true, i.indisunique)::text
            FROM pg_class c
            JOIN pg_index i ON i.indexrelid = c.oid
            JOIN pg_am am ON am.oid = c.relam AND am.amname = 'btree'
            WHERE c.relkind = 'i' AND c.relpersistence = 'p' AND i.indisvalid""", """
            SELECT gin_index_check(c.oid::regclass)::text
            FROM pg_class c
            JOIN pg_am am ON am.oid = c.relam AND am.amname = 'gin'
            WHERE c.relkind = 'i' AND c.relpersistence = 'p'""");

    @TempDir
    Path data;

    @Test
    void aServerThatIsStoppedOrKilledLosesNothing() throws Exception {
        rounds(2);
    }

    @Test
    @Tag("soak")
    void tenStopsAndTenKillsLoseNothing() throws Exception {
        rounds(10);
    }

    private void rounds(int count) throws Exception {
        try (RunningApp app = RunningApp.on(data, Map.of())) {
            String url = app.databaseUrl(); // the port stays
            PageViewSenders senders = new PageViewSenders(app.address());
            for (int round = 0; round < count; round++) {
                senders.awaitAcknowledged(200);
                app.stopDatabase();
                assertRecovers(senders, url);
                senders.awaitAcknowledged(200);
                app.killDatabase();
                assertRecovers(senders, url);
            }
            senders.awaitAcknowledged(200);
            senders.close();
            assertThat(Files.readAllLines(data.resolve("story.log")))
                    .filteredOn(line -> line.contains("a request failed"))
                    .isEmpty();
            assertThat(senders.statuses()).containsExactlyInAnyOrder(200, 503);
            assertThat(PageViewSenders.stored(url)).doesNotHaveDuplicates().containsAll(senders.acknowledged());
            assertThat(damage(url)).isEmpty();
        }
    }

    private static void assertRecovers(PageViewSenders senders, String url) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> answers(url));
        long back = System.nanoTime();
        senders.awaitAcknowledged(1);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(RECOVERY);
    }

    private static boolean answers(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static List<String> damage(String url) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("CREATE EXTENSION amcheck");
            for (String check : DAMAGE) {
                try (var rows = connection.createStatement().executeQuery(check)) {
                    while (rows.next()) {
                        if (!String.valueOf(rows.getString(1)).isBlank()) { // a sound index is a blank
                            found.add(rows.getString(1));
                        }
                    }
                }
            }
        }
        return found;
    }
}
