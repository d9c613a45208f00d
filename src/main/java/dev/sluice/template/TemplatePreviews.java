package dev.sluice.template;

import dev.sluice.mail.MailHtml;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills a template for one recipient, to check it before it is sent. */
@Component
class TemplatePreviews {
    /** An email as that recipient would get it, without the frame around it. */
    record TemplatePreview(
            String reader, String subject, String html, String text, Set<String> missing, List<String> hints) {
        static final TemplatePreview EMPTY = new TemplatePreview("", "", "", "", Set.of(), List.of());
    }

    private static final Map<String, String> SAMPLE_TRAITS = Map.of(
            "first_name", "Ruth",
            "last_name", "Okafor",
            "name", "Ruth Okafor",
            "company", "Acme Metalworks",
            "role", "Director",
            "company_size", "120",
            "asset_name", "15-point security audit checklist",
            "asset_link", "https://example.com/checklist.pdf");

    private final Recipients recipients;
    private final Templates templates;
    private final Persons persons;

    TemplatePreviews(Recipients recipients, Templates templates, Persons persons) {
        this.recipients = recipients;
        this.templates = templates;
        this.persons = persons;
    }

    /** @param address of a person; blank for an invented one */
    TemplatePreview of(Member member, Template template, String address) {
        Recipient recipient = address.isBlank()
                ? recipients.sample(member.workspace(), SAMPLE_TRAITS, member)
                : find(member.workspace(), address);
        CompiledTemplate.FilledTemplate filled = CompiledTemplate.of(template, templates.snippets(member.workspace()))
                .fill(values(recipient));
        return new TemplatePreview(
                recipient.title(),
                filled.subject(),
                MailHtml.safe(filled.html()),
                filled.text(),
                filled.missing(),
                DeliverabilityHints.of(template));
    }

    /** The offer's link is known only once someone has requested it. */
    private static Map<String, String> values(Recipient recipient) {
        Map<String, String> values = new HashMap<>(recipient.values());
        values.putIfAbsent("asset_name", "what was asked for");
        values.putIfAbsent("asset_link", "https://example.com/asset");
        return values;
    }

    private Recipient find(int workspace, String address) {
        @Nullable String normal = EmailAddress.normal(address);
        Person person = persons.withKey(workspace, "e:" + normal)
                .orElseThrow(() ->
                        new BadInput("reader", "Nobody here has that address; leave it empty for somebody made up."));
        Recipient recipient = recipients.of(workspace, List.of(person.id())).get(person.id());
        if (recipient == null) {
            throw new BadInput("reader", "Nobody here has that address.");
        }
        return recipient;
    }
}
