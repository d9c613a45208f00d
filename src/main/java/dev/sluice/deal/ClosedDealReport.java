package dev.sluice.deal;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What was won and lost in each month and quarter, by the day a deal closed. */
@Component
public class ClosedDealReport {
    private static final int QUARTERS = 5;

    private final ClosedDealRows rows;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    ClosedDealReport(ClosedDealRows rows, Workspaces workspaces, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** The months of this quarter and the four before it, up to this month, the newest first. */
    public List<ClosedDeals> months(int workspace) {
        ZoneId zone = workspaces.get(workspace).timeZone();
        YearMonth now = YearMonth.from(clock.instant().atZone(zone));
        LocalDate first = now.atDay(1).with(IsoFields.DAY_OF_QUARTER, 1).minusMonths(3L * (QUARTERS - 1));
        List<ClosedDeals> closed = tenancy.read(
                workspace,
                () -> rows.closed(workspace, zone, first.atStartOfDay(zone).toInstant()));
        List<ClosedDeals> months = new ArrayList<>();
        for (YearMonth month = now; !month.atDay(1).isBefore(first); month = month.minusMonths(1)) {
            String period = month.toString();
            months.add(ClosedDeals.sum(
                    month.atDay(1),
                    period,
                    closed.stream().filter(one -> one.period().equals(period)).toList()));
        }
        return months;
    }

    /** The same by quarter. */
    public static List<ClosedDeals> quarters(List<ClosedDeals> months) {
        Map<LocalDate, List<ClosedDeals>> quarters = new LinkedHashMap<>();
        months.forEach(month -> quarters.computeIfAbsent(
                        month.from().with(IsoFields.DAY_OF_QUARTER, 1), first -> new ArrayList<>())
                .add(month));
        return quarters.entrySet().stream()
                .map(quarter -> ClosedDeals.sum(
                        quarter.getKey(),
                        quarter.getKey().getYear() + "-Q" + quarter.getKey().get(IsoFields.QUARTER_OF_YEAR),
                        quarter.getValue()))
                .toList();
    }
}
