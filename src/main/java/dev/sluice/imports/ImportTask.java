package dev.sluice.imports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.sluice.platform.web.NavEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable task behind an import: outlives a crash, moves to another node, and steps back from a shutdown. */
@Configuration(proxyBeanMethods = false)
class ImportTask {
    private static final String TASK = "import";
    private static final int MOST_FAILURES = 30;

    /** An import keeps its thread to the end, and other durable work must not wait for it. */
    private final Semaphore places = new Semaphore(2);

    @Bean
    NavEntry importEntry() {
        return new NavEntry(70, "import", "Import", "/imports", "import");
    }

    @Bean
    Task<Void> importTask(Importer importer, InstantSource clock) {
        return Tasks.custom(TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)))
                .execute((instance, context) -> {
                    String[] parts = instance.getId().split("/", -1);
                    int workspace = Integer.parseInt(parts[0]);
                    long id = Long.parseLong(parts[1]);
                    if (context.getExecution().consecutiveFailures >= MOST_FAILURES) {
                        importer.end(
                                workspace,
                                id,
                                Import.ImportState.FAILED,
                                "It failed time and again; the log says why.");
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    if (!places.tryAcquire()) {
                        return (complete, operations) ->
                                operations.reschedule(complete, clock.instant().plusSeconds(2));
                    }
                    try {
                        boolean over = importer.run(workspace, id, context.getSchedulerState()::isShuttingDown);
                        return over
                                ? new CompletionHandler.OnCompleteRemove<>()
                                : (complete, operations) -> operations.reschedule(complete, clock.instant());
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    } finally {
                        places.release();
                    }
                });
    }

    /** Has the file taken in as soon as the transaction under way is committed. */
    static void schedule(SchedulerClient scheduler, int workspace, long id, int start, InstantSource clock) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(TASK, workspace + "/" + id + "/" + start), clock.instant());
    }
}
