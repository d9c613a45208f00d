package dev.sluice.outreach;

import dev.sluice.consent.OptInRequested;
import dev.sluice.consent.SendPermissions;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.Templates;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Emails the link with which a person confirms a double opt-in. */
@Component
class OptInMailer {
    private static final String TEMPLATE = "please-confirm";
    private static final int PRIORITY = 9;

    private final Templates templates;
    private final Recipients recipients;
    private final SendPermissions permissions;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final InstantSource clock;

    OptInMailer(
            Templates templates,
            Recipients recipients,
            SendPermissions permissions,
            Outbox outbox,
            Tenancy tenancy,
            InstantSource clock) {
        this.templates = templates;
        this.recipients = recipients;
        this.permissions = permissions;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener
    void on(OptInRequested event) {
        tenancy.in(event.workspace(), () -> {
            CompiledTemplate template =
                    templates.compiled(event.workspace(), Set.of(TEMPLATE)).get(TEMPLATE);
            Recipient recipient =
                    recipients.of(event.workspace(), List.of(event.person())).get(event.person());
            if (template == null
                    || recipient == null
                    || permissions
                            .strangersMay(event.workspace(), Set.of(event.address()))
                            .isEmpty()) {
                return;
            }
            Map<String, String> values = new HashMap<>(recipient.values());
            values.put("confirm_link", event.confirmUrl());
            CompiledTemplate.FilledTemplate filled = template.fill(values);
            if (filled.missing().isEmpty()) {
                outbox.plan(event.workspace(), List.of(mail(event, filled)));
            }
        });
    }

    private OutboundMail mail(OptInRequested event, CompiledTemplate.FilledTemplate filled) {
        UUID link = UUID.nameUUIDFromBytes(event.confirmUrl().getBytes(StandardCharsets.UTF_8));
        return new OutboundMail(
                event.person(),
                event.address(),
                "opt-in/" + link,
                OutboundMail.Kind.ANSWER,
                TEMPLATE,
                null,
                filled.subject(),
                filled.html(),
                filled.text(),
                null,
                clock.instant(),
                PRIORITY,
                Map.of());
    }
}
