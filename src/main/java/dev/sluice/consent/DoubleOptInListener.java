package dev.sluice.consent;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.Erasure;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.database.LinkTokens;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Asks by email for the confirmation of a consent that was ticked on a form. */
@Component
class DoubleOptInListener {
    /** Under this name a form says in its signal which consent waits for its confirmation. */
    static final String WORDING = "consent_to_confirm";

    private final DoubleOptInRows rows;
    private final LinkTokens tokens;
    private final PublicUrl address;
    private final Erasure erasure;
    private final ApplicationEventPublisher events;

    DoubleOptInListener(
            DoubleOptInRows rows,
            LinkTokens tokens,
            PublicUrl address,
            Erasure erasure,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.tokens = tokens;
        this.address = address;
        this.erasure = erasure;
        this.events = events;
    }

    @EventListener
    @Order(RecipientOrder.OPT_INS)
    void on(SignalsRecorded recorded) {
        for (Signal signal : recorded.signals()) {
            if (signal.data().get(WORDING) instanceof String wording
                    && signal.traits().get("email") instanceof String email) {
                String to = EmailAddress.normal(email);
                if (to != null
                        && erasure.suppressed(recorded.workspace(), Set.of(to)).isEmpty()) {
                    request(recorded.workspace(), signal, to, wording);
                }
            }
        }
    }

    private void request(int workspace, Signal signal, String to, String wording) {
        long id = rows.add(workspace, signal, to, wording);
        String url = address.of("/confirm/" + tokens.close(workspace, DoubleOptIns.PURPOSE, Long.toString(id)));
        events.publishEvent(new OptInRequested(workspace, signal.person(), to, signal.subject(), url));
    }
}
