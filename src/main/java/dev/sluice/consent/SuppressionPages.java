package dev.sluice.consent;

import dev.sluice.consent.SuppressionService.Added;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
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

    private final SuppressionService desk;
    private final SuppressionRows rows;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final Pages pages;

    SuppressionPages(
            SuppressionService desk, SuppressionRows rows, Workspaces workspaces, Tenancy tenancy, Pages pages) {
        this.desk = desk;
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
        return page(200, member, q, reason, from, null, "", "");
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE)
    View add(
            Member member,
            @RequestParam(defaultValue = "") String addresses,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        String text = file == null || file.isEmpty()
                ? addresses
                : addresses + "\n" + new String(file.getBytes(), StandardCharsets.UTF_8);
        try {
            return page(200, member, "", "", 0, desk.add(member.workspace(), text, note, member), "", "");
        } catch (BadInput bad) {
            return page(422, member, "", "", 0, null, bad.faults().getFirst().sentence(), addresses);
        }
    }

    /** The address goes in the body and not in the path: what stands in a path stands in logs. */
    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE + "/removal")
    View remove(
            Member member, @RequestParam(defaultValue = "") String address, @RequestParam SuppressionReason reason) {
        desk.remove(member.workspace(), address, reason, member);
        return Redirect.to(PAGE);
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping(PAGE + ".csv")
    void export(Member member, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
        desk.export(member.workspace(), response.getOutputStream());
    }

    private View page(
            int status,
            Member member,
            String q,
            String reason,
            int from,
            @Nullable Added added,
            String fault,
            String typed) {
        int workspace = member.workspace();
        SuppressionReason only = Arrays.stream(SuppressionReason.values())
                .filter(one -> one.code().equals(reason))
                .findFirst()
                .orElse(null);
        Map<String, Object> shown = new HashMap<>();
        tenancy.read(workspace, () -> {
            List<SuppressionRows.SuppressionEntry> lines =
                    rows.page(workspace, q.strip().toLowerCase(Locale.ROOT), only, Math.max(0, from), LINES + 1);
            shown.put("lines", lines.stream().limit(LINES).toList());
            shown.put("next", lines.size() > LINES ? Math.max(0, from) + LINES : 0);
            return shown.put("counts", desk.counts(workspace));
        });
        shown.put("q", q);
        shown.put("reason", only == null ? "" : only.code());
        shown.put("added", added);
        shown.put("fault", fault);
        shown.put("typed", typed);
        shown.put("zone", workspaces.get(workspace).timeZone());
        shown.put("mayChange", member.role().covers(Role.MANAGER));
        return pages.page(status, "consent/suppressions", shown);
    }
}
