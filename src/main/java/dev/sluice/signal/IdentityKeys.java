package dev.sluice.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signal knows of whom it is about; at least one is present. {@code visitor} is the anonymous id of
 * a browser, {@code user} the id in the caller's own system, {@code external} ids like "hubspot:123".
 */
public record IdentityKeys(
        @Nullable String email,
        @Nullable String user,
        @Nullable String visitor,
        List<String> external) {

    public static IdentityKeys email(String email) {
        return new IdentityKeys(email, null, null, List.of());
    }

    public static IdentityKeys visitor(String visitor) {
        return new IdentityKeys(null, null, visitor, List.of());
    }
}
