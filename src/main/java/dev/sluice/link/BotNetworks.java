package dev.sluice.link;

import dev.sluice.platform.EnvironmentReader;
import dev.sluice.platform.EnvironmentSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Networks in which nobody reads mail, such as data centres: the operator's own list, a file with a network like
 * 192.0.2.0/24 on each line, named by SLUICE_MACHINE_NETWORKS.
 */
@Component
class BotNetworks implements EnvironmentReader {
    private record BotNetwork(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<BotNetwork> networks;

    BotNetworks(EnvironmentSettings settings) {
        this.networks = read(settings.get("SLUICE_MACHINE_NETWORKS"));
    }

    /** Whether the address of a caller, digits as the server gives them, is in one of them. */
    boolean hold(String address) {
        if (networks.isEmpty()) {
            return false;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return networks.stream().anyMatch(network -> network.holds(bytes));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static List<BotNetwork> read(@Nullable String file) {
        List<BotNetwork> networks = new ArrayList<>();
        if (file == null) {
            return networks;
        }
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String plain = line.replaceFirst("#.*", "").strip();
                if (!plain.isEmpty()) {
                    networks.add(network(plain));
                }
            }
        } catch (IOException unreadable) {
            throw new EnvironmentSettings.BadSetting(
                    "SLUICE_MACHINE_NETWORKS names a file that cannot be read: " + file + ".");
        }
        return networks;
    }

    private static BotNetwork network(String text) {
        try {
            String[] parts = text.split("/", 2);
            byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
            if (bits >= 0 && bits <= address.length * 8) {
                return new BotNetwork(address, bits);
            }
        } catch (IllegalArgumentException noNetwork) {
            // told below
        }
        throw new EnvironmentSettings.BadSetting(
                "SLUICE_MACHINE_NETWORKS holds \"" + text + "\"; write a network like 192.0.2.0/24 on each line.");
    }
}
