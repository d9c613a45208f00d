package dev.sluice.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of ours as others may ask for it.
 *
 * @param at when it was settled, or planned while it is not
 * @param messageId with its angle brackets
 */
public record SentMessage(
        long id,
        long person,
        String address,
        String key,
        OutboundMail.Kind kind,
        String template,
        String subject,
        MessageState state,
        String why,
        Instant at,
        @Nullable Integer sender,
        String messageId) {}
