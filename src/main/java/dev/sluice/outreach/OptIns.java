package dev.sluice.outreach;

import dev.sluice.consent.OptInAsked;
import dev.sluice.consent.Permission;
import dev.sluice.mail.Draft;
import dev.sluice.mail.Outbox;
import dev.sluice.platform.Tenancy;
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
class OptIns {
    private static final String TEMPLATE = "please-confirm";
    private static final int FIRST = 9;

    private final TemplateRows templates;
    private final Readers readers;
    private final Permission permission;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final InstantSource clock;

    OptIns(
            TemplateRows templates,
            Readers readers,
            Permission permission,
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
    void on(OptInAsked asked) {
        tenancy.in(asked.workspace(), () -> {
            Letter letter =
                    templates.letters(asked.workspace(), Set.of(TEMPLATE)).get(TEMPLATE);
            Reader reader =
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
            Letter.Filled filled = letter.fill(values);
            if (filled.missing().isEmpty()) {
                outbox.plan(asked.workspace(), List.of(draft(asked, filled)));
            }
        });
    }

    private Draft draft(OptInAsked asked, Letter.Filled filled) {
        UUID link = UUID.nameUUIDFromBytes(asked.confirmUrl().getBytes(StandardCharsets.UTF_8));
        return new Draft(
                asked.person(),
                asked.address(),
                "opt-in/" + link,
                Draft.Kind.ANSWER,
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
