package dev.sluice.platform.web;

import dev.sluice.platform.TimeFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What the frame around a page shows: who is signed in and where, the rail's entries, and the token every
 * form carries; {@code note} stands above the page, "" for none. Templates call {@code @template.platform.shell(shell = shell, title = ..., section = ...)}.
 */
public record PageShell(
        @Nullable Who who,
        List<NavEntry> rail,
        String path,
        String theme,
        boolean narrow,
        String note,
        Supplier<@Nullable CsrfToken> csrf,
        Supplier<TimeFormat> times) {
    private static final Set<String> THUMB = Set.of("today", "people", "pipeline", "insight");

    /** The signed-in user as the frame names them, with the workspaces and the settings that they may open. */
    public record Who(
            String user,
            String email,
            String workspace,
            String role,
            List<WorkspaceChoice> places,
            List<PageTab> settings) {
        /** Two letters for the user's picture. */
        public String initials() {
            String[] words = user.strip().split("\\s+");
            String last = words.length > 1 ? first(words[words.length - 1]) : "";
            return (first(words[0]) + last).toUpperCase(Locale.ROOT);
        }

        private static String first(String word) {
            return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
        }
    }

    /** One tab of a group of pages; a page names its own by {@code key}. */
    public record PageTab(String key, String label, String href) {}

    /** A workspace that the user may open. */
    public record WorkspaceChoice(int id, String name) {}

    /** How the workspace of the user writes times. */
    public TimeFormat when() {
        return times.get();
    }

    /** The entries of the rail for daily work. */
    public List<NavEntry> daily() {
        return rail.stream().filter(entry -> !entry.isSetup()).toList();
    }

    /** The entries of the rail for setting things up. */
    public List<NavEntry> setup() {
        return rail.stream().filter(NavEntry::isSetup).toList();
    }

    /** The entries on the bar of a phone; the others are behind its "More". */
    public List<NavEntry> thumb() {
        return rail.stream().filter(entry -> THUMB.contains(entry.section())).toList();
    }

    public List<NavEntry> behindMore() {
        return rail.stream().filter(entry -> !THUMB.contains(entry.section())).toList();
    }

    /** The tabs of the settings that the user may open. */
    public List<PageTab> settings() {
        return who == null ? List.of() : who.settings();
    }

    /** Where the browser finds a static file of ours ("/css/forms.css"), named by its content. */
    public String asset(String path) {
        return StaticFiles.named(path);
    }

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
