package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.EnvironmentReader;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The owner and the keys that the environment names for an unattended first start. */
final class FirstStartSettings implements EnvironmentReader {
    private final Workspaces.@Nullable FirstOwner owner;
    private final @Nullable String apiKey;
    private final @Nullable String writeKey;

    FirstStartSettings(EnvironmentSettings settings) {
        String email = settings.get("SLUICE_OWNER_EMAIL");
        String password = settings.get("SLUICE_OWNER_PASSWORD");
        this.apiKey = token(settings, "SLUICE_API_KEY");
        this.writeKey = token(settings, "SLUICE_WRITE_KEY");
        if (email == null && password == null && apiKey == null && writeKey == null) {
            this.owner = null;
            return;
        }
        if ("true".equals(settings.get("SLUICE_SAMPLE"))) {
            throw new BadSetting(
                    "SLUICE_SAMPLE makes a workspace with an owner of its own: leave out SLUICE_OWNER_EMAIL,"
                            + " SLUICE_OWNER_PASSWORD, SLUICE_API_KEY and SLUICE_WRITE_KEY, or leave out SLUICE_SAMPLE.");
        }
        if (email == null || password == null) {
            throw new BadSetting((email == null ? "SLUICE_OWNER_EMAIL" : "SLUICE_OWNER_PASSWORD")
                    + " is missing: the owner's address and password are needed together, also for keys.");
        }
        if (apiKey != null && apiKey.equals(writeKey)) {
            throw new BadSetting("SLUICE_WRITE_KEY must differ from SLUICE_API_KEY: it stands in public web pages.");
        }
        this.owner = owner(email, password);
    }

    /** Null when the environment names no one. */
    Workspaces.@Nullable FirstOwner owner() {
        return owner;
    }

    @Nullable
    String apiKey() {
        return apiKey;
    }

    @Nullable
    String writeKey() {
        return writeKey;
    }

    private static Workspaces.FirstOwner owner(String email, String password) {
        try {
            String address = Users.address(email);
            return new Workspaces.FirstOwner(
                    address.substring(0, address.indexOf('@')), address, Users.password(password, address));
        } catch (BadInput bad) {
            BadInput.FieldError error = bad.faults().getFirst();
            throw new BadSetting("SLUICE_OWNER_" + error.field().toUpperCase(Locale.ROOT) + ": " + error.sentence());
        }
    }

    private static @Nullable String token(EnvironmentSettings settings, String name) {
        String token = settings.get(name);
        if (token != null
                && (token.length() < 8 || token.length() > 500 || !token.chars().allMatch(c -> c > ' ' && c < 127))) {
            throw new BadSetting(name + " must be 8 to 500 plain characters without blanks.");
        }
        return token;
    }
}
