package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The wall between workspaces, leaned on. */
class TenancyTest extends SluiceTest {
    @Test
    void outsideOfAWorkspaceNoRowIsSeenAndNoneWritten() {
        int workspace = workspace();
        source(workspace, "one");
        assertThat(jdbc.sql("SELECT count(*) FROM source").query(Long.class).single())
                .isZero();
        assertThatThrownBy(() -> jdbc.sql(
                                "INSERT INTO source (workspace_id, kind, name, created_at) VALUES (?, 'api', 'x', now())")
                        .param(workspace)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void oneWorkspaceCanNeitherReadNorWriteInAnother() {
        int mine = workspace();
        int theirs = workspace();
        source(theirs, "theirs");
        tenancy.in(mine, () -> {
            assertThat(jdbc.sql("SELECT count(*) FROM source WHERE workspace_id = ?")
                            .param(theirs)
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(jdbc.sql("UPDATE source SET name = 'mine now' WHERE workspace_id = ?")
                            .param(theirs)
                            .update())
                    .isZero();
        });
        assertThatThrownBy(() -> tenancy.in(mine, () -> {
                    source(theirs, "smuggled");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theApplicationCannotTakeTheWallDown() {
        assertThatThrownBy(() -> jdbc.sql("ALTER TABLE source DISABLE ROW LEVEL SECURITY")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(jdbc.sql("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void everyTableWithAWorkspaceStandsBehindTheWall() {
        List<String> outside = jdbc.sql("""
                        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id')
                          AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                        ORDER BY c.relname""").query(String.class).list();
        assertThat(outside).containsExactly("membership", "public_key");
    }

    @Test
    void aConnectionGivenBackAfterAFaultShowsTheNextBorrowerNothingForeign() throws Exception {
        int[] all = {workspace(), workspace(), workspace()};
        for (int workspace : all) {
            source(workspace, "of " + workspace);
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> borrowers = IntStream.range(0, 10_000)
                    .mapToObj(i -> (Callable<Boolean>) () -> borrow(all, new Random(i)))
                    .toList();
            for (Future<Boolean> clean : pool.invokeAll(borrowers)) {
                assertThat(clean.get()).isTrue();
            }
        }
    }

    private boolean borrow(int[] all, Random random) {
        int workspace = all[random.nextInt(all.length)];
        try {
            return tenancy.in(workspace, () -> {
                List<String> seen = jdbc.sql("SELECT name FROM source WHERE name LIKE 'of %'")
                        .query(String.class)
                        .list();
                switch (random.nextInt(4)) {
                    case 0 -> throw new IllegalArgumentException("a fault of the caller");
                    case 1 -> jdbc.sql("SELECT 1 / 0").query(Integer.class).single();
                    case 2 ->
                        jdbc.sql("SELECT set_config('statement_timeout', '1', true), pg_sleep(0.01)::text")
                                .query((row, n) -> row.getString(1))
                                .list();
                    default -> {
                        // a clean end
                    }
                }
                return seen.equals(List.of("of " + workspace));
            });
        } catch (IllegalArgumentException | DataAccessException expected) {
            return jdbc.sql("SELECT count(*) FROM source").query(Long.class).single() == 0;
        }
    }

    private void source(int workspace, String name) {
        tenancy.in(workspace, () -> {
            jdbc.sql("INSERT INTO source (workspace_id, kind, name, created_at) VALUES (?, 'api', ?, now())")
                    .params(workspace, name)
                    .update();
        });
    }
}
