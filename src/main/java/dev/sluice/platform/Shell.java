package dev.sluice.platform;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What the frame around a page shows: who is signed in and where, the rail's entries, and the token every
 * form carries. Templates call {@code @template.platform.shell(shell = shell, title = ..., section = ...)}.
 */
public record Shell(@Nullable Who who, List<NavEntry> rail, String path, Supplier<@Nullable CsrfToken> csrf) {

    /** The signed-in user as the frame names them. */
    public record Who(String user, String email, String workspace, String role) {}

    /** The name of the hidden input that every form carries; asking for it begins a session. */
    public @Nullable String csrfParameter() {
        CsrfToken token = csrf.get();
        return token == null ? null : token.getParameterName();
    }

    /** The value of the hidden input that every form carries. */
    public @Nullable String csrfToken() {
        CsrfToken token = csrf.get();
        return token == null ? null : token.getToken();
    }
}
