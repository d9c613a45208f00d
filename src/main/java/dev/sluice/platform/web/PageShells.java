package dev.sluice.platform.web;

import dev.sluice.platform.TimeFormat;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Collects what the shell around a page shows. */
@Component
public class PageShells {
    /** Set on a request whose page must not ask the database who is signed in. */
    static final String PLAIN = PageShells.class.getName() + ".plain";

    /** The user whose session it is; implemented by the module of users. */
    public interface SignedIn {
        PageShell.@Nullable Who who(HttpServletRequest request);

        /** How their workspace writes times. */
        default TimeFormat when(HttpServletRequest request) {
            throw new IllegalStateException("no one is signed in");
        }
    }

    private final ObjectProvider<SignedIn> signedIn;
    private final ObjectProvider<PageNote> notes;
    private final List<NavEntry> rail;

    PageShells(ObjectProvider<SignedIn> signedIn, ObjectProvider<PageNote> notes, List<NavEntry> rail) {
        this.notes = notes;
        this.signedIn = signedIn;
        this.rail =
                rail.stream().sorted(Comparator.comparingInt(NavEntry::order)).toList();
    }

    PageShell around(HttpServletRequest request) {
        SignedIn users = signedIn.getIfAvailable();
        return new PageShell(
                users == null || request.getAttribute(PLAIN) != null ? null : users.who(request),
                rail,
                request.getRequestURI(),
                theme(request),
                "narrow".equals(cookie(request, "rail")),
                note(request),
                () -> (CsrfToken) request.getAttribute(CsrfToken.class.getName()),
                () -> signedIn.getObject().when(request));
    }

    private String note(HttpServletRequest request) {
        return request.getAttribute(PageNote.WORKSPACE) instanceof Integer workspace
                ? notes.orderedStream()
                        .map(note -> note.of(workspace, request.getRequestURI()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static String theme(HttpServletRequest request) {
        String theme = cookie(request, "theme");
        return theme != null && (theme.equals("dark") || theme.equals("light")) ? theme : "system";
    }

    private static @Nullable String cookie(HttpServletRequest request, String name) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null ? null : cookie.getValue();
    }
}
