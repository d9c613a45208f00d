package dev.sluice.handoff.report;

import dev.sluice.handoff.reconciliation.LeadReconciliation.ForgottenProof;
import dev.sluice.handoff.reconciliation.LeadReconciliation.LeadReconciliationAccount;
import dev.sluice.standing.DefinitionRun;
import java.util.List;

/** The reconciliation of one funnel. */
record FunnelBook(DefinitionRun run, ForgottenProof proof, List<LeadReconciliationAccount> ledger) {
    LeadReconciliationAccount sum() {
        return ledger.stream()
                .reduce(
                        new LeadReconciliationAccount(null, 0, 0, 0, 0, 0, 0, 0),
                        (sum, line) -> new LeadReconciliationAccount(
                                null,
                                sum.in() + line.in(),
                                sum.won() + line.won(),
                                sum.lost() + line.lost(),
                                sum.disqualified() + line.disqualified(),
                                sum.nurturing() + line.nurturing(),
                                sum.active() + line.active(),
                                sum.merged() + line.merged()));
    }
}
