package dev.sluice.platform;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the environment says about this start; a bad value is a {@link BadSetting} that names the variable. */
public record EnvironmentSettings(
        int port,
        Path data,
        @Nullable String databaseUrl,
        @Nullable String databaseUser,
        @Nullable String databasePassword,
        @Nullable String publicUrl,
        TrustedProxies proxies,
        Map<String, String> environment) {

    /** Stops the start with one sentence that says which setting is wrong and why. */
    public static final class BadSetting extends RuntimeException {
        public BadSetting(String sentence) {
            super(sentence);
        }
    }

    /** Reads and checks every setting. */
    public static EnvironmentSettings from(Map<String, String> environment) {
        int port = port("SLUICE_PORT", environment.getOrDefault("SLUICE_PORT", "8080"));
        Path data = Path.of(environment.getOrDefault("SLUICE_DATA", "data"));
        String url = blankToNull(environment.get("SLUICE_DATABASE_URL"));
        if (url != null && !url.startsWith("jdbc:postgresql:") && !url.startsWith("postgresql:")) {
            throw new BadSetting(
                    "SLUICE_DATABASE_URL must look like jdbc:postgresql://host:5432/name, but is \"" + url + "\".");
        }
        if (url != null && url.startsWith("postgresql:")) {
            url = "jdbc:" + url;
        }
        return new EnvironmentSettings(
                port,
                data.toAbsolutePath(),
                url,
                blankToNull(environment.get("SLUICE_DATABASE_USER")),
                blankToNull(environment.get("SLUICE_DATABASE_PASSWORD")),
                PublicUrl.checked(blankToNull(environment.get("SLUICE_PUBLIC_URL"))),
                TrustedProxies.of(blankToNull(environment.get("SLUICE_TRUSTED_PROXIES"))),
                environment);
    }

    /** A setting that other modules own, null when absent or blank. */
    public @Nullable String get(String name) {
        return blankToNull(environment.get(name));
    }

    /** Where health and metrics answer, at port 0 for any free one; empty when SLUICE_MANAGEMENT_PORT is -1. */
    public Optional<InetSocketAddress> management() {
        String given = get("SLUICE_MANAGEMENT_PORT");
        if ("-1".equals(given)) {
            return Optional.empty();
        }
        int next = port == 0 || port == 65_535 ? 0 : port + 1;
        int number = given == null ? next : port("SLUICE_MANAGEMENT_PORT", given);
        String address = environment.getOrDefault("SLUICE_MANAGEMENT_ADDRESS", "127.0.0.1");
        InetSocketAddress found = new InetSocketAddress(address, number);
        if (found.isUnresolved()) {
            throw new BadSetting(
                    "SLUICE_MANAGEMENT_ADDRESS must be an address of this machine, but is \"" + address + "\".");
        }
        return Optional.of(found);
    }

    private static int port(String name, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new BadSetting(name + " must be a number from 0 to 65535, but is \"" + text + "\".");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
