package dev.sluice.platform.web;

import dev.sluice.platform.EnvironmentSettings;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Health and metrics answer on a port of their own, the one after the application's, to this machine only. */
class ManagementPort implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String port = environment.getProperty("SLUICE_MANAGEMENT_PORT");
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "management port",
                        Map.of(
                                "management.server.port",
                                port == null ? next(environment.getProperty("SLUICE_PORT", "8080")) : port,
                                "management.server.address",
                                environment.getProperty("SLUICE_MANAGEMENT_ADDRESS", "127.0.0.1"))));
    }

    private static String next(String port) {
        int number = EnvironmentSettings.from(Map.of("SLUICE_PORT", port)).port();
        return Integer.toString(number == 0 || number == 65_535 ? 0 : number + 1);
    }
}
