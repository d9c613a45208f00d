package dev.sluice.mail;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes back messages that the caller has locked, and announces it, in the transaction under way. */
@Component
public class MessageSuppressor {
    private final MessageRows rows;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    MessageSuppressor(MessageRows rows, InstantSource clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.clock = clock;
        this.events = events;
    }

    /** The keys of those taken back; {@code reasons} by the message's id. */
    public Set<String> suppress(int workspace, Map<Long, String> reasons) {
        if (reasons.isEmpty()) {
            return Set.of();
        }
        List<MessagesSettled.SettledMessage> settled = rows.suppress(workspace, reasons, clock.instant());
        events.publishEvent(new MessagesSettled(workspace, settled));
        return settled.stream().map(MessagesSettled.SettledMessage::key).collect(Collectors.toSet());
    }
}
