package dev.sluice.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signal knows of whom it is about; at least one is present. {@code visitor} is the anonymous id of
 * a browser, {@code user} the id in the caller's own system, {@code external} ids like "hubspot:123".
 */
public record Keys(
        @Nullable String email,
        @Nullable String user,
        @Nullable String visitor,
        List<String> external) {

    public static Keys email(String email) {
        return new Keys(email, null, null, List.of());
    }

    public static Keys visitor(String visitor) {
        return new Keys(null, null, visitor, List.of());
    }
}
