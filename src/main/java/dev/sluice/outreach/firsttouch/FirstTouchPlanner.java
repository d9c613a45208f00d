package dev.sluice.outreach.firsttouch;

import dev.sluice.consent.SendPermissions;
import dev.sluice.form.Offers;
import dev.sluice.form.Offers.Handout;
import dev.sluice.mail.MailHtml;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.outreach.firsttouch.FirstTouchRows.DueFirstTouch;
import dev.sluice.outreach.firsttouch.FirstTouchRows.FirstTouchResult;
import dev.sluice.outreach.firsttouch.FirstTouchTemplates.ChosenTemplates;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.CompiledTemplate.FilledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans the automatic replies to forms: what was asked for, and one next step. */
@Component
public class FirstTouchPlanner {
    private static final int PRIORITY = 9;

    private final FirstTouchRows rows;
    private final FirstTouchTemplates templates;
    private final Recipients recipients;
    private final SendPermissions permissions;
    private final Offers offers;
    private final Outbox outbox;
    private final InstantSource clock;

    FirstTouchPlanner(
            FirstTouchRows rows,
            FirstTouchTemplates templates,
            Recipients recipients,
            SendPermissions permissions,
            Offers offers,
            Outbox outbox,
            InstantSource clock) {
        this.rows = rows;
        this.templates = templates;
        this.recipients = recipients;
        this.permissions = permissions;
        this.offers = offers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Plans the replies that are due, in the caller's transaction; returns how many there were. */
    public int due(int workspace, int limit) {
        List<DueFirstTouch> due = rows.claim(workspace, limit);
        if (!due.isEmpty()) {
            Map<Long, Recipient> people = recipients.of(
                    workspace, due.stream().map(DueFirstTouch::person).toList());
            Map<String, Optional<Handout>> handouts = new HashMap<>();
            due.forEach(touch -> handouts.computeIfAbsent(touch.form(), form -> offers.ofForm(workspace, form)));
            ChosenTemplates chosen = templates.choose(
                    workspace,
                    due,
                    people,
                    form -> handouts.getOrDefault(form, Optional.empty()).isPresent());
            List<OutboundMail> mails = new ArrayList<>();
            List<FirstTouchResult> results = new ArrayList<>();
            for (DueFirstTouch touch : due) {
                Optional<Handout> offer = handouts.getOrDefault(touch.form(), Optional.empty());
                results.add(reply(workspace, touch, people.get(touch.person()), chosen, offer, mails));
            }
            outbox.plan(workspace, mails);
            rows.write(workspace, results);
        }
        return due.size();
    }

    private FirstTouchResult reply(
            int workspace,
            DueFirstTouch touch,
            @Nullable Recipient recipient,
            ChosenTemplates chosen,
            Optional<Handout> offer,
            List<OutboundMail> mails) {
        if (recipient == null || recipient.address() == null) {
            return touch.leftOut("", "No e-mail address is known");
        }
        String name = chosen.name(touch.signal());
        if (name.isEmpty()) {
            return touch.leftOut("", "No active funnel asks for a first touch");
        }
        CompiledTemplate template = chosen.template(touch.signal());
        if (template == null) {
            return touch.held(name, "There is no template " + name);
        }
        FilledTemplate filled = withLink(template.fill(values(recipient, offer)), template, offer);
        if (!filled.missing().isEmpty()) {
            return touch.held(name, "Not known: " + String.join(", ", filled.missing()));
        }
        if (permissions.strangersMay(workspace, Set.of(recipient.address())).isEmpty()) {
            return touch.leftOut(name, "This address has been written to often enough today");
        }
        mails.add(mail(touch, recipient, name, filled, offer));
        return new FirstTouchResult(touch.signal(), "planned", name, "");
    }

    /** The offer that was asked for is in the email, also where its template has no place for it. */
    private static FilledTemplate withLink(FilledTemplate filled, CompiledTemplate template, Optional<Handout> offer) {
        if (offer.isEmpty() || template.fields().contains("asset_link")) {
            return filled;
        }
        Handout handout = offer.get();
        String link = "<p dir=\"auto\"><a href=\"" + MailHtml.escaped(handout.url()) + "\">"
                + MailHtml.escaped(handout.name()) + "</a></p>";
        String html = filled.html() + link;
        return new FilledTemplate(filled.subject(), html, MailHtml.text(html), filled.missing());
    }

    private static Map<String, String> values(Recipient recipient, Optional<Handout> offer) {
        Map<String, String> values = new HashMap<>(recipient.values());
        offer.ifPresent(handout -> {
            values.put("asset_name", handout.name());
            values.put("asset_link", handout.url());
        });
        return values;
    }

    private OutboundMail mail(
            DueFirstTouch touch, Recipient recipient, String template, FilledTemplate filled, Optional<Handout> offer) {
        return new OutboundMail(
                recipient.person(),
                String.valueOf(recipient.address()),
                FirstTouches.KEY + touch.signal(),
                OutboundMail.Kind.ANSWER,
                template,
                recipient.owner(),
                filled.subject(),
                filled.html(),
                filled.text(),
                null,
                clock.instant(),
                PRIORITY,
                offer.map(handout -> Map.of(handout.url(), handout.slug())).orElse(Map.of()));
    }
}
