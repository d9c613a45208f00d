package dev.sluice.signal;

import dev.sluice.signal.values.BundledLists;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Tells mail domains that say nothing about a company: free mail providers and makers of throw-away addresses. */
public final class EmailDomains {
    private static final Set<String> THROW_AWAY = Set.copyOf(BundledLists.of("throw-away-mail.txt"));
    private static final Set<String> FREE = free();

    private EmailDomains() {}

    /** Whether anybody may have an address there; false for what {@link #isThrowAway} knows, which weighs more. */
    public static boolean isFree(String domain) {
        return FREE.contains(plain(domain));
    }

    /** Whether addresses there are made to be thrown away; so are those of the domains below a listed one. */
    public static boolean isThrowAway(String domain) {
        String rest = plain(domain);
        while (true) {
            if (THROW_AWAY.contains(rest)) {
                return true;
            }
            int dot = rest.indexOf('.');
            if (dot < 0) {
                return false;
            }
            rest = rest.substring(dot + 1);
        }
    }

    private static String plain(String domain) {
        String lower = domain.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Set<String> free() {
        Set<String> free = new HashSet<>(BundledLists.of("free-mail.txt"));
        free.removeAll(THROW_AWAY); // a name on both lists is a throw-away one
        return Set.copyOf(free);
    }
}
