package dev.sluice.standing.editor;

import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The definition of a funnel in an editor: checked, simulated and saved by managers. */
@Controller
class DefinitionPages {
    /** The text and the note as typed. */
    private record DefinitionInput(String yaml, String note) {}

    private static final int MAX_NOTE = 200;

    private final Pages pages;
    private final Funnels funnels;
    private final FunnelEditor editor;
    private final DefinitionSimulation simulation;
    private final AuditLog audit;

    DefinitionPages(
            Pages pages, Funnels funnels, FunnelEditor editor, DefinitionSimulation simulation, AuditLog audit) {
        this.pages = pages;
        this.funnels = funnels;
        this.editor = editor;
        this.simulation = simulation;
        this.audit = audit;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnels/{name}/definition")
    View definition(
            Member member, @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
        FunnelHead head = editor.head(member, name);
        int funnel = head.funnel().id();
        Funnels.Version chosen = version == null
                ? editor.current(member.workspace(), name)
                : funnels.version(member.workspace(), funnel, version);
        return form(200, member, head, chosen, new DefinitionInput(chosen.yaml(), ""), "");
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping("/funnels/new")
    View create(Member member, @RequestParam(defaultValue = "") String from) {
        String yaml = FunnelTemplate.find(from).map(FunnelTemplate::yaml).orElse("");
        return form(200, member, null, null, new DefinitionInput(yaml, ""), "");
    }

    /** Lists the problems of the text in the editor; writes nothing. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/check")
    View check(Member member, @RequestParam(defaultValue = "") String yaml) {
        return pages.page("standing/editor/problems", Map.of("reading", funnels.check(member.workspace(), yaml)));
    }

    /** Folds the whole log with the text in the editor, beside the definition that decides now. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/what-if")
    View whatIf(Member member, @RequestParam(defaultValue = "") String yaml) {
        ParsedDefinition parsed = funnels.check(member.workspace(), yaml);
        return parsed instanceof ParsedDefinition.Readable readable
                ? pages.page(
                        "standing/editor/what-if",
                        Map.of("rows", simulation.run(member.workspace(), readable.definition())))
                : pages.page("standing/editor/problems", Map.of("reading", parsed));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/new")
    View saveNew(
            Member member,
            @RequestParam(defaultValue = "") String yaml,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        String name = FunnelEditor.name(funnels.check(member.workspace(), yaml));
        if (name == null) {
            return form(
                    422,
                    member,
                    null,
                    null,
                    new DefinitionInput(yaml, note),
                    "A new funnel is kept once its text has no errors.");
        }
        return save(member, name, yaml, note, request);
    }

    /** Saves the text, with errors too: then it is a draft. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/{name}/versions")
    View saveVersion(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String yaml,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        funnels.named(member.workspace(), name);
        return save(member, name, yaml, note, request);
    }

    private View save(Member member, String name, String yaml, String note, HttpServletRequest request) {
        FormView.onError(request, errors -> again(member, name, new DefinitionInput(yaml, note), errors.first()));
        Funnels.Version saved = editor.save(member.workspace(), name, yaml, shortened(note), member.user());
        audit.note(member, "funnel version saved", name, Map.of("version", saved.version()));
        return Redirect.to("/funnels/" + name + "/definition?version=" + saved.version());
    }

    private View again(Member member, String name, DefinitionInput input, String error) {
        boolean exists = funnels.all(member.workspace()).stream()
                .anyMatch(funnel -> funnel.name().equals(name));
        FunnelHead head = exists ? editor.head(member, name) : null;
        Funnels.Version newest = head == null
                ? null
                : editor.newest(member.workspace(), head.funnel().id());
        return form(422, member, head, newest, input, error);
    }

    private View form(
            int status,
            Member member,
            @Nullable FunnelHead head,
            Funnels.@Nullable Version version,
            DefinitionInput input,
            String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("head", head);
        parameters.put("version", version);
        parameters.put("mayWrite", member.role().covers(Role.MANAGER));
        parameters.put("yaml", input.yaml());
        parameters.put("note", input.note());
        parameters.put("fault", error);
        parameters.put("reading", input.yaml().isBlank() ? null : funnels.check(member.workspace(), input.yaml()));
        return pages.page(status, "standing/editor/editor", parameters);
    }

    private static String shortened(String note) {
        String line = note.strip();
        return line.length() <= MAX_NOTE ? line : line.substring(0, MAX_NOTE);
    }
}
