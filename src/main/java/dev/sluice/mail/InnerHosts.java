package dev.sluice.mail;

import dev.sluice.platform.EnvironmentSettings;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Hosts of the operator's own network that workspaces may name (SLUICE_INNER_HOSTS); all others must be public. */
@Component
public class InnerHosts {
    private final Set<String> hosts;

    InnerHosts(EnvironmentSettings settings) {
        String names = settings.get("SLUICE_INNER_HOSTS");
        this.hosts =
                names == null ? Set.of() : Set.of(names.toLowerCase(Locale.ROOT).split("[,\\s]+"));
    }

    public boolean contains(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
