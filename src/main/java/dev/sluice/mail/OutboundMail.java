package dev.sluice.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to be sent once.
 *
 * @param person whom it is for; 0 for {@link Kind#INTERNAL}
 * @param key unique in the workspace ("enrolment/81/step/3"): what is planned a second time under it is not planned
 * @param template its name in signals and figures, "" for one-to-one mail
 * @param sender the user whose identity it bears; null for the workspace's
 * @param html merged, of any origin: the composer sanitises it
 * @param text the plain-text part; "" to derive it from the HTML
 * @param inReplyTo the Message-IDs of the thread, oldest first, the last the one that is answered
 * @param priority from 0 to 9; of what is due, the highest goes first
 * @param offers which links in it fetch a form's offer, by the offer's slug
 */
public record OutboundMail(
        long person,
        String address,
        String key,
        Kind kind,
        String template,
        @Nullable Integer sender,
        String subject,
        String html,
        String text,
        @Nullable String inReplyTo,
        Instant notBefore,
        int priority,
        Map<String, String> offers) {
    /** Why a mail is sent, which decides what may keep it from going. */
    public enum Kind {
        /** Needs consent; bears the unsubscribe headers and a footer. */
        MARKETING,
        /** Was asked for: a first touch, an asset, a confirmation. */
        ANSWER,
        /** Written by a user to one person. */
        ONE_TO_ONE,
        /** To our own users: a digest. */
        INTERNAL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
