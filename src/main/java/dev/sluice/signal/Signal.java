package dev.sluice.signal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One row of the log.
 *
 * @param person whom it was recorded for; a merge since then does not change it
 * @param record where that person is made of merged records, the one by whose identity it came: the log keeps this one,
 *     so that a merge can be undone; equal to the person in what is read from the log
 */
public record Signal(
        UUID id,
        long person,
        long record,
        Instant at,
        Instant receivedAt,
        int source,
        boolean human,
        String kind,
        String subject,
        Map<String, Object> traits,
        Map<String, Object> data) {}
