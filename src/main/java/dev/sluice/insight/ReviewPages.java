package dev.sluice.insight;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.platform.Pages;
import dev.sluice.platform.Pools;
import dev.sluice.platform.Tenancy;
import dev.sluice.platform.When;
import dev.sluice.standing.Wording;
import dev.sluice.workspace.Allowed;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The week on one page: what changed, what leaks, what is overdue. */
@Controller
@Allowed(Role.MEMBER)
class ReviewPages {
    private static final int WEEKS = 13;
    private static final int LEAKS = 3;

    /** One line of the week: this week, the week before, and the mean of the last quarter's weeks. */
    record Line(String what, long now, long before, double usual) {}

    private final Pages pages;
    private final LensReader lenses;
    private final ReviewRows rows;
    private final Leaks leaks;
    private final SourcePages sources;
    private final Tenancy tenancy;

    ReviewPages(Pages pages, LensReader lenses, ReviewRows rows, Leaks leaks, SourcePages sources, Tenancy tenancy) {
        this.pages = pages;
        this.lenses = lenses;
        this.rows = rows;
        this.leaks = leaks;
        this.sources = sources;
        this.tenancy = tenancy;
    }

    /** The last full week, Monday to Sunday, or with {@code as_of} the last one before that day's end. */
    @GetMapping("/insight/review")
    View review(Member member, @RequestParam Map<String, String> said) {
        int workspace = member.workspace();
        Map<String, String> year = new HashMap<>(said);
        year.put("period", Period.MONTHS_12.code());
        Lens lens = lenses.read(workspace, year);
        LocalDate monday = lens.seen()
                .atZone(lens.zone())
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(1);
        Map<String, Object> shown = new HashMap<>();
        shown.put("lens", lens);
        shown.put("monday", monday);
        shown.put("lines", lines(workspace, lens, monday));
        shown.put("overdue", overdue(workspace, lens));
        shown.put("report", leaks.report(workspace, lens));
        shown.put("most", LEAKS);
        shown.put(
                "silent",
                sources.report(workspace, lens).lines().stream()
                        .filter(line -> line.silentSince() != null)
                        .toList());
        shown.put("when", new When(lens.seen(), lens.zone()));
        return pages.page("insight/review", shown);
    }

    private List<Line> lines(int workspace, Lens lens, LocalDate monday) {
        int funnel = lens.run().funnel();
        Map<String, Long> now = decided(workspace, lens, funnel, monday, monday.plusWeeks(1));
        Map<String, Long> before = decided(workspace, lens, funnel, monday.minusWeeks(1), monday);
        Map<String, Double> usual = new HashMap<>();
        for (int i = 1; i <= WEEKS; i++) {
            decided(workspace, lens, funnel, monday.minusWeeks(i), monday.minusWeeks(i - 1))
                    .forEach((what, people) -> usual.merge(what, (double) people / WEEKS, Double::sum));
        }
        List<Line> lines = new ArrayList<>();
        for (Stage stage : lens.run().definition().stages()) {
            lines.add(line("entered " + stage.id(), "Became " + Wording.stage(stage.id()), now, before, usual));
        }
        lines.add(line("lost", "Lost", now, before, usual));
        lines.add(line("disqualified", "Disqualified", now, before, usual));
        return lines;
    }

    private Map<String, Long> decided(int workspace, Lens lens, int funnel, LocalDate from, LocalDate to) {
        Instant begin = from.atStartOfDay(lens.zone()).toInstant();
        Instant end = to.atStartOfDay(lens.zone()).toInstant();
        return Pools.reports(() -> tenancy.read(workspace, () -> rows.decided(workspace, funnel, begin, end)));
    }

    private static Line line(
            String key, String what, Map<String, Long> now, Map<String, Long> before, Map<String, Double> usual) {
        return new Line(what, now.getOrDefault(key, 0L), before.getOrDefault(key, 0L), usual.getOrDefault(key, 0.0));
    }

    private List<ReviewRows.Overdue> overdue(int workspace, Lens lens) {
        List<ReviewRows.Overdue> overdue = new ArrayList<>();
        List<Stage> stages = lens.run().definition().stages();
        tenancy.read(workspace, () -> {
            for (int i = 0; i < stages.size(); i++) {
                Stage stage = stages.get(i);
                ReviewRows.Overdue found = stage.limit() == null
                        ? null
                        : rows.overdue(
                                workspace,
                                lens.run().id(),
                                i,
                                stage.id(),
                                lens.seen().minus(stage.limit()));
                if (found != null) {
                    overdue.add(found);
                }
            }
            return true;
        });
        return overdue;
    }
}
