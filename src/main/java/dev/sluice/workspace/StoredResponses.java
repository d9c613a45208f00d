package dev.sluice.workspace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Responses stored under an Idempotency-Key for 24 hours; runs inside the workspace's transaction. */
@Component
public class StoredResponses {
    private static final Duration KEPT = Duration.ofHours(24);

    /**
     * A call with an Idempotency-Key.
     *
     * @param fingerprint a hash of its address and body
     */
    public record IdempotentCall(int workspace, String caller, String key, String fingerprint) {}

    /**
     * The response to such a call.
     *
     * @param fingerprint that of the call it answered
     */
    public record IdempotentResponse(
            String fingerprint,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte[] body) {}

    private final StoredResponseRows rows;
    private final InstantSource clock;

    StoredResponses(StoredResponseRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Locks the key until the transaction ends; false when another call holds it. */
    public boolean lock(IdempotentCall call) {
        return rows.lock(call);
    }

    public Optional<IdempotentResponse> find(IdempotentCall call) {
        return rows.find(call, clock.instant().minus(KEPT));
    }

    public void save(IdempotentCall call, IdempotentResponse response) {
        Instant now = clock.instant();
        rows.clean(call.workspace(), now.minus(KEPT));
        rows.save(call, response, now);
    }

    /** Deletes the responses that contain any of these texts, such as an erased email address. */
    public void erase(int workspace, Collection<String> texts) {
        rows.erase(
                workspace,
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }
}
