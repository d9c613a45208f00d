package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.StepEdits;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Adds, changes, moves and removes the steps of a sequence; each change is a version of its own. */
@Controller
@RequestMapping("/outreach/sequences/{name}/steps")
@RequiresRole(Role.MANAGER)
class SequenceStepActions {
    private final SequencePage page;
    private final SequenceEditor editor;

    SequenceStepActions(SequencePage page, SequenceEditor editor) {
        this.page = page;
        this.editor = editor;
    }

    @PostMapping
    View add(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(name = "place", defaultValue = "") String position,
            @RequestParam Map<String, String> fields,
            HttpServletRequest request) {
        page.onError(request, member, name);
        SequenceDefinition plan = editor.definition(member, name);
        SequenceStep step = StepForm.read(fields, editor.freshStep(member, name), null);
        SequenceSteps steps = StepEdits.put(plan.steps(), position, step);
        if (steps.find(step.id()).isEmpty()) {
            throw new BadInput("place", "There is no such place for the step any more; choose another.");
        }
        return page.changed(member, name, editor.save(member, name, version, plan.with(steps)));
    }

    @PostMapping("/{step}")
    View change(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> fields,
            HttpServletRequest request) {
        page.onError(request, member, name);
        SequenceDefinition plan = editor.definition(member, name, step);
        SequenceStep before = plan.steps().find(step).orElse(null);
        SequenceSteps steps = StepEdits.change(plan.steps(), StepForm.read(fields, step, before));
        return page.changed(member, name, editor.save(member, name, version, plan.with(steps)));
    }

    @PostMapping("/{step}/removal")
    View remove(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version,
            HttpServletRequest request) {
        page.onError(request, member, name);
        SequenceDefinition plan = editor.definition(member, name, step);
        SequenceSteps steps = StepEdits.remove(plan.steps(), step);
        return page.changed(member, name, editor.save(member, name, version, plan.with(steps)));
    }

    @PostMapping("/{step}/place")
    View move(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "earlier") String to,
            HttpServletRequest request) {
        page.onError(request, member, name);
        SequenceDefinition plan = editor.definition(member, name, step);
        SequenceSteps steps = StepEdits.move(plan.steps(), step, to.equals("earlier"));
        return page.changed(member, name, editor.save(member, name, version, plan.with(steps)));
    }
}
