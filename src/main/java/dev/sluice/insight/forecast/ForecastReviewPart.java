package dev.sluice.insight.forecast;

import dev.sluice.insight.WeeklyReviewPart;
import dev.sluice.insight.forecast.ForecastReport.ForecastMonth;
import dev.sluice.insight.history.SlippedDeal;
import dev.sluice.platform.MoneyFormat;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The forecast in the weekly review: the month against its target, what changed within the week, what was put off. */
@Component
class ForecastReviewPart implements WeeklyReviewPart {
    private static final String PAGE = "/insight/forecast";

    private final Forecast forecast;
    private final Workspaces workspaces;

    ForecastReviewPart(Forecast forecast, Workspaces workspaces) {
        this.forecast = forecast;
        this.workspaces = workspaces;
    }

    @Override
    public String title() {
        return "Forecast";
    }

    @Override
    public List<ReviewNote> notes(int workspace, DefinitionRun run, Instant seen) {
        Workspace own = workspaces.get(workspace);
        ForecastReport report = forecast.report(own, run, seen, "");
        if (report.open().isEmpty()
                && report.others().isEmpty()
                && report.velocity().closed() == 0) {
            return List.of();
        }
        String page = PAGE + "?funnel=" + run.definition().name();
        List<ReviewNote> notes = new ArrayList<>();
        notes.add(new ReviewNote(month(report.months().getFirst(), report.currency()), page + "#months"));
        notes.add(new ReviewNote(week(report), page + "#weeks"));
        if (!report.slips().isEmpty()) {
            notes.add(new ReviewNote(slips(report), page + "#slips"));
        }
        return notes;
    }

    /** Won and still to come, against the target where there is one. */
    private static String month(ForecastMonth month, String currency) {
        WeightedPipeline byHistory = month.byHistory();
        String text = ForecastCharts.month(month.first(), "This month") + ": "
                + MoneyFormat.whole(month.won(), currency) + " won and " + expected(byHistory, currency);
        return month.target() == null
                ? text + "; no target is set."
                : text
                        + String.format(
                                Locale.ROOT,
                                ", %.0f %% of the target of %s.",
                                100 * month.expected() / month.target().doubleValue(),
                                MoneyFormat.whole(month.target(), currency));
    }

    private static String expected(WeightedPipeline byHistory, String currency) {
        String without = byHistory.unknown() == 0
                ? ""
                : " (" + DisplayFormat.count(byHistory.unknown(), "deal") + " without an amount)";
        return byHistory.known()
                ? MoneyFormat.about(byHistory.mean(), currency) + " to come by own history (95 % between "
                        + MoneyFormat.about(byHistory.low(), currency) + " and "
                        + MoneyFormat.about(byHistory.high(), currency) + ")" + without
                : "an unknown amount to come" + without;
    }

    private static String week(ForecastReport report) {
        String currency = report.currency();
        WeightedPipeline before = report.weeks().getLast().byHistory();
        String others = report.others().isEmpty()
                ? ""
                : " Deals in " + String.join(", ", report.others().keySet()) + " are not in these amounts.";
        return "All open deals: " + expected(report.byHistory(), currency) + ", "
                + about(report.byDefinition(), currency) + " by the definition; a week ago history said "
                + about(before, currency) + "." + others;
    }

    private static String about(WeightedPipeline weighted, String currency) {
        return weighted.known() ? MoneyFormat.about(weighted.mean(), currency) : "nothing for want of amounts";
    }

    private static String slips(ForecastReport report) {
        SlippedDeal worst = report.slips().getFirst();
        return DisplayFormat.count(report.slips().size(), "open deal") + " put off, the most "
                + worst.title() + ": " + DisplayFormat.count(worst.times(), "time") + ", "
                + DisplayFormat.count(worst.days(), "day") + " in all, now due " + ForecastCharts.day(worst.last())
                + ".";
    }
}
