package dev.sluice.workspace.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The chain of hashes over the audit log: each seal covers an entry and the seal before it, so that an entry that is
 * changed or removed later is found, also when someone with the rights of the database's owner did it.
 */
@Component
class AuditChain {
    /**
     * What a check found.
     *
     * @param first the number of the oldest entry that is kept, 0 for none
     * @param broken the first entry that does not fit its hash; null when all do
     * @param hash the newest hash, in hexadecimal
     * @param unsealed entries without a seal; those of the last minute were just sealed
     */
    record AuditCheck(long first, long last, @Nullable Long broken, String hash, long unsealed) {
        boolean isSound() {
            return broken == null && unsealed == 0;
        }

        /** The number of the last entry up to which all fit. */
        long verifiedTo() {
            return broken == null ? last : broken - 1;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(AuditChain.class);

    private final AuditChainRows rows;
    private final Tenancy tenancy;

    AuditChain(AuditChainRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    @Bean
    RecurringTask<Void> auditSealingTask(Workspaces workspaces) {
        return RecurringTasks.AUDIT_SEALING.eachWorkspace(workspaces::ids, this::seal);
    }

    /** The newest hash in the program's log, which lies outside of the database: a chain rewritten later differs. */
    @Bean
    RecurringTask<Void> auditCheckTask(Workspaces workspaces) {
        return RecurringTasks.AUDIT_CHECK.eachWorkspace(workspaces::ids, workspace -> {
            AuditCheck check = check(workspace);
            if (check.isSound()) {
                log.info(
                        "audit log of workspace {}: verified to entry {}, hash {}",
                        workspace,
                        check.last(),
                        check.hash());
            } else {
                log.error("audit log of workspace {}: verified only to entry {}", workspace, check.verifiedTo());
            }
        });
    }

    /** Seals what was committed since. */
    void seal(int workspace) {
        while (tenancy.in(workspace, () -> rows.seal(workspace)) > 0) {
            // at most so many a transaction
        }
    }

    /** Seals what is new and checks all. */
    AuditCheck check(int workspace) {
        seal(workspace);
        return tenancy.read(workspace, () -> rows.check(workspace));
    }

    /** How many entries {@link #trim} would delete. */
    long olderThan(int workspace, Instant until) {
        return tenancy.read(workspace, () -> rows.olderThan(workspace, until));
    }

    /** Deletes the entries from before an instant that is at least 90 days ago; those left can still be checked. */
    long trim(int workspace, Instant until) {
        seal(workspace);
        return tenancy.in(workspace, () -> rows.trim(workspace, until));
    }
}
