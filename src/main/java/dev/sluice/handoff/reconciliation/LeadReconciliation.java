package dev.sluice.handoff.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Reconciles leads: no open lead is forgotten, and leads in are leads accounted for. */
@Component
public class LeadReconciliation {
    /** The proof that no lead is forgotten: a member owns the leads that are owned and the steps of those dated. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ForgottenProof(
            long open,
            long inHands,
            long nurtured,
            long owned,
            long dated,
            long forgotten,
            long overdueDay,
            long overdueWeek,
            long overdueLonger) {
        @JsonProperty
        public long overdue() {
            return overdueDay + overdueWeek + overdueLonger;
        }
    }

    /** Leads that came in by one source in a period, and where each of them is now. */
    public record LeadReconciliationAccount(
            @Nullable String source,
            long in,
            long won,
            long lost,
            long disqualified,
            long nurturing,
            long active,
            long merged) {
        /** Zero, or the two books do not agree. */
        @JsonProperty
        public long missing() {
            return in - won - lost - disqualified - nurturing - active - merged;
        }
    }

    /** A figure of the proof, up to {@code overdue}, or of the ledger. */
    public enum ReconciliationFigure {
        OPEN,
        FORGOTTEN,
        IN_HANDS,
        NURTURED,
        DATED,
        OVERDUE,
        IN,
        WON,
        LOST,
        DISQUALIFIED,
        NURTURING,
        ACTIVE,
        MERGED,
        MISSING;

        public boolean ofProof() {
            return compareTo(OVERDUE) <= 0;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A lead behind a figure.
     *
     * @param lead the person as the books have them, {@code person} after any merge
     * @param stage its position in the definition, null when it has no standing of its own any more
     * @param since when it entered that stage (proof) or came in (ledger)
     */
    public record BooksDrillDown(
            long lead,
            long person,
            String name,
            @Nullable String source,
            @Nullable Integer stage,
            @Nullable Integer outcome,
            Instant since,
            @Nullable Instant nextAt) {}

    /**
     * The leads to show behind a figure; the period counts for figures of the ledger alone.
     *
     * @param source null for all, "" for leads without one
     */
    public record DrillDownQuery(
            ReconciliationFigure figure, @Nullable String source, Instant from, Instant to) {}

    private final ReconciliationRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;

    LeadReconciliation(ReconciliationRows rows, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public ForgottenProof proof(int workspace, HandoffPolicy policy) {
        return tenancy.read(workspace, () -> rows.proof(workspace, policy, clock.instant()));
    }

    /**
     * The ledger of leads that first entered a stage in the period, by origin. Leads in are counted in the decisions,
     * where they are now in the standings: two books that have to agree.
     */
    public List<LeadReconciliationAccount> ledger(int workspace, HandoffPolicy policy, Instant from, Instant to) {
        return tenancy.read(workspace, () -> rows.ledger(workspace, policy, from, to));
    }

    /**
     * The leads behind a figure.
     *
     * @param after the text of the page before; "" for the first page
     */
    public Page<BooksDrillDown> drillDown(
            int workspace, HandoffPolicy policy, DrillDownQuery query, String after, int limit) {
        Cursor cursor = Cursor.read("after", after, Instant.class, Long.class);
        if (query.figure().ofProof()) {
            List<BooksDrillDown> leads = tenancy.read(
                    workspace,
                    () -> rows.ofProof(workspace, policy, query.figure(), clock.instant(), cursor, limit + 1));
            return Page.of(
                    leads,
                    limit,
                    lead -> Cursor.of(lead.nextAt() == null ? Instant.EPOCH : lead.nextAt(), lead.lead()));
        }
        List<BooksDrillDown> leads =
                tenancy.read(workspace, () -> rows.ofLedger(workspace, policy, query, cursor, limit + 1));
        return Page.of(leads, limit, lead -> Cursor.of(lead.since(), lead.lead()));
    }
}
