package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.LinkTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens in the links of emails. */
class LinkTokensTest extends SluiceTest {
    @Autowired
    private LinkTokens tokens;

    @Test
    void aTokenHoldsItsContentAndItsWorkspace() {
        int workspace = workspace();
        for (String content : new String[] {"", "person 7", "Jürgen 東京 \uD83D\uDE00", "a\nb\0c", "x".repeat(600)}) {
            String token = tokens.close(workspace, "unsubscribe", content);
            assertThat(tokens.open("unsubscribe", token)).hasValue(new LinkTokens.OpenedToken(workspace, content));
        }
    }

    @Test
    void aTokenShowsNothingOfItsContentAndFitsIntoAnAddress() {
        String token = tokens.close(workspace(), "unsubscribe", "someone@example.com");
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("someone")
                .doesNotContain("example");
    }

    @Test
    void twoTokensForTheSameAreDifferent() {
        int workspace = workspace();
        String first = tokens.close(workspace, "unsubscribe", "person 7");
        String second = tokens.close(workspace, "unsubscribe", "person 7");
        assertThat(first).isNotEqualTo(second);
        assertThat(tokens.open("unsubscribe", second)).isEqualTo(tokens.open("unsubscribe", first));
    }

    @Test
    void aTokenForOnePurposeOpensNothingElse() {
        String token = tokens.close(workspace(), "download", "person 7");
        assertThat(tokens.open("unsubscribe", token)).isEmpty();
        assertThat(tokens.open("", token)).isEmpty();
    }

    @Test
    void aTokenThatWasChangedAnywhereIsNone() {
        String token = tokens.close(workspace(), "download", "person 7");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.open("download", forged)).as(forged).isEmpty();
        }
    }

    @Test
    void aTokenThatWasCutOrProlongedIsNone() {
        String token = tokens.close(workspace(), "download", "person 7");
        for (int i = 0; i < token.length(); i++) {
            assertThat(tokens.open("download", token.substring(0, i))).isEmpty();
        }
        assertThat(tokens.open("download", token + "A")).isEmpty();
        assertThat(tokens.open("download", token + "=")).isEmpty();
        assertThat(tokens.open("download", " " + token)).isEmpty();
    }

    @Test
    void aTokenIsValidInOneSpellingOnly() {
        String token = tokens.close(workspace(), "download", "person 77");
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            String other = token.substring(0, token.length() - 1) + last;
            assertThat(tokens.open("download", other).isPresent()).isEqualTo(other.equals(token));
        }
        assertThat(tokens.open(
                        "download", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isPresent();
    }

    @Test
    void aTokenOfOneWorkspaceCannotBeMadeOneOfAnother() {
        int mine = workspace();
        int theirs = workspace();
        String own = tokens.close(theirs, "download", "person 1");
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.close(mine, "download", "person 7"));
        System.arraycopy(Base64.getUrlDecoder().decode(own), 0, bytes, 0, 4);
        assertThat(tokens.open(
                        "download", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }

    @Test
    void madeUpTextIsNoToken() {
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            assertThat(tokens.open(
                            "download", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEmpty();
        }
        assertThat(tokens.open("download", null)).isEmpty();
        assertThat(tokens.open("download", "not base64!")).isEmpty();
        assertThat(tokens.open("download", "A".repeat(100_000))).isEmpty();
    }
}
