package dev.sluice.template;

import dev.sluice.platform.BadInput;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An email to fill for each recipient. Fields are written {@code {{first_name}}}, with a fallback
 * {@code {{first_name|there}}}; a section that needs one {@code {{#company}} ... {{/company}}}; a snippet
 * {@code {{>signature}}}.
 */
public record Template(
        String name,
        String title,
        TemplateFormat format,
        String subject,
        String body,
        int version,
        @Nullable Instant changedAt) {
    private static final int MAX_LENGTH = 50_000;
    private static final Pattern RAW = Pattern.compile("\\{\\{\\s*[{&=!]");

    /** How the body is written. */
    public enum TemplateFormat {
        /** Plain text with Markdown for links, emphasis and lists; sent as text and as HTML. */
        TEXT,
        /** HTML; the text part is derived. */
        HTML;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static TemplateFormat named(String code) {
            return code.equals("html") ? HTML : TEXT;
        }
    }

    /** Checks a template that a user wrote; every error names its field. */
    public static Template written(String name, String title, String format, String subject, String body) {
        if (!Slug.good(name)) {
            throw new BadInput("name", "A template's name is of small letters, digits, - and _.");
        }
        line("title", title, 100);
        line("subject", subject, 200);
        if (body.isBlank() || body.length() > MAX_LENGTH) {
            throw new BadInput("body", "Write the mail in 1 to " + MAX_LENGTH + " characters.");
        }
        if (RAW.matcher(subject).find() || RAW.matcher(body).find()) {
            throw new BadInput("body", "Write fields as {{name}}: forms such as {{{ }}} and {{& }} are not allowed.");
        }
        Template template = new Template(
                name,
                title.strip(),
                TemplateFormat.named(format),
                subject.strip(),
                body.replace("\r\n", "\n"),
                0,
                null);
        CompiledTemplate.of(template, List.of()); // refuses what does not close
        return template;
    }

    /** The title of the template of that name; the name itself where there is none. */
    public static String titleOf(List<Template> templates, String name) {
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .map(Template::title)
                .findFirst()
                .orElse(name);
    }

    private static void line(String field, String text, int limit) {
        if (text.isBlank() || text.length() > limit || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadInput(field, "Write one line of at most " + limit + " characters.");
        }
    }
}
