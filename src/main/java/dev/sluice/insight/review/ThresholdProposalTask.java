package dev.sluice.insight.review;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.ThresholdAudit.ThresholdCut;
import dev.sluice.insight.leaks.HistoryFindings;
import dev.sluice.insight.whatif.DraftVersions;
import dev.sluice.platform.PeriodChoice;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Once a quarter, proposes the threshold that the audit suggests, as a draft. */
@Component
class ThresholdProposalTask {
    private final ThresholdProposals proposals;
    private final ThresholdProposalRows rows;
    private final Tenancy tenancy;
    private final Funnels funnels;
    private final ReportFilterReader filters;
    private final HistoryFindings findings;
    private final DraftVersions drafts;

    ThresholdProposalTask(
            ThresholdProposals proposals,
            ThresholdProposalRows rows,
            Tenancy tenancy,
            Funnels funnels,
            ReportFilterReader filters,
            HistoryFindings findings,
            DraftVersions drafts) {
        this.proposals = proposals;
        this.rows = rows;
        this.tenancy = tenancy;
        this.funnels = funnels;
        this.filters = filters;
        this.findings = findings;
        this.drafts = drafts;
    }

    @Bean
    RecurringTask<Void> thresholdProposalsTask(Workspaces workspaces) {
        return RecurringTasks.THRESHOLD_PROPOSALS.eachWorkspace(workspaces::ids, this::daily);
    }

    /** Audits each funnel that has no proposal for the quarter yet. */
    void daily(int workspace) {
        LocalDate quarter = proposals.quarter(workspace);
        funnels.active(workspace).forEach(run -> propose(workspace, run, quarter));
    }

    private void propose(int workspace, DefinitionRun run, LocalDate quarter) {
        if (tenancy.read(workspace, () -> rows.exists(workspace, run.funnel(), quarter))) {
            return;
        }
        ReportFilter filter = filters.read(
                workspace, Map.of("funnel", run.definition().name(), "period", PeriodChoice.MONTHS_12.code()));
        HistoryFindings.ScoreHistory scores = findings.scores(workspace, filter);
        ThresholdCut cut = scores.proposed();
        if (cut != null && scores.gate() != null && scores.asked() != null) {
            String gate = scores.gate();
            double asked = scores.asked();
            Instant now = filter.seen();
            tenancy.in(workspace, () -> {
                // the row is written first, so that of several nodes one makes the draft
                if (rows.add(workspace, run.funnel(), quarter, gate, asked, cut, now)) {
                    rows.draft(workspace, run.funnel(), quarter, draft(workspace, run, gate, cut));
                }
            });
        }
    }

    /** The version of the draft; 0 where none can be made. */
    private int draft(int workspace, DefinitionRun run, String gate, ThresholdCut cut) {
        String note = "Proposed by the threshold audit: wins kept " + cut.wins().text() + ", losses kept out "
                + cut.losses().text();
        return drafts.threshold(workspace, run, gate, (int) Math.rint(cut.threshold()), note)
                .orElse(0);
    }
}
