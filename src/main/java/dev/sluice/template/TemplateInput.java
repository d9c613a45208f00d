package dev.sluice.template;

import java.util.Map;

/** A template as its form has it. */
record TemplateInput(String name, String title, String format, String subject, String body) {
    static final TemplateInput EMPTY =
            new TemplateInput("", "", "text", "", "Hello {{first_name|there}},\n\n\n\n{{>signature}}\n");

    static TemplateInput of(Template template) {
        return new TemplateInput(
                template.name(), template.title(), template.format().code(), template.subject(), template.body());
    }

    static TemplateInput of(Map<String, String> fields, String name) {
        return new TemplateInput(
                name,
                fields.getOrDefault("title", ""),
                fields.getOrDefault("format", "text"),
                fields.getOrDefault("subject", ""),
                fields.getOrDefault("body", ""));
    }

    /** The same with that title where it has none. */
    TemplateInput titled(String fallback) {
        return title.isBlank() ? new TemplateInput(name, fallback, format, subject, body) : this;
    }

    /** @throws dev.sluice.platform.BadInput where a field is wrong */
    Template template() {
        return Template.written(name, title, format, subject, body);
    }
}
