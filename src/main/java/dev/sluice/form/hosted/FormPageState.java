package dev.sluice.form.hosted;

import dev.sluice.form.Offer;
import dev.sluice.form.SignedState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of one view of a form page, signed and carried by the page itself.
 *
 * @param page the id of this view
 * @param at when it was rendered
 * @param visitor the visitor's anonymous id
 * @param touch where they came from: url, referrer, utm_*
 */
record FormPageState(UUID page, Instant at, String visitor, Map<String, Object> touch) {
    /** No one reads and answers a form faster. */
    static final Duration TOO_FAST = Duration.ofSeconds(2);

    static final Duration TOO_OLD = Duration.ofHours(24);

    String sealed(SignedState seal, String slug) {
        Map<String, Object> content = new HashMap<>();
        content.put("p", page.toString());
        content.put("at", at.toEpochMilli());
        content.put("v", visitor);
        content.put("t", touch);
        return seal.close("page:" + slug, content);
    }

    static Optional<FormPageState> open(SignedState seal, String slug, @Nullable String sealed) {
        return seal.open("page:" + slug, sealed)
                .map(content -> new FormPageState(
                        UUID.fromString(String.valueOf(content.get("p"))),
                        Instant.ofEpochMilli(Long.parseLong(String.valueOf(content.get("at")))),
                        String.valueOf(content.get("v")),
                        touch(content.get("t"))));
    }

    @SuppressWarnings("unchecked") // only what sealed() wrote has a valid signature
    private static Map<String, Object> touch(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** The data of a signal that this visitor causes. */
    Map<String, Object> signalData(@Nullable Offer offer) {
        Map<String, Object> data = new HashMap<>(touch);
        data.put("visitor", visitor);
        if (offer != null) {
            data.put("offer", offer.slug());
        }
        return data;
    }

    /** The same visit on a new page, whose time starts again. */
    FormPageState renewed(UUID page, Instant now) {
        return new FormPageState(page, now, visitor, touch);
    }
}
