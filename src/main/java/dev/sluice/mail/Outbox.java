package dev.sluice.mail;

import dev.sluice.consent.LegalBasisTightened;
import dev.sluice.consent.RecipientsSuppressed;
import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.person.PersonErased;
import dev.sluice.person.PersonSeparated;
import dev.sluice.platform.database.Tenancy;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is to be sent, durably: planned once under its key, taken back as long as it has not begun to go out. */
@Component
public class Outbox {
    /** Stands in a calendar message for the address to which answers to the email come. */
    public static final String REPLIES = "{{replies}}";

    private final OutboxRows rows;
    private final MessageSuppressor suppressor;
    private final MessageTokens tokens;
    private final SendPermissions permission;
    private final SendWakeup wake;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Outbox(
            OutboxRows rows,
            MessageSuppressor suppressor,
            MessageTokens tokens,
            SendPermissions permission,
            SendWakeup wake,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.suppressor = suppressor;
        this.tokens = tokens;
        this.permission = permission;
        this.wake = wake;
        this.tenancy = tenancy;
        this.clock = clock;
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
        List<OutboundMail> checked =
                drafts.stream().map(OutboundMailCheck::checked).toList();
        return tenancy.in(workspace, () -> {
            Map<String, Long> ids = rows.plan(workspace, checked, tokens.of(workspace, checked), clock.instant());
            Tenancy.afterCommit(() -> wake.up(workspace));
            return ids;
        });
    }

    /**
     * Plans an email with a calendar message of RFC 5546; {@link #REPLIES} in it becomes the address to which the
     * person's calendar answers.
     */
    public void invite(int workspace, OutboundMail draft, String calendar) {
        tenancy.in(workspace, () -> {
            plan(workspace, List.of(draft));
            rows.setCalendar(workspace, draft.key(), calendar);
        });
    }

    /** Takes back what has not begun to go out, in the caller's transaction; returns the keys taken back. */
    public Set<String> withdraw(int workspace, Collection<String> keys, String reason) {
        return tenancy.in(workspace, () -> {
            Map<Long, String> reasons = new HashMap<>();
            rows.lockOpen(workspace, keys).forEach(message -> reasons.put(message.id(), reason));
            return suppressor.suppress(workspace, reasons);
        });
    }

    /** Takes back what is queued for people who may no longer get it, before they see that confirmed. */
    @EventListener
    void suppressed(RecipientsSuppressed event) {
        tenancy.in(event.workspace(), () -> {
            List<SentMessage> open = rows.lockOpen(event.workspace(), event.addresses(), event.persons());
            suppressor.suppress(event.workspace(), refused(event.workspace(), open));
        });
    }

    /** Takes back all marketing email that needs a consent that is not there. */
    @EventListener
    void tightened(LegalBasisTightened event) {
        tenancy.in(
                event.workspace(),
                () -> suppressor.suppress(
                        event.workspace(), refused(event.workspace(), rows.lockOpenMarketing(event.workspace()))));
    }

    /** An email is of the person to whose address it went. */
    @EventListener
    void separated(PersonSeparated event) {
        rows.separate(event.workspace(), event.person(), event.separate(), event.addresses());
    }

    /** Nothing stays of an erased person but that there was a message. */
    @EventListener
    void erased(PersonErased event) {
        tenancy.in(event.workspace(), () -> {
            Map<Long, String> reasons = new HashMap<>();
            rows.lockOpen(event.workspace(), Set.of(), Set.copyOf(event.persons()))
                    .forEach(message -> reasons.put(message.id(), SuppressionReason.ERASED.sentence()));
            suppressor.suppress(event.workspace(), reasons);
            rows.erase(event.workspace(), event.persons());
        });
    }

    /** Why each of these may not go, by its number; those that may are not in it. */
    public Map<Long, String> refused(int workspace, List<SentMessage> messages) {
        Map<SendPermissions.PermissionQuery, List<Long>> queries = messages.stream()
                .filter(message -> message.kind() != OutboundMail.Kind.INTERNAL)
                .collect(Collectors.groupingBy(
                        message -> new SendPermissions.PermissionQuery(
                                message.person(), message.address(), message.kind() == OutboundMail.Kind.MARKETING),
                        Collectors.mapping(SentMessage::id, Collectors.toList())));
        Map<Long, String> reasons = new HashMap<>();
        if (!queries.isEmpty()) {
            permission
                    .refused(workspace, queries.keySet())
                    .forEach((query, refusal) ->
                            queries.getOrDefault(query, List.of()).forEach(id -> reasons.put(id, refusal.sentence())));
        }
        return reasons;
    }
}
