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

/** Fills a template for one reader, to be looked at before it is sent to anybody. */
@Component
class TemplatePreviews {
    /** A mail as that reader would get it, without the frame around it. */
    record Shown(String reader, String subject, String html, String text, Set<String> missing, List<String> hints) {
        static final Shown NOTHING = new Shown("", "", "", "", Set.of(), List.of());
    }

    private static final Map<String, String> MADE_UP = Map.of(
            "first_name", "Ruth",
            "last_name", "Okafor",
            "name", "Ruth Okafor",
            "company", "Acme Metalworks",
            "role", "Director",
            "company_size", "120",
            "asset_name", "15-point security audit checklist",
            "asset_link", "https://example.com/checklist.pdf");

    private final Recipients readers;
    private final Templates templates;
    private final Persons persons;

    TemplatePreviews(Recipients readers, Templates templates, Persons persons) {
        this.readers = readers;
        this.templates = templates;
        this.persons = persons;
    }

    /** @param address of a person; blank for somebody made up */
    Shown of(Member member, Template template, String address) {
        Recipient reader = address.isBlank()
                ? readers.made(member.workspace(), MADE_UP, member)
                : known(member.workspace(), address);
        CompiledTemplate.FilledTemplate filled = CompiledTemplate.of(template, templates.snippets(member.workspace()))
                .fill(values(reader));
        return new Shown(
                reader.title(),
                filled.subject(),
                MailHtml.safe(filled.html()),
                filled.text(),
                filled.missing(),
                DeliverabilityHints.of(template));
    }

    /** The offer's link is known only once somebody has asked for it. */
    private static Map<String, String> values(Recipient reader) {
        Map<String, String> values = new HashMap<>(reader.values());
        values.putIfAbsent("asset_name", "what was asked for");
        values.putIfAbsent("asset_link", "https://example.com/asset");
        return values;
    }

    private Recipient known(int workspace, String address) {
        @Nullable String normal = EmailAddress.normal(address);
        Person person = persons.withKey(workspace, "e:" + normal)
                .orElseThrow(() ->
                        new BadInput("reader", "Nobody here has that address; leave it empty for somebody made up."));
        Recipient reader = readers.of(workspace, List.of(person.id())).get(person.id());
        if (reader == null) {
            throw new BadInput("reader", "Nobody here has that address.");
        }
        return reader;
    }
}
