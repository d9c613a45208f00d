package dev.sluice.handoff.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.RowsResponse;
import dev.sluice.handoff.reconciliation.LeadReconciliation;
import dev.sluice.platform.Period;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Periods;
import dev.sluice.workspace.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reconciliation of leads for callers of the API. */
@RestController
@RequestMapping("/api/v1/reports")
class ReconciliationApi {
    /** Figures of one funnel. */
    record FunnelResponse<T>(String funnel, @JsonUnwrapped T figures) {}

    private final LeadReconciliation reconciliation;
    private final Funnels funnels;
    private final Periods periods;

    ReconciliationApi(LeadReconciliation reconciliation, Funnels funnels, Periods periods) {
        this.reconciliation = reconciliation;
        this.funnels = funnels;
        this.periods = periods;
    }

    /** That no lead is forgotten, by funnel: {@code forgotten} is zero. */
    @RequiresScope("reports:read")
    @GetMapping("/proof")
    RowsResponse<FunnelResponse<LeadReconciliation.ForgottenProof>> proof(ApiCaller caller) {
        return new RowsResponse<>(funnels.active(caller.workspace()).stream()
                .map(run -> new FunnelResponse<>(
                        run.definition().name(), reconciliation.proof(caller.workspace(), HandoffPolicy.of(run))))
                .toList());
    }

    /**
     * Leads in and where they are now, by source. {@code missing} is zero.
     *
     * @param period 30d, 90d, which is meant when it is left out, 12m or all
     * @param from instead of a period: the first day in the workspace's time zone, or an instant; open when left out
     * @param to the last day, which is included, or an instant, which is not; now when left out
     */
    @RequiresScope("reports:read")
    @GetMapping("/ledger")
    RowsResponse<FunnelResponse<LeadReconciliation.LeadReconciliationAccount>> ledger(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        Period read = periods.read(caller.workspace(), period, from, to);
        return new RowsResponse<>(funnels.active(caller.workspace()).stream()
                .flatMap(run ->
                        reconciliation
                                .ledger(caller.workspace(), HandoffPolicy.of(run), read.start(), read.to())
                                .stream()
                                .map(account ->
                                        new FunnelResponse<>(run.definition().name(), account)))
                .toList());
    }
}
