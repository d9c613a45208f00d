package dev.sluice.signal.origin;

import dev.sluice.signal.values.BundledLists;
import java.net.IDN;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of a host that someone registered, such as shop.co.uk of www.shop.co.uk, by the public suffix list. */
public final class RegistrableDomain {
    private static final Set<String> RULES = new HashSet<>(BundledLists.of("public-suffixes.txt"));
    private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|.*:.*");

    private RegistrableDomain() {}

    /** A host that is an IP address or itself a public suffix is returned as it is. */
    public static String of(String host) {
        String suffix = suffix(host);
        if (host.length() <= suffix.length()) {
            return host;
        }
        int end = host.length() - suffix.length() - 1;
        return host.substring(host.lastIndexOf('.', end - 1) + 1);
    }

    /** Whether two hosts belong to one site. */
    public static boolean same(String host, String other) {
        return of(host).equals(of(other));
    }

    /** The public suffix that the host ends with: its last label where no rule of the list applies. */
    static String suffix(String host) {
        if (ADDRESS.matcher(host).matches()) {
            return host;
        }
        for (int start = 0; start >= 0; start = next(host, start)) {
            String name = IDN.toUnicode(host.substring(start));
            if (RULES.contains("!" + name)) {
                return host.substring(next(host, start));
            }
            int dot = name.indexOf('.');
            if (RULES.contains(name) || (dot > 0 && RULES.contains("*" + name.substring(dot)))) {
                return host.substring(start);
            }
        }
        return host.substring(host.lastIndexOf('.') + 1);
    }

    /** Where the next label begins, -1 after the last one. */
    private static int next(String host, int start) {
        int dot = host.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }
}
