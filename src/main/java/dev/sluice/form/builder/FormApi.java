package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormReader;
import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
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

/** Forms and offers for programs. */
@RestController
@RequestMapping("/api/v1")
class FormApi {
    private static final Set<String> FORM = Set.of(
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
    private static final Set<String> OFFER = Set.of("slug", "name", "kind", "url", "problem");

    private final Forms forms;
    private final FormStats figures;
    private final AuditLog audit;
    private final Tenancy tenancy;

    FormApi(Forms forms, FormStats figures, AuditLog audit, Tenancy tenancy) {
        this.forms = forms;
        this.figures = figures;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresScope("forms:read")
    @GetMapping("/forms")
    Map<String, Object> list(ApiCaller caller, @RequestParam(defaultValue = "30") int days) {
        return Map.of(
                "forms",
                figures.forms(caller.workspace(), days).stream()
                        .map(line -> with(line.of().asJson(), line))
                        .toList());
    }

    @RequiresScope("forms:read")
    @GetMapping("/forms/{slug}")
    Map<String, Object> get(ApiCaller caller, @PathVariable String slug) {
        return forms.get(caller.workspace(), slug).asJson();
    }

    @RequiresScope("forms:write")
    @PostMapping("/forms")
    ResponseEntity<Map<String, Object>> create(ApiCaller caller, @RequestBody Map<String, Object> json) {
        known(json, FORM);
        String slug = FormReader.slug(json.get("slug"));
        FormDefinition definition = FormReader.read(json);
        Form made = tenancy.in(caller.workspace(), () -> {
            Form form = forms.create(caller.workspace(), slug, text(json, "name"), definition);
            audit.note(caller, "form made", slug, FormPages.details(form));
            return Boolean.FALSE.equals(json.get("enabled")) ? forms.enable(caller.workspace(), slug, false) : form;
        });
        return ResponseEntity.created(URI.create("/api/v1/forms/" + slug)).body(made.asJson());
    }

    @RequiresScope("forms:write")
    @PatchMapping("/forms/{slug}")
    Map<String, Object> change(ApiCaller caller, @PathVariable String slug, @RequestBody Map<String, Object> json) {
        known(json, FORM);
        return tenancy.in(caller.workspace(), () -> {
                    Form before = forms.get(caller.workspace(), slug);
                    if (json.containsKey("slug") && !slug.equals(json.get("slug"))) {
                        throw new BadInput("slug", "A form keeps its address; make another form for another one.");
                    }
                    Map<String, Object> all = new HashMap<>(before.asJson());
                    all.putAll(json);
                    Form after = forms.change(caller.workspace(), slug, text(all, "name"), FormReader.read(all));
                    if (all.get("enabled") instanceof Boolean enabled && enabled != before.enabled()) {
                        after = forms.enable(caller.workspace(), slug, enabled);
                    }
                    audit.note(caller, "form changed", slug, FormPages.details(after));
                    return after;
                })
                .asJson();
    }

    @RequiresScope("forms:read")
    @GetMapping("/offers")
    Map<String, Object> offers(ApiCaller caller, @RequestParam(defaultValue = "30") int days) {
        return Map.of(
                "offers",
                figures.offers(caller.workspace(), days).stream()
                        .map(line -> with(line.of().asJson(), line))
                        .toList());
    }

    /** Makes an offer, or changes the one of that slug. */
    @RequiresScope("forms:write")
    @PostMapping("/offers")
    Map<String, Object> save(ApiCaller caller, @RequestBody Map<String, Object> json) {
        known(json, OFFER);
        return tenancy.in(caller.workspace(), () -> {
                    Offer offer = forms.save(caller.workspace(), json);
                    audit.note(caller, "offer saved", offer.slug(), Map.of("kind", offer.kind()));
                    return offer;
                })
                .asJson();
    }

    private static Map<String, Object> with(Map<String, Object> json, FormStats.FormStatsRow<?> line) {
        Map<String, Object> figures = new HashMap<>();
        figures.put("viewed", line.reach().viewed());
        figures.put("started", line.reach().started());
        figures.put("leads", line.reach().leads());
        figures.put("downloaded", line.reach().downloaded());
        if (line.qualified() != null) {
            figures.put("qualified", line.qualified());
        }
        json.put("figures", figures);
        return json;
    }

    private static String text(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    private static void known(Map<String, Object> json, Set<String> names) {
        List<BadInput.FieldError> unknown = json.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .map(name -> new BadInput.FieldError(
                        name,
                        "There is no such field; known are "
                                + names.stream().sorted().toList() + "."))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInput(unknown);
        }
    }
}
