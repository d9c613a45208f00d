package dev.sluice.platform.startup;

import dev.sluice.platform.EnvironmentReader;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.server.DataFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** What can be known before the start: every setting, the ports, the data folder and the database. Takes under a second. */
public final class StartChecks {
    private StartChecks() {}

    /** @throws BadSetting with one sentence for the first thing that is wrong */
    public static void run(EnvironmentSettings settings) {
        readAll(settings);
        requireFree("SLUICE_PORT", new InetSocketAddress(settings.port()));
        settings.management().ifPresent(address -> requireFree("SLUICE_MANAGEMENT_PORT", address));
        if (settings.databaseUrl() == null) {
            requireFolder(settings);
        } else {
            ServerCheck.run(settings);
        }
    }

    private static void readAll(EnvironmentSettings settings) {
        try {
            SpringFactoriesLoader.forDefaultResourceLocation()
                    .load(EnvironmentReader.class, ArgumentResolver.of(EnvironmentSettings.class, settings));
        } catch (RuntimeException refused) {
            throw StartFailures.badSetting(refused).orElseThrow(() -> refused);
        }
    }

    private static void requireFree(String setting, InetSocketAddress address) {
        if (address.getPort() <= 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException taken) {
            throw new BadSetting(setting + ": port " + address.getPort() + " can't be opened ("
                    + String.valueOf(taken.getMessage()).toLowerCase(Locale.ROOT)
                    + "); stop the program that has it, or set another port.");
        }
    }

    private static void requireFolder(EnvironmentSettings settings) {
        try (DataFolder _ = DataFolder.claim(settings.data())) {
            // it is released and claimed again by the database
        } catch (IOException unlikely) {
            throw new BadSetting(
                    "SLUICE_DATA: the folder " + settings.data() + " can't be used: " + unlikely.getMessage());
        }
    }
}
