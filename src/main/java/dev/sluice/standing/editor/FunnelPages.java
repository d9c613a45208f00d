package dev.sluice.standing.editor;

import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The funnel as everybody reads it, and its definition as managers write it and admins activate it. */
@Controller
class FunnelPages {
    /** What every page of one funnel shows at its head. */
    record Head(
            Funnels.Funnel funnel, List<Funnels.Funnel> all, boolean mayWrite, boolean mayActivate, boolean newer) {}

    private final Pages pages;
    private final Funnels funnels;
    private final FunnelEditor desk;
    private final VersionAuthors authors;
    private final AuditLog audit;

    FunnelPages(Pages pages, Funnels funnels, FunnelEditor desk, VersionAuthors authors, AuditLog audit) {
        this.pages = pages;
        this.funnels = funnels;
        this.desk = desk;
        this.authors = authors;
        this.audit = audit;
    }

    @Bean
    static NavEntry funnelEntry() {
        return new NavEntry(40, "funnel", "Funnel", "/funnel", "funnel");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnel")
    View first(Member member) {
        List<Funnels.Funnel> all = funnels.all(member.workspace());
        return all.stream()
                .filter(funnel -> funnel.run() != null)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(funnel -> stages(member, funnel.name()))
                .orElseGet(() -> Redirect.to("/funnels/new"));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnels/{name}")
    View stages(Member member, @PathVariable String name) {
        Head head = head(member, name);
        Funnels.Version version = desk.shown(member.workspace(), name);
        DefinitionRun run = desk.read(member.workspace(), version);
        return run == null
                ? Redirect.to("/funnels/" + name + "/definition")
                : pages.page(
                        "standing/editor/stages",
                        Map.of(
                                "head",
                                head,
                                "run",
                                run,
                                "version",
                                version,
                                "filled",
                                desk.filled(member.workspace(), run),
                                "now",
                                desk.now()));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnels/{name}/definition")
    View definition(
            Member member, @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
        Head head = head(member, name);
        int funnel = head.funnel().id();
        Funnels.Version shown = version == null
                ? newest(member.workspace(), funnel)
                : funnels.version(member.workspace(), funnel, version);
        return editor(200, member, head, shown, shown.yaml(), "", "");
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping("/funnels/new")
    View begin(Member member, @RequestParam(defaultValue = "") String from) {
        String yaml = FunnelTemplate.named(from).map(FunnelTemplate::yaml).orElse("");
        return editor(200, member, null, null, yaml, "", "");
    }

    /** Says what is wrong with the text as it stands in the editor; writes nothing. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/check")
    View check(Member member, @RequestParam(defaultValue = "") String yaml) {
        return pages.page("standing/editor/problems", Map.of("reading", funnels.check(member.workspace(), yaml)));
    }

    /** Folds the whole log with the text as it stands in the editor, beside what decides now. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/what-if")
    View whatIf(Member member, @RequestParam(defaultValue = "") String yaml) {
        ParsedDefinition reading = funnels.check(member.workspace(), yaml);
        return reading instanceof ParsedDefinition.Readable readable
                ? pages.page(
                        "standing/editor/what-if",
                        Map.of("rows", desk.whatIf(member.workspace(), readable.definition())))
                : pages.page("standing/editor/problems", Map.of("reading", reading));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/new")
    View saveNew(
            Member member, @RequestParam(defaultValue = "") String yaml, @RequestParam(defaultValue = "") String note) {
        String name = FunnelEditor.name(funnels.check(member.workspace(), yaml));
        if (name == null) {
            return editor(422, member, null, null, yaml, note, "A new funnel is kept once its text has no errors.");
        }
        return keep(member, name, yaml, note);
    }

    /** Keeps the text, with errors too: then it is a draft. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/funnels/{name}/versions")
    View save(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String yaml,
            @RequestParam(defaultValue = "") String note) {
        funnels.named(member.workspace(), name);
        return keep(member, name, yaml, note);
    }

    private View keep(Member member, String name, String yaml, String note) {
        try {
            Funnels.Version saved = desk.save(member.workspace(), name, yaml, shortened(note), member.user());
            audit.note(member, "funnel version saved", name, Map.of("version", saved.version()));
            return Redirect.to("/funnels/" + name + "/definition?version=" + saved.version());
        } catch (BadInput bad) {
            Head head = funnels.all(member.workspace()).stream()
                            .anyMatch(one -> one.name().equals(name))
                    ? head(member, name)
                    : null;
            Funnels.Version shown = head == null
                    ? null
                    : newest(member.workspace(), head.funnel().id());
            return editor(
                    422,
                    member,
                    head,
                    shown,
                    yaml,
                    note,
                    bad.faults().getFirst().sentence());
        }
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnels/{name}/versions")
    View versions(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "0") int to) {
        return versions(200, member, name, from, to, "");
    }

    /** The progress of an activation, asked again and again while it runs. */
    @RequiresRole(Role.MEMBER)
    @GetMapping("/funnels/{name}/versions/{number}/progress")
    View progress(Member member, @PathVariable String name, @PathVariable int number) {
        int funnel = funnels.named(member.workspace(), name).id();
        return pages.page(
                "standing/editor/progress",
                Map.of("name", name, "version", funnels.version(member.workspace(), funnel, number)));
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/funnels/{name}/versions/{number}/activation")
    View activate(Member member, @PathVariable String name, @PathVariable int number) {
        try {
            int funnel = funnels.named(member.workspace(), name).id();
            List<Problem> overruled = desk.activate(member.workspace(), funnel, number, member.user());
            audit.note(
                    member, "funnel version activated", name, Map.of("version", number, "overruled", overruled.size()));
            return Redirect.to("/funnels/" + name + "/versions");
        } catch (BadInput bad) {
            return versions(422, member, name, 0, 0, bad.faults().getFirst().sentence());
        }
    }

    private View versions(int status, Member member, String name, int from, int to, String fault) {
        Head head = head(member, name);
        List<Funnels.Version> list =
                funnels.versions(member.workspace(), head.funnel().id());
        int newer = to > 0 ? to : list.getFirst().version();
        int older = from > 0 ? from : Math.max(1, newer - 1);
        List<TextDiff.DiffLine> lines =
                older == newer ? List.of() : TextDiff.between(yaml(list, older), yaml(list, newer));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("head", head);
        parameters.put("versions", list);
        parameters.put("authors", authors.names(member.workspace()));
        parameters.put("older", older);
        parameters.put("newer", newer);
        parameters.put("lines", lines);
        parameters.put("fault", fault);
        return pages.page(status, "standing/editor/versions", parameters);
    }

    private View editor(
            int status,
            Member member,
            @Nullable Head head,
            Funnels.@Nullable Version version,
            String yaml,
            String note,
            String fault) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("head", head);
        parameters.put("version", version);
        parameters.put("mayWrite", member.role().covers(Role.MANAGER));
        parameters.put("yaml", yaml);
        parameters.put("note", note);
        parameters.put("fault", fault);
        parameters.put("reading", yaml.isBlank() ? null : funnels.check(member.workspace(), yaml));
        return pages.page(status, "standing/editor/editor", parameters);
    }

    private Head head(Member member, String name) {
        Funnels.Funnel funnel = funnels.named(member.workspace(), name);
        boolean newer = funnel.version() != null
                && newest(member.workspace(), funnel.id()).version() > funnel.version();
        return new Head(
                funnel,
                funnels.all(member.workspace()),
                member.role().covers(Role.MANAGER),
                member.role().covers(Role.ADMIN),
                newer);
    }

    private Funnels.Version newest(int workspace, int funnel) {
        return funnels.versions(workspace, funnel).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("This funnel has no version."));
    }

    private static String yaml(List<Funnels.Version> versions, int number) {
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .map(Funnels.Version::yaml)
                .orElseThrow(() -> new NotFound("There is no such version."));
    }

    private static String shortened(String note) {
        String line = note.strip();
        return line.length() <= 200 ? line : line.substring(0, 200);
    }
}
