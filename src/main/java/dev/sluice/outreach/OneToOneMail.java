package dev.sluice.outreach;

import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Person;
import dev.sluice.platform.BadInput;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Emails from a user to a person, in their thread where there is one. */
@Component
class OneToOneMail {
    private static final int MAX_BODY = 50_000;
    private static final int PRIORITY = 9;
    private static final Pattern REPLY = Pattern.compile("(?i)^(re|aw|sv|vs|antw)\\s*:.*");

    /**
     * An email as its form has it.
     *
     * @param once a key of this form, so that submitting it twice sends once
     */
    record WrittenMail(String once, String subject, String body) {}

    private final Outbox outbox;
    private final Messages messages;
    private final SendPermissions permissions;
    private final Recipients recipients;
    private final Templates templates;
    private final InstantSource clock;

    OneToOneMail(
            Outbox outbox,
            Messages messages,
            SendPermissions permissions,
            Recipients recipients,
            Templates templates,
            InstantSource clock) {
        this.outbox = outbox;
        this.messages = messages;
        this.permissions = permissions;
        this.recipients = recipients;
        this.templates = templates;
        this.clock = clock;
    }

    /** An empty email, in the thread with the person where there is one. */
    WrittenMail reply(int workspace, Person person) {
        SentMessage last = last(workspace, person);
        String subject = last == null ? "" : last.subject();
        return new WrittenMail(
                UUID.randomUUID().toString(),
                subject.isEmpty() || REPLY.matcher(subject).matches() ? subject : "Re: " + subject,
                "");
    }

    /** An email that starts from a template, filled for the person. */
    WrittenMail from(Member member, Person person, Template template) {
        Recipient recipient =
                recipients.of(member.workspace(), List.of(person.id())).get(person.id());
        CompiledTemplate.FilledTemplate filled = CompiledTemplate.of(
                        new Template(
                                template.name(),
                                template.title(),
                                Template.TemplateFormat.TEXT,
                                template.subject(),
                                template.body(),
                                0,
                                null),
                        templates.snippets(member.workspace()))
                .fill(recipient == null ? Map.of() : recipient.values());
        return new WrittenMail(UUID.randomUUID().toString(), filled.subject(), filled.text());
    }

    /** Why the person may not be emailed, or "". */
    String refused(int workspace, Person person) {
        if (person.email() == null) {
            return "No e-mail address is known.";
        }
        SuppressionReason reason =
                permissions.refused(workspace, new SendPermissions.PermissionQuery(person.id(), person.email(), false));
        return reason == null ? "" : reason.sentence();
    }

    void send(Member member, Person person, WrittenMail input) {
        if (input.subject().isBlank() || input.subject().length() > 200) {
            throw new BadInput("subject", "Write a subject of at most 200 characters.");
        }
        if (input.body().isBlank() || input.body().length() > MAX_BODY) {
            throw new BadInput("body", "Write the mail.");
        }
        String refused = refused(member.workspace(), person);
        String address = person.email();
        if (!refused.isEmpty() || address == null) {
            throw new BadInput("to", refused);
        }
        String once = input.once().matches("[0-9a-f-]{36}")
                ? input.once()
                : UUID.randomUUID().toString();
        SentMessage last = last(member.workspace(), person);
        outbox.plan(
                member.workspace(),
                List.of(new OutboundMail(
                        person.id(),
                        address,
                        "letter/" + member.user() + "/" + once,
                        OutboundMail.Kind.ONE_TO_ONE,
                        "",
                        member.user(),
                        input.subject().strip(),
                        CompiledTemplate.html(input.body()),
                        input.body().replace("\r\n", "\n"),
                        last != null && bare(last.subject()).equals(bare(input.subject()))
                                ? messages.thread(member.workspace(), last.id())
                                : null,
                        clock.instant(),
                        PRIORITY,
                        Map.of())));
    }

    private static String bare(String subject) {
        return subject.replaceAll("(?i)^((re|aw|sv|vs|antw)\\s*:\\s*)+", "").strip();
    }

    private @Nullable SentMessage last(int workspace, Person person) {
        return messages.findByPerson(workspace, person.id()).stream()
                .filter(sent -> Set.of(MessageState.SENT, MessageState.KEPT, MessageState.READY, MessageState.CLAIMED)
                        .contains(sent.state()))
                .findFirst()
                .orElse(null);
    }
}
