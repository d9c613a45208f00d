package dev.sluice.platform;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.SluiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What recurs is in one calendar, and each entry of it is done. */
class RecurringTasksTest extends SluiceTest {
    @Autowired
    private List<RecurringTask<?>> tasks;

    @Test
    void everyEntryOfTheCalendarHasOneTaskAndEveryTaskAnEntry() {
        assertThat(tasks.stream().map(RecurringTask::getName))
                .containsExactlyInAnyOrderElementsOf(Stream.of(RecurringTasks.values())
                        .map(RecurringTasks::taskName)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aTaskIsRunAndComesAgainAfterItsInterval(RecurringTasks entry) {
        await().untilAsserted(() -> assertThat(jdbc.sql("""
                        SELECT extract(epoch FROM execution_time - last_success)::bigint FROM scheduled_tasks
                        WHERE task_name = ? AND last_success IS NOT NULL AND NOT picked""")
                        .param(entry.taskName())
                        .query((row, number) -> Duration.ofSeconds(row.getLong(1)))
                        .list())
                .singleElement(as(InstanceOfAssertFactories.DURATION))
                .isCloseTo(entry.every(), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @EnumSource
    void nothingInTheCalendarIsFasterThanAMinute(RecurringTasks entry) {
        assertThat(entry.every()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatFailsInOneWorkspaceDoesNotKeepTheNextOneWaiting() {
        List<Integer> done = new ArrayList<>();
        RecurringTasks.MISSING_DEALS.run(
                List.of(1, 2, 3),
                workspace -> {
                    if (workspace == 2) {
                        throw new IllegalStateException("made to fail by a test");
                    }
                    done.add(workspace);
                },
                () -> false);
        assertThat(done).containsExactly(1, 3);
    }

    @Test
    void aShutdownEndsARunBetweenTwoWorkspaces() {
        List<Integer> done = new ArrayList<>();
        RecurringTasks.MISSING_DEALS.run(List.of(1, 2, 3), done::add, () -> done.size() == 2);
        assertThat(done).containsExactly(1, 2);
    }
}
