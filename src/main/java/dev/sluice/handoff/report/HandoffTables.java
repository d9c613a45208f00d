package dev.sluice.handoff.report;

import dev.sluice.handoff.CapacitySimulation.CapacityPoint;
import dev.sluice.handoff.CapacitySimulation.Reckoning;
import dev.sluice.handoff.reconciliation.LeadReconciliation.LeadReconciliationAccount;
import dev.sluice.handoff.report.LeadAcceptance.AcceptanceRow;
import dev.sluice.handoff.report.ResponseTimes.ResponseTimesRow;
import dev.sluice.platform.web.Table;
import dev.sluice.platform.web.Table.CellUnit;
import java.util.List;

/** The columns of the hand-off reports, for their CSV and JSON. */
final class HandoffTables {
    /** One line of the ledger of a funnel. */
    record LedgerLine(String funnel, LeadReconciliationAccount account) {}

    /** One threshold of a funnel's gate. */
    record ThresholdLine(Reckoning funnel, CapacityPoint point) {
        static List<ThresholdLine> of(Reckoning reckoning) {
            return reckoning.points().stream()
                    .map(point -> new ThresholdLine(reckoning, point))
                    .toList();
        }
    }

    static final Table<LedgerLine> LEDGER = Table.<LedgerLine>of("ledger")
            .column("funnel", "Funnel", CellUnit.TEXT, LedgerLine::funnel)
            .column("source", "Source", CellUnit.TEXT, line -> line.account().source())
            .column("in", "In", CellUnit.COUNT, line -> line.account().in())
            .column("won", "Won", CellUnit.COUNT, line -> line.account().won())
            .column("lost", "Lost", CellUnit.COUNT, line -> line.account().lost())
            .column(
                    "disqualified",
                    "Disqualified",
                    CellUnit.COUNT,
                    line -> line.account().disqualified())
            .column(
                    "nurturing",
                    "Nurturing",
                    CellUnit.COUNT,
                    line -> line.account().nurturing())
            .column("active", "Active", CellUnit.COUNT, line -> line.account().active())
            .column("merged", "Merged", CellUnit.COUNT, line -> line.account().merged())
            .column("missing", "Missing", CellUnit.COUNT, line -> line.account().missing());

    /** Times are in working seconds of the class. */
    static final Table<ResponseTimesRow> RESPONSE_TIMES = Table.<ResponseTimesRow>of("response-times")
            .column("response_class", "Class", CellUnit.TEXT, ResponseTimesRow::responseClass)
            .column("owner", "Owner's id", CellUnit.ID, ResponseTimesRow::owner)
            .column("owner_name", "Owner", CellUnit.TEXT, ResponseTimesRow::ownerName)
            .column("source", "Source", CellUnit.TEXT, ResponseTimesRow::source)
            .column("day", "Day of the week, 0 is Monday", CellUnit.COUNT, ResponseTimesRow::day)
            .column("hour", "Hour", CellUnit.COUNT, ResponseTimesRow::hour)
            .column("clocks", "Clocks", CellUnit.COUNT, ResponseTimesRow::clocks)
            .column("in_time", "In time", CellUnit.COUNT, ResponseTimesRow::inTime)
            .column("late", "Late", CellUnit.COUNT, ResponseTimesRow::late)
            .column("running", "Running", CellUnit.COUNT, ResponseTimesRow::running)
            .column("called_off", "Called off", CellUnit.COUNT, ResponseTimesRow::calledOff)
            .column("answered", "Answered", CellUnit.COUNT, ResponseTimesRow::answered)
            .column("median", "Median, seconds", CellUnit.NUMBER, ResponseTimesRow::median)
            .column("p90", "90 %, seconds", CellUnit.NUMBER, ResponseTimesRow::p90)
            .column("worst", "Worst, seconds", CellUnit.NUMBER, ResponseTimesRow::worst);

    static final Table<AcceptanceRow> ACCEPTANCE = Table.<AcceptanceRow>of("answers")
            .column("key", "Group", CellUnit.TEXT, AcceptanceRow::key)
            .column("accepted", "Accepted", CellUnit.COUNT, AcceptanceRow::accepted)
            .column("rejected", "Rejected", CellUnit.COUNT, AcceptanceRow::rejected)
            .column("ignored", "Ignored", CellUnit.COUNT, AcceptanceRow::ignored);

    static final Table<ThresholdLine> CAPACITY = Table.<ThresholdLine>of("capacity")
            .column("funnel", "Funnel", CellUnit.TEXT, line -> line.funnel().funnel())
            .column("stage", "Stage", CellUnit.TEXT, line -> line.funnel().stage())
            .column(
                    "threshold",
                    "At least",
                    CellUnit.NUMBER,
                    line -> line.point().threshold())
            .column("current", "Current", CellUnit.TEXT, line -> line.point().current())
            .column("leads", "Leads", CellUnit.COUNT, line -> line.point().leads())
            .column(
                    "per_week",
                    "Leads a week",
                    CellUnit.NUMBER,
                    line -> line.point().perWeek())
            .column(
                    "median",
                    "Median, seconds",
                    CellUnit.NUMBER,
                    line -> line.point().median())
            .column(
                    "p90",
                    "90 %, seconds",
                    CellUnit.NUMBER,
                    line -> line.point().p90())
            .column("in_time", "In time", CellUnit.SHARE, line -> line.point().inTime());

    private HandoffTables() {}
}
