package dev.sluice.signal;

import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a door hands it to intake.
 *
 * @param keys whom it is about
 * @param at when it happened
 * @param messageId the caller's id of this message, which is recorded once whatever else it says; null for none
 * @param kind one of the vocabulary ("page_viewed"), lower case with underscores
 * @param subject what it is about ("/pricing", a form's slug, an asset); "" when nothing
 * @param human false when a machine made it (crawler, scanner)
 * @param source the row of {@code source} it came through
 * @param traits what it tells about the person (name, role, company_size ...); a null value removes
 * @param data everything else worth keeping (url, referrer, utm_source, user_agent, properties)
 * @param caller who records it; intake refuses a kind that this caller may not record
 */
public record NewSignal(
        IdentityKeys keys,
        Instant at,
        @Nullable String messageId,
        String kind,
        String subject,
        boolean human,
        int source,
        Map<String, Object> traits,
        Map<String, Object> data,
        Trust caller) {
    /** The most characters of an id; a door refuses a longer one. */
    public static final int LONGEST_ID = 200;

    /** The same signal with other traits and data. */
    public NewSignal with(Map<String, Object> otherTraits, Map<String, Object> otherData) {
        return new NewSignal(keys, at, messageId, kind, subject, human, source, otherTraits, otherData, caller);
    }

    /** The same signal from another caller. */
    public NewSignal from(Trust other) {
        return new NewSignal(keys, at, messageId, kind, subject, human, source, traits, data, other);
    }
}
