package dev.sluice.insight.whatif;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Try a definition before it decides: slide a threshold or edit the text, and see both side by side. */
@Controller
@RequiresRole(Role.MANAGER)
class WhatIfPages {
    private final Pages pages;
    private final WhatIfRuns runs;
    private final WhatIfRunRows rows;
    private final Funnels funnels;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    WhatIfPages(
            Pages pages,
            WhatIfRuns runs,
            WhatIfRunRows rows,
            Funnels funnels,
            Tenancy tenancy,
            AuditLog audit,
            InstantSource clock) {
        this.pages = pages;
        this.runs = runs;
        this.rows = rows;
        this.funnels = funnels;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /** The deciding definition, with a threshold slid where the address says so; or another version of it. */
    @GetMapping("/insight/what-if")
    View form(
            Member member,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(required = false) @Nullable Double threshold,
            @RequestParam(required = false) @Nullable Integer version) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        if (active.isEmpty()) {
            return Redirect.to("/insight");
        }
        DefinitionRun run = active.stream()
                .filter(one -> funnel.isEmpty() || one.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no active funnel of that name."));
        String yaml = funnels.version(member.workspace(), run.funnel(), version == null ? run.version() : version)
                .yaml();
        String tried = threshold == null
                ? yaml
                : ThresholdSlider.in(yaml, run.definition(), stage, ThresholdSlider.whole(threshold));
        boolean slid = threshold != null;
        return form(
                200,
                run,
                tried,
                ThresholdSlider.of(run.definition(), slid ? stage : "", slid ? threshold : 0),
                slid ? stage : "",
                365,
                "");
    }

    private View form(
            int status,
            DefinitionRun run,
            String yaml,
            List<ThresholdSlider> slides,
            String stage,
            int days,
            String fault) {
        return pages.page(
                status,
                "insight/whatif/form",
                Map.of(
                        "run", run,
                        "yaml", yaml,
                        "slides", slides,
                        "stage", stage,
                        "days", days,
                        "fault", fault));
    }

    @PostMapping("/insight/what-if")
    View begin(
            Member member,
            @RequestParam(defaultValue = "") String funnel,
            @RequestParam(defaultValue = "") String yaml,
            @RequestParam(defaultValue = "365") int days) {
        DefinitionRun run = runs.deciding(member.workspace(), funnel);
        String text = yaml.replace("\r\n", "\n");
        Instant from = days <= 0 ? null : clock.instant().minus(Duration.ofDays(Math.min(days, WhatIfRuns.LONGEST)));
        try {
            return Redirect.to("/insight/what-if/" + runs.begin(member.workspace(), text, from, member.user()));
        } catch (BadInput bad) {
            BadInput.FieldError first = bad.faults().getFirst();
            return form(
                    422,
                    run,
                    text,
                    ThresholdSlider.of(run.definition(), "", 0),
                    "",
                    days,
                    first.field() + ": " + first.sentence());
        }
    }

    @GetMapping("/insight/what-if/{id}")
    View trial(Member member, @PathVariable long id) {
        return shown(member, id, "insight/whatif/trial");
    }

    /** The part that is asked for again and again while the trial runs. */
    @GetMapping("/insight/what-if/{id}/progress")
    View progress(Member member, @PathVariable long id) {
        return shown(member, id, "insight/whatif/result");
    }

    private View shown(Member member, long id, String template) {
        int workspace = member.workspace();
        return tenancy.read(workspace, () -> {
            WhatIfRun trial = rows.find(workspace, id);
            Map<String, Object> model = new HashMap<>();
            model.put("trial", trial);
            WhatIfRun.WhatIfOutcome result = trial.result();
            Set<Long> named = new HashSet<>();
            if (result != null) {
                result.elsewhere().forEach(one -> named.add(one.person()));
                result.winsLost().stream().limit(50).forEach(named::add);
            }
            model.put("names", named.isEmpty() ? Map.of() : rows.names(workspace, named));
            model.put("kept", result == null ? List.of() : rows.worth(workspace, result.winsKept()));
            model.put("lost", result == null ? List.of() : rows.worth(workspace, result.winsLost()));
            model.put(
                    "reps",
                    rows.reps(
                            workspace, runs.deciding(workspace, trial.funnel()).funnel()));
            return pages.page(template, model);
        });
    }

    /** The stages side by side, or with {@code table=people} who stands elsewhere. */
    @GetMapping("/insight/what-if/{id}/result.csv")
    void csv(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "stages") String table,
            HttpServletResponse response)
            throws IOException {
        int workspace = member.workspace();
        List<List<@Nullable String>> cells = tenancy.read(workspace, () -> {
            WhatIfRun.WhatIfOutcome result = rows.find(workspace, id).result();
            if (result == null) {
                throw new NotFound("This trial has no result yet.");
            }
            return switch (table) {
                case "stages" -> result.cells();
                case "people" ->
                    result.people(rows.names(
                            workspace,
                            result.elsewhere().stream()
                                    .map(WhatIfRun.Elsewhere::person)
                                    .toList()));
                default -> throw new BadInput("table", "Say stages or people.");
            };
        });
        CsvOutput.send(response, "what-if-" + table, cells);
    }

    /** Keeps the tried text as a version, which an admin activates on the next page. */
    @PostMapping("/insight/what-if/{id}/version")
    View keep(Member member, @PathVariable long id) {
        WhatIfRun trial = tenancy.read(member.workspace(), () -> rows.find(member.workspace(), id));
        int funnel = funnels.named(member.workspace(), trial.funnel()).id();
        Funnels.Version saved =
                funnels.save(member.workspace(), funnel, trial.yaml(), "Tried as what-if " + id, member.user());
        audit.note(member, "funnel version saved", trial.funnel(), Map.of("version", saved.version(), "what_if", id));
        return Redirect.to("/funnels/" + trial.funnel() + "/versions");
    }
}
