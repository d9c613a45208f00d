package dev.sluice.standing.editor;

import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.NotFound;
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
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The versions of a funnel: compared by everyone, activated by admins. */
@Controller
class FunnelVersionPages {
    private final Pages pages;
    private final Funnels funnels;
    private final FunnelEditor editor;
    private final VersionAuthorRows authors;
    private final AuditLog audit;

    FunnelVersionPages(Pages pages, Funnels funnels, FunnelEditor editor, VersionAuthorRows authors, AuditLog audit) {
        this.pages = pages;
        this.funnels = funnels;
        this.editor = editor;
        this.authors = authors;
        this.audit = audit;
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

    /** The progress of an activation, polled while it runs. */
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
    View activate(Member member, @PathVariable String name, @PathVariable int number, HttpServletRequest request) {
        FormView.onError(request, errors -> versions(422, member, name, 0, 0, errors.first()));
        int funnel = funnels.named(member.workspace(), name).id();
        List<Problem> overridden = editor.activate(member.workspace(), funnel, number, member.user());
        audit.note(member, "funnel version activated", name, Map.of("version", number, "overruled", overridden.size()));
        return Redirect.to("/funnels/" + name + "/versions");
    }

    private View versions(int status, Member member, String name, int from, int to, String error) {
        FunnelHead head = editor.head(member, name);
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
        parameters.put("fault", error);
        return pages.page(status, "standing/editor/versions", parameters);
    }

    private static String yaml(List<Funnels.Version> versions, int number) {
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .map(Funnels.Version::yaml)
                .orElseThrow(() -> new NotFound("There is no such version."));
    }
}
