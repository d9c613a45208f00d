package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What was stored or sent years ago still opens; the constants were computed by another library. */
class CryptoTest {
    private static final SecretKeySpec KEY = Crypto.cipherKey(Crypto.hash("correct horse"));
    private static final byte[] STORED =
            HexFormat.of().parseHex("000102030405060708090a0b7f04581378330c538db6f74b9712b0393d1408196970cf3f3e");

    @Test
    void whatAnotherLibraryEncryptedIsRead() {
        assertThat(Crypto.decrypt(KEY, 7, "smtp", STORED)).contains("pässword");
    }

    @Test
    void anEncryptedTextOpensWithItsKeyItsWorkspaceAndItsPurposeOnly() {
        byte[] encrypted = Crypto.encrypt(KEY, 7, "smtp", "secret");

        assertThat(Crypto.decrypt(KEY, 7, "smtp", encrypted)).contains("secret");
        assertThat(Crypto.decrypt(KEY, 8, "smtp", encrypted)).isEmpty();
        assertThat(Crypto.decrypt(KEY, 7, "imap", encrypted)).isEmpty();
        assertThat(Crypto.decrypt(Crypto.cipherKey(new byte[32]), 7, "smtp", encrypted))
                .isEmpty();
    }

    @Test
    void aChangedOrCutTextDoesNotOpen() {
        for (int i = 0; i < STORED.length; i++) {
            byte[] changed = STORED.clone();
            changed[i] ^= 1;
            assertThat(Crypto.decrypt(KEY, 7, "smtp", changed)).isEmpty();
            assertThat(Crypto.decrypt(KEY, 7, "smtp", Arrays.copyOf(STORED, i))).isEmpty();
        }
    }

    @Test
    void theSameTextIsEncryptedOtherwiseEachTime() {
        assertThat(Crypto.encrypt(KEY, 7, "smtp", "secret")).isNotEqualTo(Crypto.encrypt(KEY, 7, "smtp", "secret"));
    }

    @Test
    void aSignatureIsTheOneThatAnotherLibraryComputes() {
        byte[] content = "{\"step\":2}".getBytes(StandardCharsets.UTF_8);
        byte[] signature = HexFormat.of().parseHex("7e74e6e14dc9a3dd0e499e71088744dbcc3ded059947da622e29a10e8bac1584");
        SecretKeySpec key = Crypto.signingKey(new byte[32]);

        assertThat(Crypto.sign(key, "page:audit", content)).isEqualTo(signature);
        assertThat(Crypto.isSigned(key, "page:audit", content, signature)).isTrue();
        assertThat(Crypto.isSigned(key, "asset:audit", content, signature)).isFalse();
        assertThat(Crypto.isSigned(key, "page:audit", new byte[3], signature)).isFalse();
        assertThat(Crypto.isSigned(key, "page:audit", content, new byte[0])).isFalse();
    }
}
