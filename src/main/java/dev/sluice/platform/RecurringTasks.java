package dev.sluice.platform;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The calendar: everything that Sluice does each minute or slower. A task runs on one node at a time, so long after its
 * last run has ended; the module that owns the work registers it as a bean. What is faster is a {@link PeriodicWorker}.
 */
public enum RecurringTasks {
    /** Opens deals for people who already were where a new version of the definition opens them. */
    MISSING_DEALS(Duration.ofMinutes(1)),
    /** Finds leads that have the wrong owner or none, and corrects them. */
    LEAD_CHECK(Duration.ofMinutes(1)),
    /** Mails each salesperson before their working day what is due. */
    DIGEST_MAIL(Duration.ofMinutes(5)),
    /** Mails the review of the week before on Monday morning. */
    WEEKLY_REVIEW_MAIL(Duration.ofMinutes(5)),
    /** Deletes mail of the built-in mailbox that is too old or too much. */
    MAILBOX_PRUNING(Duration.ofMinutes(10)),
    /** Seals new entries of the audit log in its chain of hashes. */
    AUDIT_SEALING(Duration.ofMinutes(1)),
    /** Checks the chain of the audit log and writes its newest hash into the program's log. */
    AUDIT_CHECK(Duration.ofDays(1)),
    /** Makes the backup of the day and deletes the oldest. */
    BACKUP(Duration.ofMinutes(5)),
    /** Proposes the quarter's thresholds where the audit suggests others. */
    THRESHOLD_PROPOSALS(Duration.ofDays(1));

    private final Duration every;

    RecurringTasks(Duration every) {
        this.every = every;
    }

    /** As the table of tasks has it: "missing-deals". */
    String taskName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Duration every() {
        return every;
    }

    /** The work for one workspace after the other: what fails in one does not keep the next one waiting. */
    public RecurringTask<Void> eachWorkspace(Supplier<List<Integer>> workspaces, IntConsumer work) {
        return Tasks.recurring(taskName(), FixedDelay.of(every))
                .execute((instance, context) ->
                        run(workspaces.get(), work, context.getSchedulerState()::isShuttingDown));
    }

    /** Work for the whole installation. */
    public RecurringTask<Void> once(Runnable work) {
        return Tasks.recurring(taskName(), FixedDelay.of(every)).execute((instance, context) -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                PeriodicWorker.failed(taskName(), failure);
            }
        });
    }

    void run(List<Integer> workspaces, IntConsumer work, BooleanSupplier ends) {
        for (int workspace : workspaces) {
            if (ends.getAsBoolean()) {
                return;
            }
            try {
                work.accept(workspace);
            } catch (RuntimeException failure) {
                PeriodicWorker.failed(taskName(), failure);
            }
        }
    }
}
