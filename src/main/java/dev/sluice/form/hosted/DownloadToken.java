package dev.sluice.form.hosted;

import dev.sluice.form.SignedState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The right to fetch a form's offer, signed into the link of the thank-you page of one who sent the form. */
record DownloadToken(UUID page, String visitor, Instant sentAt) {
    String sealed(SignedState seal, String slug) {
        return seal.close("asset:" + slug, Map.of("p", page.toString(), "v", visitor, "at", sentAt.toEpochMilli()));
    }

    static Optional<DownloadToken> open(SignedState seal, String slug, @Nullable String sealed) {
        return seal.open("asset:" + slug, sealed)
                .map(content -> new DownloadToken(
                        UUID.fromString(String.valueOf(content.get("p"))),
                        String.valueOf(content.get("v")),
                        Instant.ofEpochMilli(Long.parseLong(String.valueOf(content.get("at"))))));
    }
}
