package dev.sluice.forecast;

import dev.sluice.forecast.Outlook.Month;
import dev.sluice.forecast.Outlook.Report;
import dev.sluice.insight.ReviewPart;
import dev.sluice.platform.Money;
import dev.sluice.standing.Run;
import dev.sluice.standing.Wording;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The forecast in the weekly review: the month against its target, what changed within the week, what was put off. */
@Component
class ForecastReview implements ReviewPart {
    private static final String PAGE = "/insight/forecast";

    private final Outlook outlook;
    private final Workspaces workspaces;

    ForecastReview(Outlook outlook, Workspaces workspaces) {
        this.outlook = outlook;
        this.workspaces = workspaces;
    }

    @Override
    public String title() {
        return "Forecast";
    }

    @Override
    public List<Note> notes(int workspace, Run run, Instant seen) {
        Workspace own = workspaces.get(workspace);
        Report report = outlook.report(workspace, run, own.timeZone(), seen);
        if (report.open().isEmpty() && report.velocity().closed() == 0) {
            return List.of();
        }
        String page = PAGE + "?funnel=" + run.definition().name();
        List<Note> notes = new ArrayList<>();
        notes.add(new Note(month(report.months().getFirst(), own.currency()), page + "#months"));
        notes.add(new Note(week(report, own.currency()), page + "#weeks"));
        if (!report.slips().isEmpty()) {
            notes.add(new Note(slips(report), page + "#slips"));
        }
        return notes;
    }

    /** Won and still to come, against the target where there is one. */
    private static String month(Month month, String currency) {
        Weighted lived = month.lived();
        double expected = month.won() + lived.mean();
        String text = Pictures.month(month.first(), "This month") + ": "
                + Money.whole(month.won(), currency) + " won and " + Money.about(lived.mean(), currency)
                + " to come by own history (95 % between " + Money.about(lived.low(), currency) + " and "
                + Money.about(lived.high(), currency) + ")";
        return month.target() == null || month.target() == 0
                ? text + "; no target is set."
                : text
                        + String.format(
                                Locale.ROOT,
                                ", %.0f %% of the target of %s.",
                                100 * expected / month.target(),
                                Money.whole(month.target(), currency));
    }

    private static String week(Report report, String currency) {
        double before = report.weeks().getLast().lived().mean();
        return "All open deals: " + Money.about(report.lived().mean(), currency) + " by own history, "
                + Money.about(report.written().mean(), currency) + " by the definition; a week ago history said "
                + Money.about(before, currency) + ".";
    }

    private static String slips(Report report) {
        DealRows.Slip worst = report.slips().getFirst();
        return Wording.count(report.slips().size(), "open deal") + " put off, the most "
                + worst.title() + ": " + Wording.count(worst.times(), "time") + ", "
                + Wording.count(worst.days(), "day") + " in all, now due " + Pictures.day(worst.last()) + ".";
    }
}
