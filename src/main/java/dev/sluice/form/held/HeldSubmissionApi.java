package dev.sluice.form.held;

import dev.sluice.form.Forms;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API of held submissions: those that look like a bot's. */
@RestController
@RequestMapping("/api/v1/forms/{slug}/held")
class HeldSubmissionApi {
    private static final int PAGE = 100;

    private final HeldSubmissions held;
    private final Forms forms;
    private final AuditLog audit;
    private final Tenancy tenancy;

    HeldSubmissionApi(HeldSubmissions held, Forms forms, AuditLog audit, Tenancy tenancy) {
        this.held = held;
        this.forms = forms;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresScope("forms:read")
    @GetMapping
    Map<String, Object> list(
            ApiCaller caller, @PathVariable String slug, @RequestParam(defaultValue = "") String after) {
        forms.get(caller.workspace(), slug);
        Page<HeldSubmission> page = held.page(caller.workspace(), slug, after, PAGE);
        Map<String, Object> json = new HashMap<>();
        json.put(
                "submissions", page.items().stream().map(HeldSubmission::asJson).toList());
        json.put("next", page.next());
        return json;
    }

    /** Records it as a person's submission at the time it was sent. */
    @RequiresScope("forms:write")
    @PostMapping("/{id}/acceptance")
    Map<String, Object> accept(ApiCaller caller, @PathVariable String slug, @PathVariable UUID id) {
        return tenancy.in(caller.workspace(), () -> {
            HeldSubmission accepted = held.accept(caller.workspace(), slug, id);
            audit.note(
                    caller,
                    "submission accepted",
                    slug,
                    Map.of("reason", accepted.reason().code()));
            return accepted.asJson();
        });
    }

    @RequiresScope("forms:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    void delete(ApiCaller caller, @PathVariable String slug, @PathVariable UUID id) {
        tenancy.in(caller.workspace(), () -> {
            HeldSubmission deleted = held.delete(caller.workspace(), slug, id);
            audit.note(
                    caller,
                    "submission deleted",
                    slug,
                    Map.of("reason", deleted.reason().code()));
        });
    }
}
