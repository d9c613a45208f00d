package dev.sluice.signal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** One row of the log. {@code person} is whom it was recorded for; a merge since then does not change it. */
public record Signal(
        UUID id,
        long person,
        Instant at,
        Instant receivedAt,
        int source,
        boolean human,
        String kind,
        String subject,
        Map<String, Object> traits,
        Map<String, Object> data) {}
