package dev.sluice.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.sluice.mail.MailHtml;
import dev.sluice.platform.BadInput;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A template that is parsed once, to be filled for many recipients. */
public final class CompiledTemplate {
    /**
     * An email for one recipient.
     *
     * @param missing fields without a value and without a fallback: such an email is not sent
     */
    public record FilledTemplate(String subject, String html, String text, Set<String> missing) {}

    private static final Pattern SNIPPET = Pattern.compile("\\{\\{>\\s*([a-z0-9_-]+)\\s*}}");
    private static final Pattern PART = Pattern.compile("\\{\\{\\s*([#^/])\\s*([^{}]*?)\\s*}}");
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([a-z0-9_]+)\\s*(\\|[^{}]*)?}}");
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer AS_HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .softbreak("<br>\n") // an email keeps the lines of its author
            .attributeProviderFactory(_ -> CompiledTemplate::direct)
            .build();
    private static final Mustache.Compiler PLAIN =
            Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true).standardsMode(true);

    private final com.samskivert.mustache.Template subject;
    private final com.samskivert.mustache.Template html;
    private final Set<String> fields;

    private CompiledTemplate(String subject, String html, Set<String> fields) {
        this.subject = PLAIN.compile(subject);
        this.html = PLAIN.escapeHTML(true).compile(html);
        this.fields = fields;
    }

    /** @throws BadInput where a part is opened and not closed, or a snippet does not exist */
    public static CompiledTemplate of(Template template, Collection<Snippet> snippets) {
        String body = parts(expanded(template.body(), snippets));
        String subject = parts(template.subject());
        Set<String> fields = new LinkedHashSet<>();
        Matcher field = FIELD.matcher(subject + body);
        while (field.find()) {
            fields.add(field.group(1));
        }
        try {
            if (template.format() == Template.TemplateFormat.HTML) {
                return new CompiledTemplate(subject, body, fields);
            }
            return new CompiledTemplate(subject, html(body), fields);
        } catch (MustacheException unclosed) {
            throw new BadInput(
                    "body", "A part such as {{#company}} must be closed with {{/company}}: " + unclosed.getMessage());
        }
    }

    private static String expanded(String body, Collection<Snippet> snippets) {
        return SNIPPET.matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(snippets.stream()
                        .filter(snippet -> snippet.name().equals(found.group(1)))
                        .map(Snippet::body)
                        .findFirst()
                        .orElse("")));
    }

    /** Sections test whether a field has a value. A question mark before the name distinguishes them from fields. */
    private static String parts(String text) {
        return PART.matcher(text)
                .replaceAll(part -> "{{" + part.group(1) + "?" + Matcher.quoteReplacement(part.group(2)) + "}}");
    }

    /** Markdown as HTML, for an email that is sent as it was typed. */
    public static String html(String markdown) {
        return AS_HTML.render(MARKDOWN.parse(markdown));
    }

    /** Each paragraph is set in the direction of its own script. */
    private static void direct(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Block && !(node instanceof Document)) {
            attributes.put("dir", "auto");
        }
    }

    /** The fields of the email, each once. */
    public Set<String> fields() {
        return fields;
    }

    public FilledTemplate fill(Map<String, String> values) {
        Set<String> missing = new LinkedHashSet<>();
        String line = subject.execute(new TemplateValues(values, missing, false))
                .replaceAll("\\s+", " ")
                .strip();
        String body = html.execute(new TemplateValues(values, missing, true));
        return new FilledTemplate(line, body, MailHtml.text(body), missing);
    }
}
