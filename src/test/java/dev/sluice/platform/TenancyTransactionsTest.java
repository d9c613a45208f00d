package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;

/** How transactions of a workspace begin, join, end and begin again. */
class TenancyTransactionsTest extends SluiceTest {
    private String id() {
        return jdbc.sql("SELECT pg_current_xact_id()::text").query(String.class).single();
    }

    @Test
    void workInsideOfWorkIsTheSameTransaction() {
        int workspace = workspace();
        tenancy.in(workspace, () -> {
            String outer = id();
            assertThat(tenancy.in(workspace, this::id)).isEqualTo(outer);
            assertThat(tenancy.read(workspace, this::id)).isEqualTo(outer);
        });
    }

    @Test
    void oneAfterTheOtherAreTwoTransactions() {
        int workspace = workspace();
        assertThat(tenancy.in(workspace, this::id)).isNotEqualTo(tenancy.in(workspace, this::id));
    }

    @Test
    void theTransactionOfOneWorkspaceDoesNotReadAnother() {
        int mine = workspace();
        int theirs = workspace();
        tenancy.in(mine, () -> {
            assertThatThrownBy(() -> tenancy.read(theirs, this::id)).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void whatOnlyReadsCannotWrite() {
        int workspace = workspace();
        assertThatThrownBy(() -> tenancy.read(
                        workspace,
                        () -> jdbc.sql("CREATE TEMP TABLE kept (n int)").update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void afterCommitRunsAfterTheCommit() {
        List<String> order = new ArrayList<>();
        tenancy.in(workspace(), () -> {
            Tenancy.afterCommit(() -> order.add("after"));
            order.add("inside");
        });
        assertThat(order).containsExactly("inside", "after");
    }

    @Test
    void afterCommitDoesNotRunAfterARollback() {
        List<String> order = new ArrayList<>();
        assertThatThrownBy(() -> tenancy.in(workspace(), () -> {
                    Tenancy.afterCommit(() -> order.add("after"));
                    throw new IllegalArgumentException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(order).isEmpty();
    }

    @Test
    void afterCommitRunsAtOnceWithoutATransaction() {
        List<String> order = new ArrayList<>();
        Tenancy.afterCommit(() -> order.add("now"));
        assertThat(order).containsExactly("now");
    }

    @Test
    void workThatTheDatabaseEndedBeginsAgain() {
        AtomicInteger runs = new AtomicInteger();
        String result = tenancy.insist(workspace(), () -> {
            if (runs.incrementAndGet() < 4) {
                throw new CannotAcquireLockException("two waited for each other");
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(runs).hasValue(4);
    }

    @Test
    void workThatNeverSucceedsIsGivenUp() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> tenancy.insist(workspace(), () -> {
                    runs.incrementAndGet();
                    throw new CannotAcquireLockException("again");
                }))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(runs).hasValue(5);
    }

    @Test
    void anotherFaultIsNotTriedAgain() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> tenancy.insist(workspace(), () -> {
                    runs.incrementAndGet();
                    throw new IllegalArgumentException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(runs).hasValue(1);
    }

    @Test
    void insideOfATransactionWorkIsLeftToTheOneWhoBeganIt() {
        int workspace = workspace();
        AtomicInteger inner = new AtomicInteger();
        AtomicInteger outer = new AtomicInteger();
        tenancy.insist(workspace, () -> {
            outer.incrementAndGet();
            tenancy.insist(workspace, () -> {
                if (inner.incrementAndGet() < 3) {
                    throw new CannotAcquireLockException("again");
                }
            });
        });
        assertThat(inner).hasValue(3);
        assertThat(outer).hasValue(3);
    }

    @Test
    void afterAFaultTheThreadIsFreeForAnotherWorkspace() {
        int mine = workspace();
        int theirs = workspace();
        assertThatThrownBy(() -> tenancy.in(mine, () -> {
                    throw new IllegalArgumentException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(tenancy.in(theirs, this::id)).isNotBlank();
    }
}
