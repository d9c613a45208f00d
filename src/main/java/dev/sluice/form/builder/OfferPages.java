package dev.sluice.form.builder;

import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The offers that forms hand out, with what each brought. */
@Controller
class OfferPages {
    private final Forms forms;
    private final FormStats figures;
    private final Pages pages;
    private final AuditLog audit;
    private final Tenancy tenancy;

    OfferPages(Forms forms, FormStats figures, Pages pages, AuditLog audit, Tenancy tenancy) {
        this.forms = forms;
        this.figures = figures;
        this.pages = pages;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/forms/offers")
    View list(
            Member member, @RequestParam(defaultValue = "30") int days, @RequestParam(defaultValue = "") String edit) {
        Offer shown = edit.isEmpty() ? new Offer("", "", "checklist", "", "") : forms.offer(member.workspace(), edit);
        return page(member, days, shown, List.of(), 200);
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/forms/offers")
    View save(Member member, @RequestParam Map<String, String> posted) {
        try {
            tenancy.in(member.workspace(), () -> {
                Offer offer = forms.save(member.workspace(), posted);
                audit.note(member, "offer saved", offer.slug(), Map.of("kind", offer.kind()));
            });
            return Redirect.to("/forms/offers");
        } catch (BadInput refused) {
            Offer typed = new Offer(
                    posted.getOrDefault("slug", ""),
                    posted.getOrDefault("name", ""),
                    posted.getOrDefault("kind", ""),
                    posted.getOrDefault("url", ""),
                    posted.getOrDefault("problem", ""));
            return page(member, 30, typed, refused.faults(), 422);
        }
    }

    private View page(Member member, int days, Offer shown, List<BadInput.FieldError> faults, int status) {
        return pages.page(
                status,
                "form/builder/offers",
                Map.of(
                        "lines", figures.offers(member.workspace(), days),
                        "days", days,
                        "shown", shown,
                        "faults", faults,
                        "mayChange", member.role().covers(Role.MANAGER)));
    }
}
