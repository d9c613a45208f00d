package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import dev.sluice.form.Forms;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of forms. */
@RestController
@RequestMapping("/api/v1/forms")
class FormApi {
    private static final Set<String> FIELDS = Set.of(
            "slug",
            "name",
            "enabled",
            "headline",
            "text",
            "button",
            "thanks",
            "redirect",
            "accent",
            "source",
            "problem",
            "offer",
            "remember",
            "consent",
            "fields",
            "many_fields_accepted");

    private final Forms forms;
    private final FormStats stats;
    private final AuditLog audit;
    private final Tenancy tenancy;

    FormApi(Forms forms, FormStats stats, AuditLog audit, Tenancy tenancy) {
        this.forms = forms;
        this.stats = stats;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresScope("forms:read")
    @GetMapping
    Map<String, Object> list(ApiCaller caller, @RequestParam(defaultValue = "30") int days) {
        return Map.of(
                "forms",
                stats.forms(caller.workspace(), days).stream()
                        .map(row -> FormStatsJson.of(row.of().asJson(), row))
                        .toList());
    }

    @RequiresScope("forms:read")
    @GetMapping("/{slug}")
    Map<String, Object> get(ApiCaller caller, @PathVariable String slug) {
        return forms.get(caller.workspace(), slug).asJson();
    }

    @RequiresScope("forms:write")
    @PostMapping
    ResponseEntity<Map<String, Object>> create(ApiCaller caller, @RequestBody Map<String, Object> json) {
        ApiFields.check(json, FIELDS);
        String slug = FormReader.slug(json.get("slug"));
        FormDefinition definition = FormReader.read(json);
        Form created = tenancy.in(caller.workspace(), () -> {
            Form form = forms.create(caller.workspace(), slug, ApiFields.text(json, "name"), definition);
            audit.note(caller, "form made", slug, FormAuditDetails.of(form));
            return Boolean.FALSE.equals(json.get("enabled")) ? forms.enable(caller.workspace(), slug, false) : form;
        });
        return ResponseEntity.created(URI.create("/api/v1/forms/" + slug)).body(created.asJson());
    }

    @RequiresScope("forms:write")
    @PatchMapping("/{slug}")
    Map<String, Object> change(ApiCaller caller, @PathVariable String slug, @RequestBody Map<String, Object> json) {
        ApiFields.check(json, FIELDS);
        return tenancy.in(caller.workspace(), () -> {
                    Form before = forms.get(caller.workspace(), slug);
                    if (json.containsKey("slug") && !slug.equals(json.get("slug"))) {
                        throw new BadInput("slug", "A form keeps its address; make another form for another one.");
                    }
                    Map<String, Object> all = new HashMap<>(before.asJson());
                    all.putAll(json);
                    Form after =
                            forms.change(caller.workspace(), slug, ApiFields.text(all, "name"), FormReader.read(all));
                    if (all.get("enabled") instanceof Boolean enabled && enabled != before.enabled()) {
                        after = forms.enable(caller.workspace(), slug, enabled);
                    }
                    audit.note(caller, "form changed", slug, FormAuditDetails.of(after));
                    return after;
                })
                .asJson();
    }
}
