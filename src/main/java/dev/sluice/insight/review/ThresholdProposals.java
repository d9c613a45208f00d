package dev.sluice.insight.review;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.funnel.Thresholds;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.cohort.ThresholdAudit;
import dev.sluice.insight.leaks.HistoryFindings;
import dev.sluice.insight.report.FunnelReports;
import dev.sluice.insight.report.Period;
import dev.sluice.insight.whatif.DraftVersions;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Once a quarter, the threshold that the audit suggests: a draft to be tried and activated by a human, or dismissed. */
@Component
public class ThresholdProposals {
    /**
     * An open proposal.
     *
     * @param version the draft that asks for {@code proposed} instead of {@code asked}
     */
    public record ThresholdProposal(
            String funnel,
            LocalDate quarter,
            String stage,
            double asked,
            double proposed,
            Proportion wins,
            Proportion losses,
            int version) {
        /** Where the draft is replayed beside what decides. */
        String href() {
            return "/insight/what-if?funnel=" + funnel + "&version=" + version;
        }

        String named() {
            return "the "
                    + switch (Month.of(quarter.getMonthValue())) {
                        case JANUARY -> "first";
                        case APRIL -> "second";
                        case JULY -> "third";
                        default -> "fourth";
                    }
                    + " quarter of " + quarter.getYear();
        }
    }

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Funnels funnels;
    private final ReportFilterReader filters;
    private final HistoryFindings findings;
    private final FunnelReports reports;
    private final DraftVersions drafts;
    private final InstantSource clock;

    ThresholdProposals(
            JdbcClient jdbc,
            Tenancy tenancy,
            Funnels funnels,
            ReportFilterReader filters,
            HistoryFindings findings,
            FunnelReports reports,
            DraftVersions drafts,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.funnels = funnels;
        this.filters = filters;
        this.findings = findings;
        this.reports = reports;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> thresholdProposalsTask(Workspaces workspaces) {
        return RecurringTasks.THRESHOLD_PROPOSALS.eachWorkspace(workspaces::ids, this::daily);
    }

    /** Audits each funnel that has no proposal for the quarter yet. */
    void daily(int workspace) {
        LocalDate today = clock.instant().atZone(reports.zone(workspace)).toLocalDate();
        funnels.active(workspace).forEach(run -> propose(workspace, run, quarter(today)));
    }

    static LocalDate quarter(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
    }

    private void propose(int workspace, DefinitionRun run, LocalDate quarter) {
        if (tenancy.read(workspace, () -> isProposed(workspace, run.funnel(), quarter))) {
            return;
        }
        ReportFilter filter =
                filters.read(workspace, Map.of("funnel", run.definition().name(), "period", Period.MONTHS_12.code()));
        HistoryFindings.ScoreHistory scores = findings.scores(workspace, filter);
        ThresholdAudit.ThresholdCut cut = scores.proposed();
        if (cut != null && scores.gate() != null && scores.asked() != null) {
            String gate = scores.gate();
            double asked = scores.asked();
            tenancy.in(workspace, () -> keep(workspace, run, quarter, gate, asked, cut));
        }
    }

    private boolean isProposed(int workspace, int funnel, LocalDate quarter) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM threshold_proposal WHERE workspace_id = ? AND funnel_id = ? AND quarter = ?)")
                .params(workspace, funnel, Date.valueOf(quarter))
                .query(Boolean.class)
                .single();
    }

    /** The row is written first, so that of several nodes one makes the draft. */
    private void keep(
            int workspace,
            DefinitionRun run,
            LocalDate quarter,
            String gate,
            double asked,
            ThresholdAudit.ThresholdCut cut) {
        int mine = jdbc.sql("""
                        INSERT INTO threshold_proposal (workspace_id, funnel_id, quarter, stage, asked, proposed, wins,
                                                        wins_kept, losses, losses_kept_out, version, proposed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING""")
                .params(
                        workspace,
                        run.funnel(),
                        Date.valueOf(quarter),
                        gate,
                        asked,
                        cut.threshold(),
                        cut.wins().n(),
                        cut.wins().part(),
                        cut.losses().n(),
                        cut.losses().part(),
                        Timestamp.from(clock.instant()))
                .update();
        if (mine == 0) {
            return;
        }
        OptionalInt draft = drafts.threshold(
                workspace,
                run,
                gate,
                (int) Math.rint(cut.threshold()),
                "Proposed by the threshold audit: wins kept " + cut.wins().text() + ", losses kept out "
                        + cut.losses().text());
        // where no draft can be made the proposal stands dismissed, for there is nothing to open
        jdbc.sql("""
                        UPDATE threshold_proposal SET version = ?, dismissed_at = CASE WHEN ? = 0 THEN proposed_at END
                        WHERE workspace_id = ? AND funnel_id = ? AND quarter = ?""")
                .params(draft.orElse(0), draft.orElse(0), workspace, run.funnel(), Date.valueOf(quarter))
                .update();
    }

    /** Those of this quarter that nobody dismissed and whose funnel still asks for what it asked for then. */
    public List<ThresholdProposal> open(int workspace) {
        List<DefinitionRun> active = funnels.active(workspace);
        LocalDate quarter =
                quarter(clock.instant().atZone(reports.zone(workspace)).toLocalDate());
        return tenancy.read(
                workspace,
                () -> active.stream()
                        .flatMap(run -> found(workspace, run, quarter).stream())
                        .toList());
    }

    private List<ThresholdProposal> found(int workspace, DefinitionRun run, LocalDate quarter) {
        return jdbc
                .sql("""
                        SELECT stage, asked, proposed, wins_kept, wins, losses_kept_out, losses, version
                        FROM threshold_proposal
                        WHERE workspace_id = ? AND funnel_id = ? AND quarter = ? AND dismissed_at IS NULL""")
                .params(workspace, run.funnel(), Date.valueOf(quarter))
                .query((row, number) -> new ThresholdProposal(
                        run.definition().name(),
                        quarter,
                        row.getString(1),
                        row.getDouble(2),
                        row.getDouble(3),
                        new Proportion(row.getLong(4), row.getLong(5)),
                        new Proportion(row.getLong(6), row.getLong(7)),
                        row.getInt(8)))
                .list()
                .stream()
                .filter(one -> {
                    Double asks = Thresholds.of(run.definition(), one.stage());
                    return asks != null && asks == one.asked();
                })
                .toList();
    }

    /** Not this quarter; the draft stays among the versions. Returns whether there was one to dismiss. */
    boolean dismiss(Member member, String funnel) {
        int workspace = member.workspace();
        int id = funnels.named(workspace, funnel).id();
        return tenancy.in(
                workspace,
                () -> jdbc.sql("""
                        UPDATE threshold_proposal SET dismissed_at = ?, dismissed_by = ?
                        WHERE workspace_id = ? AND funnel_id = ? AND dismissed_at IS NULL""")
                                .params(Timestamp.from(clock.instant()), member.user(), workspace, id)
                                .update()
                        > 0);
    }
}
