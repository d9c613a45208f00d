package dev.sluice.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around a page shows: who is signed in and where, the rail's entries, and the token every
 * form carries. Templates call {@code @template.platform.shell(shell = shell, title = ..., section = ...)}.
 */
public record Shell(
        @Nullable Who who,
        List<NavEntry> rail,
        String path,
        @Nullable String csrfParameter,
        @Nullable String csrfToken) {

    /** The signed-in user as the frame names them. */
    public record Who(String user, String email, String workspace, String role) {}
}
