package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.EnvironmentSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment may say. */
class EnvironmentSettingsTest {
    @Test
    void withoutAnySettingSluiceRunsOnItsDefaults() {
        EnvironmentSettings settings = EnvironmentSettings.from(Map.of());
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.databaseUser()).isNull();
        assertThat(settings.databasePassword()).isNull();
        assertThat(settings.publicUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "80, 80", "65535, 65535", "' 9000 ', 9000"})
    void aPortIsANumberThatPortsHave(String text, int port) {
        assertThat(EnvironmentSettings.from(Map.of("SLUICE_PORT", text)).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "", "80.5", "99999999999"})
    void anotherPortStopsTheStartAndIsQuoted(String text) {
        assertThatThrownBy(() -> EnvironmentSettings.from(Map.of("SLUICE_PORT", text)))
                .isInstanceOf(EnvironmentSettings.BadSetting.class)
                .hasMessageContaining("SLUICE_PORT")
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/sluice, jdbc:postgresql://db:5432/sluice",
        "postgresql://db/sluice, jdbc:postgresql://db/sluice",
        "' postgresql://db/sluice ', jdbc:postgresql://db/sluice",
    })
    void theDatabaseMayBeWrittenWithAndWithoutItsDriver(String text, String url) {
        assertThat(EnvironmentSettings.from(Map.of("SLUICE_DATABASE_URL", text)).databaseUrl())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/sluice", "db:5432", "http://db", "jdbc:mysql://db/x", "postgres://db/x"})
    void anotherKindOfDatabaseStopsTheStart(String text) {
        assertThatThrownBy(() -> EnvironmentSettings.from(Map.of("SLUICE_DATABASE_URL", text)))
                .isInstanceOf(EnvironmentSettings.BadSetting.class)
                .hasMessageContaining("SLUICE_DATABASE_URL");
    }

    @Test
    void aBlankSettingIsNone() {
        EnvironmentSettings settings = EnvironmentSettings.from(Map.of(
                "SLUICE_DATABASE_URL", "  ",
                "SLUICE_DATABASE_USER", "",
                "SLUICE_DATABASE_PASSWORD", " ",
                "SLUICE_PUBLIC_URL", "",
                "SLUICE_TRUSTED_PROXIES", " ",
                "SLUICE_OF_A_MODULE", " "));
        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.databaseUser()).isNull();
        assertThat(settings.databasePassword()).isNull();
        assertThat(settings.publicUrl()).isNull();
        assertThat(settings.get("SLUICE_OF_A_MODULE")).isNull();
    }

    @Test
    void settingsOfModulesAreReadByTheirNames() {
        EnvironmentSettings settings = EnvironmentSettings.from(Map.of("SLUICE_OF_A_MODULE", " yes "));
        assertThat(settings.get("SLUICE_OF_A_MODULE")).isEqualTo("yes");
        assertThat(settings.get("SLUICE_OF_ANOTHER")).isNull();
    }

    @Test
    void thePublicAddressLosesItsLastSlash() {
        assertThat(EnvironmentSettings.from(Map.of("SLUICE_PUBLIC_URL", "https://leads.example.com/"))
                        .publicUrl())
                .isEqualTo("https://leads.example.com");
    }

    @ParameterizedTest
    @CsvSource({"8080, 8081", "0, 0", "65535, 0", "65534, 65535"})
    void healthAndMetricsAnswerOnTheNextPort(String port, String management) {
        assertThat(managed(Map.of("SLUICE_PORT", port), "management.server.port"))
                .isEqualTo(management);
    }

    @Test
    void healthAndMetricsAnswerToThisMachineOnlyUnlessASettingSaysOtherwise() {
        assertThat(managed(Map.of(), "management.server.address")).isEqualTo("127.0.0.1");
        assertThat(managed(Map.of(), "management.server.port")).isEqualTo("8081");
        Map<String, Object> set = Map.of("SLUICE_MANAGEMENT_ADDRESS", "0.0.0.0", "SLUICE_MANAGEMENT_PORT", "9999");
        assertThat(managed(set, "management.server.address")).isEqualTo("0.0.0.0");
        assertThat(managed(set, "management.server.port")).isEqualTo("9999");
    }

    private static String managed(Map<String, ?> environment, String property) {
        var machine = new org.springframework.core.env.StandardEnvironment();
        machine.getPropertySources()
                .addFirst(new org.springframework.core.env.MapPropertySource("test", Map.copyOf(environment)));
        new ManagementPort().postProcessEnvironment(machine, new org.springframework.boot.SpringApplication());
        return machine.getRequiredProperty(property);
    }
}
