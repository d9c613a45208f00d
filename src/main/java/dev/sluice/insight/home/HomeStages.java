package dev.sluice.insight.home;

import dev.sluice.funnel.Definition.Layer;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.insight.home.HomeFunnel.HomeStage;
import dev.sluice.insight.report.FunnelCounts;
import dev.sluice.platform.Period;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.DefinitionRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The widths of the home page's funnel: visitors, then every stage. */
final class HomeStages {
    private HomeStages() {}

    static List<HomeStage> of(DefinitionRun run, Period period, FunnelCounts total, long visitors, long captured) {
        List<HomeStage> steps = new ArrayList<>();
        String people = "/people?funnel=" + run.definition().name();
        String days = days(period);
        if (visitors > 0) {
            steps.add(visitors(
                    visitors,
                    captured,
                    "/insight/people?funnel=" + run.definition().name() + "&stage=any&fate=seen&" + period.query()));
        }
        List<Stage> stages = run.definition().stages();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            String href = people + "&stage=any&reached=" + stage.id() + days;
            steps.add(stage(stage, total.stage(i), i == stages.size() - 1, href));
        }
        return List.copyOf(steps);
    }

    /** The people of a period, as the address of their list says it. */
    static String days(Period period) {
        LocalDate first = period.firstDay();
        return (first == null ? "" : "&since=" + first)
                + (period.lastDay().equals(Period.day(period.now(), period.zone()))
                        ? ""
                        : "&until=" + period.lastDay());
    }

    private static HomeStage visitors(long visitors, long captured, String href) {
        return new HomeStage(
                "visitors",
                "Visitors",
                Layer.ATTRACT,
                visitors,
                href,
                DisplayFormat.percent(captured, visitors),
                DisplayFormat.count(captured) + " of " + DisplayFormat.count(visitors) + " became leads",
                "");
    }

    private static HomeStage stage(Stage stage, FunnelCounts.StageCounts at, boolean last, String href) {
        boolean without = last || at.reached() == 0;
        return new HomeStage(
                stage.id(),
                DisplayFormat.stage(stage.id()),
                stage.layer(),
                at.reached(),
                href,
                without ? "" : DisplayFormat.percent(at.wentOn(), at.reached()),
                without
                        ? ""
                        : DisplayFormat.count(at.wentOn()) + " of " + DisplayFormat.count(at.reached()) + " went on",
                last ? "" : stopped(at));
    }

    private static String stopped(FunnelCounts.StageCounts at) {
        List<String> words = new ArrayList<>();
        if (at.open() > 0) {
            words.add(DisplayFormat.count(at.open()) + " still open");
        }
        if (at.lost() > 0) {
            words.add(DisplayFormat.count(at.lost()) + " lost");
        }
        if (at.disqualified() > 0) {
            words.add(DisplayFormat.count(at.disqualified()) + " disqualified");
        }
        return String.join(", ", words);
    }
}
