package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;

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
        return new Vault(EnvironmentSettings.from(environment));
    }
}
