package dev.sluice.outreach;

import dev.sluice.consent.OptInRequested;
import dev.sluice.consent.SendPermissions;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.TemplateRows;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends the link on which somebody confirms that they want our mail. */
@Component
class OptInMailer {
    private static final String TEMPLATE = "please-confirm";
    private static final int FIRST = 9;

    private final TemplateRows templates;
    private final Recipients readers;
    private final SendPermissions permission;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final InstantSource clock;

    OptInMailer(
            TemplateRows templates,
            Recipients readers,
            SendPermissions permission,
            Outbox outbox,
            Tenancy tenancy,
            InstantSource clock) {
        this.templates = templates;
        this.readers = readers;
        this.permission = permission;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener
    void on(OptInRequested asked) {
        tenancy.in(asked.workspace(), () -> {
            CompiledTemplate letter =
                    templates.letters(asked.workspace(), Set.of(TEMPLATE)).get(TEMPLATE);
            Recipient reader =
                    readers.of(asked.workspace(), List.of(asked.person())).get(asked.person());
            if (letter == null
                    || reader == null
                    || permission
                            .strangersMay(asked.workspace(), Set.of(asked.address()))
                            .isEmpty()) {
                return;
            }
            Map<String, String> values = new HashMap<>(reader.values());
            values.put("confirm_link", asked.confirmUrl());
            CompiledTemplate.FilledTemplate filled = letter.fill(values);
            if (filled.missing().isEmpty()) {
                outbox.plan(asked.workspace(), List.of(draft(asked, filled)));
            }
        });
    }

    private OutboundMail draft(OptInRequested asked, CompiledTemplate.FilledTemplate filled) {
        UUID link = UUID.nameUUIDFromBytes(asked.confirmUrl().getBytes(StandardCharsets.UTF_8));
        return new OutboundMail(
                asked.person(),
                asked.address(),
                "opt-in/" + link,
                OutboundMail.Kind.ANSWER,
                TEMPLATE,
                null,
                filled.subject(),
                filled.html(),
                filled.text(),
                null,
                clock.instant(),
                FIRST,
                Map.of());
    }
}
