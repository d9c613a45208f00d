package dev.sluice.consent;

import dev.sluice.consent.SuppressionService.Added;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** The addresses and domains that get nothing, and why each is there. */
@Controller
class SuppressionPages {
    static final String PAGE = "/outreach/suppressions";
    private static final int LINES = 100;

    /** Which lines of the list are shown. */
    private record SuppressionFilter(String q, String reason, int from) {}

    /** What came of the form above the list; nothing added and no error when it was not sent. */
    private record Submission(@Nullable Added added, String error, String typed) {}

    private final SuppressionService service;
    private final SuppressionRows rows;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final Pages pages;

    SuppressionPages(
            SuppressionService service, SuppressionRows rows, Workspaces workspaces, Tenancy tenancy, Pages pages) {
        this.service = service;
        this.rows = rows;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.pages = pages;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping(PAGE)
    View list(
            Member member,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") int from) {
        return page(200, member, new SuppressionFilter(q, reason, from), new Submission(null, "", ""));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE)
    View add(
            Member member,
            @RequestParam(defaultValue = "") String addresses,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request)
            throws IOException {
        String text = file == null || file.isEmpty()
                ? addresses
                : addresses + "\n" + new String(file.getBytes(), StandardCharsets.UTF_8);
        SuppressionFilter all = new SuppressionFilter("", "", 0);
        FormView.onError(request, errors -> page(422, member, all, new Submission(null, errors.first(), addresses)));
        SuppressionService.Added added = service.add(member.workspace(), text, note, member);
        return page(200, member, all, new Submission(added, "", ""));
    }

    /** The address goes in the body and not in the path: a path is written into logs. */
    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE + "/removal")
    View remove(
            Member member, @RequestParam(defaultValue = "") String address, @RequestParam SuppressionReason reason) {
        service.remove(member.workspace(), address, reason, member);
        return Redirect.to(PAGE);
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping(PAGE + ".csv")
    void export(Member member, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
        service.export(member.workspace(), response.getOutputStream());
    }

    private View page(int status, Member member, SuppressionFilter filter, Submission submission) {
        int workspace = member.workspace();
        SuppressionReason only = Arrays.stream(SuppressionReason.values())
                .filter(candidate -> candidate.code().equals(filter.reason()))
                .findFirst()
                .orElse(null);
        Map<String, Object> model = new HashMap<>();
        tenancy.read(workspace, () -> {
            List<SuppressionRows.SuppressionEntry> lines = rows.page(
                    workspace,
                    filter.q().strip().toLowerCase(Locale.ROOT),
                    only,
                    Math.max(0, filter.from()),
                    LINES + 1);
            model.put("lines", lines.stream().limit(LINES).toList());
            model.put("next", lines.size() > LINES ? Math.max(0, filter.from()) + LINES : 0);
            return model.put("counts", service.counts(workspace));
        });
        model.put("q", filter.q());
        model.put("reason", only == null ? "" : only.code());
        model.put("added", submission.added());
        model.put("fault", submission.error());
        model.put("typed", submission.typed());
        model.put("zone", workspaces.get(workspace).timeZone());
        model.put("mayChange", member.role().covers(Role.MANAGER));
        return pages.page(status, "consent/suppressions", model);
    }
}
