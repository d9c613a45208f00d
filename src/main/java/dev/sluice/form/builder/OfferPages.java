package dev.sluice.form.builder;

import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The offers that forms hand out, with the leads that each brought. */
@Controller
class OfferPages {
    private final Forms forms;
    private final FormStats stats;
    private final Pages pages;
    private final AuditLog audit;
    private final Tenancy tenancy;

    OfferPages(Forms forms, FormStats stats, Pages pages, AuditLog audit, Tenancy tenancy) {
        this.forms = forms;
        this.stats = stats;
        this.pages = pages;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/forms/offers")
    View list(
            Member member, @RequestParam(defaultValue = "30") int days, @RequestParam(defaultValue = "") String edit) {
        Offer offer = edit.isEmpty() ? new Offer("", "", "checklist", "", "") : forms.offer(member.workspace(), edit);
        return page(member, days, offer, Map.of(), 200);
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/offers")
    View save(Member member, @RequestParam Map<String, String> input, HttpServletRequest request) {
        FormView.onError(request, errors -> page(member, 30, typed(input), errors.fields(), 422));
        tenancy.in(member.workspace(), () -> {
            Offer offer = forms.save(member.workspace(), input);
            audit.note(member, "offer saved", offer.slug(), Map.of("kind", offer.kind()));
        });
        return Redirect.to("/forms/offers");
    }

    private static Offer typed(Map<String, String> input) {
        return new Offer(
                input.getOrDefault("slug", ""),
                input.getOrDefault("name", ""),
                input.getOrDefault("kind", ""),
                input.getOrDefault("url", ""),
                input.getOrDefault("problem", ""));
    }

    private View page(Member member, int days, Offer offer, Map<String, String> errors, int status) {
        return pages.page(
                status,
                "form/builder/offers",
                Map.of(
                        "lines", stats.offers(member.workspace(), days),
                        "days", days,
                        "offer", offer,
                        "errors", errors,
                        "mayChange", member.role().covers(Role.MANAGER)));
    }
}
