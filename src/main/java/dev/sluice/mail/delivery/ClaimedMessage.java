package dev.sluice.mail.delivery;

import dev.sluice.mail.SentMessage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A message in the hands of a worker, as long as nobody else holds a newer claim on it. */
public record ClaimedMessage(
        SentMessage message,
        UUID claim,
        String html,
        String body,
        String thread,
        String token,
        int attempts,
        Instant plannedAt,
        String domain,
        Map<String, String> offers,
        String calendar) {
    long id() {
        return message.id();
    }
}
