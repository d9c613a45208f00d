package dev.sluice.form.builder;

import dev.sluice.form.Forms;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** Closes and opens forms. */
@Controller
@RequiresRole(Role.MANAGER)
class FormClosureActions {
    private final Forms forms;
    private final AuditLog audit;
    private final Tenancy tenancy;

    FormClosureActions(Forms forms, AuditLog audit, Tenancy tenancy) {
        this.forms = forms;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    /** Closes the form: it accepts no submissions from now on. */
    @PostMapping("/forms/{slug}/closure")
    View close(Member member, @PathVariable String slug) {
        return enable(member, slug, false);
    }

    @DeleteMapping("/forms/{slug}/closure")
    View open(Member member, @PathVariable String slug) {
        return enable(member, slug, true);
    }

    /** Opens the form, for browsers without a script. */
    @PostMapping("/forms/{slug}/opening")
    View openPosted(Member member, @PathVariable String slug) {
        return enable(member, slug, true);
    }

    private View enable(Member member, String slug, boolean enabled) {
        tenancy.in(member.workspace(), () -> {
            forms.enable(member.workspace(), slug, enabled);
            audit.note(member, enabled ? "form opened" : "form closed", slug, Map.of());
        });
        return Redirect.to("/forms/" + slug);
    }
}
