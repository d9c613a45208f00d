package dev.sluice.insight.review;

import dev.sluice.insight.cohort.ThresholdAudit.ThresholdCut;
import dev.sluice.platform.database.Row;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.statistics.Proportion;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of threshold proposals. */
@Component
class ThresholdProposalRows {
    private final JdbcClient jdbc;

    ThresholdProposalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean exists(int workspace, int funnel, LocalDate quarter) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM threshold_proposal WHERE workspace_id = ? AND funnel_id = ? AND quarter = ?)")
                .params(workspace, funnel, Date.valueOf(quarter))
                .query(Boolean.class)
                .single();
    }

    /** Adds a proposal without a draft; false where the quarter has one already. */
    boolean add(int workspace, int funnel, LocalDate quarter, String gate, double asked, ThresholdCut cut, Instant at) {
        return jdbc.sql("""
                        INSERT INTO threshold_proposal (workspace_id, funnel_id, quarter, stage, asked, proposed, wins,
                                                        wins_kept, losses, losses_kept_out, version, proposed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                workspace,
                                funnel,
                                Date.valueOf(quarter),
                                gate,
                                asked,
                                cut.threshold(),
                                cut.wins().n(),
                                cut.wins().part(),
                                cut.losses().n(),
                                cut.losses().part(),
                                Timestamp.from(at))
                        .update()
                > 0;
    }

    /** Names the draft of a proposal; without one (0) the proposal is dismissed, for there is nothing to open. */
    void draft(int workspace, int funnel, LocalDate quarter, int version) {
        jdbc.sql("""
                        UPDATE threshold_proposal SET version = ?, dismissed_at = CASE WHEN ? = 0 THEN proposed_at END
                        WHERE workspace_id = ? AND funnel_id = ? AND quarter = ?""")
                .params(version, version, workspace, funnel, Date.valueOf(quarter))
                .update();
    }

    /** The proposals of the quarter that no one dismissed. */
    List<ThresholdProposal> open(int workspace, DefinitionRun run, LocalDate quarter) {
        return jdbc.sql("""
                        SELECT stage, asked, proposed, wins_kept, wins, losses_kept_out, losses, version
                        FROM threshold_proposal
                        WHERE workspace_id = ? AND funnel_id = ? AND quarter = ? AND dismissed_at IS NULL""")
                .params(workspace, run.funnel(), Date.valueOf(quarter))
                .query(Row.map(row -> new ThresholdProposal(
                        run.definition().name(),
                        quarter,
                        row.text("stage"),
                        row.doubleValue("asked"),
                        row.doubleValue("proposed"),
                        new Proportion(row.longValue("wins_kept"), row.longValue("wins")),
                        new Proportion(row.longValue("losses_kept_out"), row.longValue("losses")),
                        row.intValue("version"))))
                .list();
    }

    /** Dismisses the open proposals of a funnel; whether there were any. */
    boolean dismiss(int workspace, int funnel, int user, Instant at) {
        return jdbc.sql("""
                        UPDATE threshold_proposal SET dismissed_at = ?, dismissed_by = ?
                        WHERE workspace_id = ? AND funnel_id = ? AND dismissed_at IS NULL""").params(Timestamp.from(at), user, workspace, funnel).update() > 0;
    }
}
