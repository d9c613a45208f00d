package dev.sluice.insight.review;

import dev.sluice.funnel.Thresholds;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** The open proposals of this quarter, each a draft that a human tries and activates, or dismisses. */
@Component
public class ThresholdProposals {
    private final ThresholdProposalRows rows;
    private final Tenancy tenancy;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final InstantSource clock;

    ThresholdProposals(
            ThresholdProposalRows rows, Tenancy tenancy, Funnels funnels, Workspaces workspaces, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** The first day of this quarter. */
    LocalDate quarter(int workspace) {
        return ThresholdProposal.quarter(
                clock.instant().atZone(workspaces.get(workspace).timeZone()).toLocalDate());
    }

    /** Those that no one dismissed and whose funnel still has the threshold that it had then. */
    public List<ThresholdProposal> open(int workspace) {
        List<DefinitionRun> active = funnels.active(workspace);
        LocalDate quarter = quarter(workspace);
        return tenancy.read(
                workspace,
                () -> active.stream()
                        .flatMap(run -> rows.open(workspace, run, quarter).stream()
                                .filter(proposal -> {
                                    Double threshold = Thresholds.of(run.definition(), proposal.stage());
                                    return threshold != null && threshold == proposal.asked();
                                }))
                        .toList());
    }

    /** Dismisses the proposal of this quarter; the draft stays among the versions. Whether there was one. */
    boolean dismiss(Member member, String funnel) {
        int workspace = member.workspace();
        int id = funnels.named(workspace, funnel).id();
        return tenancy.in(workspace, () -> rows.dismiss(workspace, id, member.user(), clock.instant()));
    }
}
