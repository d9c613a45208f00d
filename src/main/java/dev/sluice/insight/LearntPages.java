package dev.sluice.insight;

import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Thresholds;
import dev.sluice.platform.Pages;
import dev.sluice.workspace.Allowed;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What the firm's own history teaches: how much an answer in time is worth, and where the threshold should be. */
@Controller
@Allowed(Role.MEMBER)
class LearntPages {
    private final Pages pages;
    private final LensReader lenses;
    private final Metrics metrics;
    private final Leaks leaks;
    private final Benchmarks benchmarks;

    LearntPages(Pages pages, LensReader lenses, Metrics metrics, Leaks leaks, Benchmarks benchmarks) {
        this.pages = pages;
        this.lenses = lenses;
        this.metrics = metrics;
        this.leaks = leaks;
        this.benchmarks = benchmarks;
    }

    @GetMapping("/insight/response")
    View response(Member member, @RequestParam Map<String, String> said) {
        int workspace = member.workspace();
        Lens lens = lenses.read(workspace, said);
        List<Stage> stages = lens.run().definition().stages();
        int before = Measure.beforeSales(stages);
        Map<String, Object> shown = new HashMap<>();
        shown.put("lens", lens);
        shown.put("stage", before < 0 ? null : stages.get(before).id());
        shown.put("curve", before < 0 ? null : metrics.curve(workspace, lens));
        shown.put("late", before < 0 ? null : late(workspace, lens));
        return pages.page("insight/response", shown);
    }

    /**
     * What late answers cost in the last thirty days, by the curve of all time. In time is the benchmark, or else the first
     * longer span within which enough were answered to say anything.
     */
    private @Nullable Leak late(int workspace, Lens lens) {
        Benchmark benchmark = benchmarks.all(workspace).get(Benchmark.Of.RESPONSE);
        if (benchmark == null) {
            return null;
        }
        Curve ever = metrics.curve(workspace, lens.within(null, lens.seen()));
        Curve recent = metrics.curve(workspace, lens.within(lens.seen().minus(Duration.ofDays(30)), lens.seen()));
        for (long target : List.of(Math.round(benchmark.high()), 4 * 3_600L, 86_400L)) {
            if (ever.within(target).n() >= Leak.FEWEST && recent.later(target).n() > 0) {
                return leaks.late(workspace, lens, target, ever.within(target), recent.later(target));
            }
        }
        return null;
    }

    @GetMapping("/insight/threshold")
    View threshold(Member member, @RequestParam Map<String, String> said) {
        int workspace = member.workspace();
        Lens lens = lenses.read(workspace, said);
        List<Stage> stages = lens.run().definition().stages();
        int before = Measure.beforeSales(stages);
        String gate = before < 0 ? null : stages.get(before).id();
        Double asked = gate == null ? null : Thresholds.of(lens.run().definition(), gate);
        Audit audit = gate == null ? new Audit(List.of()) : metrics.audit(workspace, lens, gate);
        Map<String, Object> shown = new HashMap<>();
        shown.put("lens", lens);
        shown.put("gate", gate);
        shown.put("asked", asked);
        shown.put("audit", audit);
        shown.put("proposed", asked == null ? null : audit.proposed(asked));
        return pages.page("insight/threshold", shown);
    }
}
