package dev.sluice.outreach;

import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Templates for programs. */
@RestController
@RequestMapping("/api/v1/templates")
class TemplateApi {
    /** A template as the API reads and writes it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TemplateBody(
            @Nullable String name,
            @Nullable String title,
            @Nullable String format,
            @Nullable String subject,
            @Nullable String body,
            @Nullable Integer version) {
        static TemplateBody of(Template template) {
            return new TemplateBody(
                    template.name(),
                    template.title(),
                    template.format().code(),
                    template.subject(),
                    template.body(),
                    template.version());
        }

        Template template(@Nullable String name) {
            return Template.written(text(name), text(title), text(format), text(subject), text(body));
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    private final Templates templates;
    private final AuditLog audit;

    TemplateApi(Templates templates, AuditLog audit) {
        this.templates = templates;
        this.audit = audit;
    }

    @RequiresScope("outreach:read")
    @GetMapping
    Map<String, List<TemplateBody>> list(ApiCaller caller) {
        return Map.of(
                "templates",
                templates.all(caller.workspace()).stream().map(TemplateBody::of).toList());
    }

    @RequiresScope("outreach:read")
    @GetMapping("/{name}")
    TemplateBody get(ApiCaller caller, @PathVariable String name) {
        return TemplateBody.of(templates.get(caller.workspace(), name));
    }

    @RequiresScope("outreach:write")
    @PostMapping
    ResponseEntity<TemplateBody> add(ApiCaller caller, @RequestBody TemplateBody input) {
        Template added = templates.add(caller.workspace(), input.template(input.name()));
        audit.note(caller, "template made", added.name(), Map.of());
        return ResponseEntity.created(URI.create("/api/v1/templates/" + added.name()))
                .body(TemplateBody.of(added));
    }

    @RequiresScope("outreach:write")
    @PutMapping("/{name}")
    TemplateBody change(ApiCaller caller, @PathVariable String name, @RequestBody TemplateBody input) {
        templates.get(caller.workspace(), name);
        Template changed = templates.change(caller.workspace(), input.template(name));
        audit.note(caller, "template changed", name, Map.of("version", changed.version()));
        return TemplateBody.of(changed);
    }
}
