package dev.sluice.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.EnvironmentSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of other servers are stored encrypted. */
class VaultTest {
    /** "pässword" of workspace 7 for "smtp", encrypted by another library. */
    private static final byte[] STORED =
            HexFormat.of().parseHex("000102030405060708090a0b7f04581378330c538db6f74b9712b0393d1408196970cf3f3e");

    @Test
    void aPasswordThatWasStoredBeforeIsReadWithTheKeyOfTheEnvironment() {
        assertThat(vault(Map.of("SLUICE_SECRET_KEY", "correct horse")).open(7, "smtp", STORED))
                .contains("pässword");
        assertThat(vault(Map.of("SLUICE_SECRET_KEY", "another")).open(7, "smtp", STORED))
                .isEmpty();
        assertThat(vault(Map.of("SLUICE_SECRET_KEY", "correct horse")).open(7, "smtp", new byte[3]))
                .isEmpty();
    }

    @Test
    void withoutAKeyOneIsMadeOnceAndOnlyTheOwnerOfTheFilesMayReadIt(@TempDir Path data) throws Exception {
        byte[] closed = vault(Map.of("SLUICE_DATA", data.toString())).close(7, "smtp", "secret");

        assertThat(vault(Map.of("SLUICE_DATA", data.toString())).open(7, "smtp", closed))
                .contains("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }

    private static Vault vault(Map<String, String> environment) {
        return new Vault(new SecretKeys(EnvironmentSettings.from(environment)));
    }

    @Test
    void whatThePreviousKeyEncryptedOpensAndIsRenewedOnce() {
        byte[] closed = vault(Map.of("SLUICE_SECRET_KEY", "old")).close(7, "smtp", "secret");
        Vault both = vault(Map.of("SLUICE_SECRET_KEY", "new", "SLUICE_PREVIOUS_SECRET_KEY", "old"));

        assertThat(both.open(7, "smtp", closed)).contains("secret");
        byte[] renewed = both.renewed(7, "smtp", closed).orElseThrow();
        assertThat(both.renewed(7, "smtp", renewed)).isEmpty();
        assertThat(vault(Map.of("SLUICE_SECRET_KEY", "new")).open(7, "smtp", renewed))
                .contains("secret");
        assertThat(vault(Map.of("SLUICE_SECRET_KEY", "third", "SLUICE_PREVIOUS_SECRET_KEY", "fourth"))
                        .renewed(7, "smtp", closed))
                .isEmpty();
    }

    @Test
    void theKeyMayBeInAFileOutsideTheDataFolderWithThePreviousOneBesideIt(@TempDir Path place) throws Exception {
        Path file = place.resolve("keys/sluice.key");
        Map<String, String> settings =
                Map.of("SLUICE_DATA", place.resolve("data").toString(), "SLUICE_SECRET_KEY_FILE", file.toString());
        byte[] closed = vault(settings).close(7, "smtp", "secret");
        assertThat(place.resolve("data")).doesNotExist();

        Files.move(file, file.resolveSibling("sluice.key.previous"));
        assertThat(vault(settings).open(7, "smtp", closed)).contains("secret");
        assertThat(vault(settings).renewed(7, "smtp", closed)).isPresent();
        Files.delete(file.resolveSibling("sluice.key.previous"));
        assertThat(vault(settings).open(7, "smtp", closed)).isEmpty();
    }

    @Test
    void anEmptyKeyFileIsRefused(@TempDir Path place) throws Exception {
        Path file = Files.writeString(place.resolve("key"), " \n");

        assertThatThrownBy(() ->
                        vault(Map.of("SLUICE_SECRET_KEY_FILE", file.toString())).close(7, "smtp", "secret"))
                .isInstanceOf(EnvironmentSettings.BadSetting.class)
                .hasMessageContaining(file + " is empty");
    }
}
