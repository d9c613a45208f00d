package dev.sluice.workspace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log are wanted; null is all.
 *
 * @param from the first instant
 * @param until the first instant after
 */
public record AuditFilter(
        @Nullable AuditKind kind,
        @Nullable Integer user,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final AuditFilter NONE = new AuditFilter(null, null, null, null);
}
