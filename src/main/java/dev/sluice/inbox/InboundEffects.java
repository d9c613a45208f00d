package dev.sluice.inbox;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.inbox.OptOutQuestion.OptOutState;
import dev.sluice.inbox.classification.MailClassification;
import dev.sluice.inbox.classification.MailClassification.AutoReply;
import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.BounceSeverity;
import dev.sluice.mail.SentMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Does what follows from a received email, in the transaction that stores it. */
@Component
class InboundEffects {
    private final InboundSignals signals;
    private final Suppressions suppressions;
    private final ApplicationEventPublisher events;

    InboundEffects(InboundSignals signals, Suppressions suppressions, ApplicationEventPublisher events) {
        this.signals = signals;
        this.suppressions = suppressions;
        this.events = events;
    }

    /** Nothing follows from an email that belongs to no person. */
    void apply(int workspace, long id, ReceivedMail received, MailClassification classification, MailMatch match) {
        Long person = match.person();
        if (person != null) {
            signals.record(workspace, id, received, match);
            if (received.optOut() == OptOutState.UNCLEAR) {
                ask(workspace, person, id, received, addresses(received, match.message()));
            } else {
                apply(workspace, person, received, classification, match.message());
            }
        }
    }

    /** Nothing more goes out until someone has decided whether they want no more. */
    void ask(int workspace, long person, long id, ReceivedMail received, List<String> addresses) {
        suppressions.suppress(workspace, addresses, SuppressionReason.UNDECIDED, "Wrote: " + received.text());
        events.publishEvent(new OptOutQuestion(workspace, person, id, received.subject()));
    }

    /** Where the person gets mail: at the address that we wrote to, else at the one that they wrote from. */
    static List<String> addresses(ReceivedMail received, @Nullable SentMessage sent) {
        return List.of(sent == null ? received.from() : sent.address());
    }

    void invite(int workspace, @Nullable Long person, String invitation) {
        if (person != null && !invitation.isEmpty()) {
            events.publishEvent(new InvitationReceived(workspace, person, invitation));
        }
    }

    private void apply(
            int workspace,
            long person,
            ReceivedMail received,
            MailClassification classification,
            @Nullable SentMessage sent) {
        switch (classification) {
            case MailClassification.Reply _, MailClassification.WrittenBy _ ->
                events.publishEvent(new ReplyReceived(workspace, person, sent == null ? null : sent.id()));
            case AutoReply auto -> {
                if (auto.until() != null) {
                    events.publishEvent(new OutOfOfficeReceived(workspace, person, auto.until()));
                }
            }
            case Bounce bounce -> {
                if (sent != null) {
                    bounced(workspace, sent, bounce);
                }
            }
            case MailClassification.Complaint _ -> {
                if (sent != null) {
                    suppressions.suppress(
                            workspace,
                            List.of(sent.address()),
                            SuppressionReason.COMPLAINED,
                            "Reported as unwanted at the provider");
                }
            }
            case MailClassification.Unsubscribe _ ->
                suppressions.suppress(
                        workspace,
                        addresses(received, sent),
                        SuppressionReason.UNSUBSCRIBED,
                        "Asked for it by mail: " + received.subject());
            case MailClassification.Other _ -> {
                // has no effect
            }
        }
    }

    private void bounced(int workspace, SentMessage sent, Bounce bounce) {
        bounce.of(sent.address())
                .filter(failure -> failure.severity() == BounceSeverity.HARD)
                .ifPresent(failure -> suppressions.suppress(
                        workspace, List.of(sent.address()), SuppressionReason.BOUNCED, failure.diagnostic()));
    }
}
