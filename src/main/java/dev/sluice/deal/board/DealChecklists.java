package dev.sluice.deal.board;

import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealSummary;
import dev.sluice.funnel.Pipeline;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is done of the checklist of the stage where a deal is; a deal that comes back is worked anew. */
@Component
class DealChecklists {
    /** Something to do; {@code by} and {@code at} are null until it is done. */
    record ChecklistItem(
            String text, @Nullable String by, @Nullable Instant at) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    DealChecklists(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    List<ChecklistItem> of(int workspace, DealSummary deal, Pipeline.@Nullable PipelineStage stage) {
        if (stage == null || stage.playbook().checklist().isEmpty()) {
            return List.of();
        }
        Map<String, ChecklistItem> done = done(workspace, List.of(deal)).getOrDefault(deal.id(), Map.of());
        return stage.playbook().checklist().stream()
                .map(item -> done.getOrDefault(item, new ChecklistItem(item, null, null)))
                .toList();
    }

    /** How much is done, such as "2 of 3", of each deal on which something is. */
    Map<Long, String> progress(int workspace, ActivePipeline way, Collection<DealSummary> deals) {
        Map<Long, String> progress = new HashMap<>();
        Map<Long, Map<String, ChecklistItem>> done = done(workspace, deals);
        for (DealSummary deal : deals) {
            Pipeline.PipelineStage stage = way.pipeline().stage(deal.stage());
            List<String> items = stage == null ? List.of() : stage.playbook().checklist();
            long ticked = items.stream()
                    .filter(done.getOrDefault(deal.id(), Map.of())::containsKey)
                    .count();
            if (ticked > 0) {
                progress.put(deal.id(), ticked + " of " + items.size());
            }
        }
        return progress;
    }

    private Map<Long, Map<String, ChecklistItem>> done(int workspace, Collection<DealSummary> deals) {
        Map<Long, Map<String, ChecklistItem>> done = new HashMap<>();
        tenancy.read(workspace, () -> {
            jdbc.sql("""
                            SELECT deal_id, subject, by, at FROM (
                                SELECT DISTINCT ON (e.deal_id, e.subject) e.deal_id, e.subject, e.kind, e.at,
                                       coalesce(e.data ->> 'by', '') AS by
                                FROM deal d JOIN deal_event e ON e.workspace_id = d.workspace_id AND e.deal_id = d.id
                                    AND e.at >= d.stage_entered_at
                                WHERE d.workspace_id = ? AND d.id = ANY (?) AND e.kind IN (?, ?)
                                ORDER BY e.deal_id, e.subject, e.at DESC, e.signal_id DESC) last
                            WHERE kind = ?""")
                    .params(
                            workspace,
                            SqlArray.bigint(deals.stream().map(DealSummary::id).toList()),
                            DealEvent.DONE.name(),
                            DealEvent.UNDONE.name(),
                            DealEvent.DONE.name())
                    .query(row -> {
                        done.computeIfAbsent(row.getLong(1), deal -> new HashMap<>())
                                .put(
                                        row.getString(2),
                                        new ChecklistItem(
                                                row.getString(2),
                                                row.getString(3),
                                                row.getTimestamp(4).toInstant()));
                    });
            return done;
        });
        return done;
    }
}
