package dev.sluice.handoff.report;

import dev.sluice.platform.Period;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.statistics.Proportion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The report of lead acceptance: which leads sales accepts, rejects with a reason, or ignores. */
@Component
class LeadAcceptance {
    /** How decisions are grouped. */
    enum AcceptanceBreakdown {
        SOURCE("source"),
        FORM("form"),
        REASON("reason");

        final String column;

        AcceptanceBreakdown(String column) {
            this.column = column;
        }
    }

    /** @param key the source, the form that was sent last before the answer, or the reason of a rejection */
    record AcceptanceRow(String key, long accepted, long rejected, long ignored) {
        long all() {
            return accepted + rejected + ignored;
        }

        Proportion rate() {
            return new Proportion(accepted, all());
        }
    }

    /** Filter of decisions; null is any. */
    record AcceptanceFilter(
            @Nullable String answer,
            @Nullable String source,
            @Nullable String form,
            @Nullable String reason) {}

    /** One decision of sales with its lead. */
    record LeadDecision(
            long id,
            long person,
            String title,
            String ownerName,
            String answer,
            @Nullable String reason,
            String source,
            String form,
            Instant offeredAt,
            Instant at) {}

    private final LeadAcceptanceRows rows;
    private final Tenancy tenancy;

    LeadAcceptance(LeadAcceptanceRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    List<AcceptanceRow> rows(int workspace, Period period, AcceptanceBreakdown by) {
        return tenancy.read(workspace, () -> rows.figures(workspace, period, by));
    }

    /**
     * The decisions behind a figure, the newest first.
     *
     * @param after the text of the page before; "" for the first page
     */
    Page<LeadDecision> drillDown(int workspace, Period period, AcceptanceFilter filter, String after, int limit) {
        Cursor cursor = Cursor.read("after", after, Instant.class, Long.class);
        List<LeadDecision> decisions =
                tenancy.read(workspace, () -> rows.decisions(workspace, period, filter, cursor, limit + 1));
        return Page.of(decisions, limit, decision -> Cursor.of(decision.at(), decision.id()));
    }
}
