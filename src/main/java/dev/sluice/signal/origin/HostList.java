package dev.sluice.signal.origin;

import dev.sluice.signal.values.BundledLists;
import java.util.HashSet;
import java.util.Set;

/** A bundled list of hosts; {@code {}} in front stands for any host below, {@code {}} at the end for any public suffix. */
final class HostList {
    private final Set<String> hosts;

    private HostList(Set<String> hosts) {
        this.hosts = hosts;
    }

    static HostList of(String list) {
        return new HostList(new HashSet<>(BundledLists.of(list)));
    }

    boolean has(String host) {
        return hosts.contains(host) || hosts.contains(withoutSuffix(host)) || hasParent(host, "{}.");
    }

    /** The same, also for hosts below a listed one. */
    boolean hasOrBelow(String host) {
        return has(host) || hasParent(host, "") || hasParent(withoutSuffix(host), "");
    }

    private boolean hasParent(String host, String prefix) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (hosts.contains(prefix + host.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private static String withoutSuffix(String host) {
        String suffix = RegistrableDomain.suffix(host);
        return host.endsWith("." + suffix) ? host.substring(0, host.length() - suffix.length()) + "{}" : host;
    }
}
