package dev.sluice.mail;

import dev.sluice.consent.RecipientsSuppressed;
import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is to be sent, durably: planned once under its key, taken back as long as it has not begun to go out. */
@Component
public class Outbox {

    private static final int LONGEST_SUBJECT = 250;

    private final MessageRows rows;
    private final MessageTokens names;
    private final SendPermissions permission;
    private final SendWakeup wake;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Outbox(
            MessageRows rows,
            MessageTokens names,
            SendPermissions permission,
            SendWakeup wake,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.names = names;
        this.permission = permission;
        this.wake = wake;
        this.tenancy = tenancy;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Plans messages in the caller's transaction; under a key planned before nothing is planned.
     *
     * @return the message's number by key, of those planned before too
     */
    public Map<String, Long> plan(int workspace, List<OutboundMail> drafts) {
        if (drafts.isEmpty()) {
            return Map.of();
        }
        List<OutboundMail> checked = drafts.stream().map(Outbox::checked).toList();
        return tenancy.in(workspace, () -> {
            Map<String, Long> ids = rows.plan(workspace, checked, names.of(workspace, checked), clock.instant());
            Tenancy.afterCommit(() -> wake.up(workspace));
            return ids;
        });
    }

    /** Takes back what has not begun to go out, in the caller's transaction; returns the keys taken back. */
    public Set<String> withdraw(int workspace, Collection<String> keys, String why) {
        return tenancy.in(workspace, () -> {
            Map<Long, String> reasons = new HashMap<>();
            rows.lockOpen(workspace, keys).forEach(message -> reasons.put(message.id(), why));
            return settledKeys(workspace, reasons);
        });
    }

    /** What is queued for people who may not be written to any more is taken back before they are told so. */
    @EventListener
    void suppressed(RecipientsSuppressed gone) {
        tenancy.in(gone.workspace(), () -> {
            List<SentMessage> open = rows.lockOpen(gone.workspace(), gone.addresses(), gone.persons());
            settledKeys(gone.workspace(), refused(gone.workspace(), open));
        });
    }

    /** Of an erased person nothing stays but that there was a message. */
    @EventListener
    void erased(PersonErased gone) {
        tenancy.in(gone.workspace(), () -> {
            Map<Long, String> reasons = new HashMap<>();
            rows.lockOpen(gone.workspace(), Set.of(), Set.copyOf(gone.persons()))
                    .forEach(message -> reasons.put(message.id(), SuppressionReason.ERASED.sentence()));
            settledKeys(gone.workspace(), reasons);
            rows.erase(gone.workspace(), gone.persons());
        });
    }

    /** Why each of these may not go, by its number; those that may are not in it. */
    public Map<Long, String> refused(int workspace, List<SentMessage> messages) {
        Map<SendPermissions.PermissionQuery, List<Long>> asks = messages.stream()
                .filter(message -> message.kind() != OutboundMail.Kind.INTERNAL)
                .collect(Collectors.groupingBy(
                        message -> new SendPermissions.PermissionQuery(
                                message.person(), message.address(), message.kind() == OutboundMail.Kind.MARKETING),
                        Collectors.mapping(SentMessage::id, Collectors.toList())));
        Map<Long, String> reasons = new HashMap<>();
        if (!asks.isEmpty()) {
            permission
                    .refused(workspace, asks.keySet())
                    .forEach((ask, refusal) ->
                            asks.getOrDefault(ask, List.of()).forEach(id -> reasons.put(id, refusal.sentence())));
        }
        return reasons;
    }

    private Set<String> settledKeys(int workspace, Map<Long, String> reasons) {
        if (reasons.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        List<MessagesSettled.SettledMessage> settled = rows.suppress(workspace, reasons, now);
        events.publishEvent(new MessagesSettled(workspace, settled));
        return settled.stream().map(MessagesSettled.SettledMessage::key).collect(Collectors.toSet());
    }

    private static OutboundMail checked(OutboundMail draft) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        String address = EmailAddress.normal(draft.address());
        if (address == null || draft.address().length() > 254) {
            faults.add(new BadInput.FieldError("address", "Write an e-mail address like name@example.com."));
        }
        if (draft.key().isBlank() || draft.key().length() > 200) {
            faults.add(new BadInput.FieldError("key", "A message needs a key of at most 200 characters."));
        }
        if (draft.subject().isBlank()) {
            faults.add(new BadInput.FieldError("subject", "Write a subject."));
        }
        if (!faults.isEmpty() || address == null) {
            throw new BadInput(faults);
        }
        String subject = HeaderText.line(draft.subject());
        return new OutboundMail(
                draft.person(),
                address,
                draft.key(),
                draft.kind(),
                HeaderText.line(draft.template()),
                draft.sender(),
                subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject,
                stored(draft.html()),
                stored(draft.text()),
                draft.inReplyTo(),
                draft.notBefore(),
                Math.clamp(draft.priority(), 0, 9),
                draft.offers());
    }

    /** PostgreSQL cannot hold U+0000. */
    private static String stored(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
