package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.LinkTokens;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A link of a mail says nothing of what it is for, and opens for that alone. */
class TokenFormatTest extends SluiceTest {
    @Autowired
    private LinkTokens tokens;

    @Test
    void aTokenOpensForItsPurposeInOneSpellingOnly() {
        int workspace = workspace();
        String token = tokens.close(workspace, "unsubscribe", "person/42");

        assertThat(tokens.open("unsubscribe", token)).contains(new LinkTokens.OpenedToken(workspace, "person/42"));
        assertThat(tokens.open("confirm", token)).isEmpty();
        assertThat(tokens.open("unsubscribe", token + "=")).isEmpty();
        assertThat(tokens.open("unsubscribe", null)).isEmpty();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.open("unsubscribe", token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
            assertThat(tokens.open("unsubscribe", token.substring(0, i))).isEmpty();
        }
    }

    @Test
    void aTokenIsTheNumberOfItsWorkspaceBeforeWhatTheWorkspacesSecretEncrypts() {
        int workspace = workspace();
        String token = tokens.close(workspace, "unsubscribe", "person/42");
        byte[] secret = tenancy.in(
                workspace,
                () -> jdbc.sql("SELECT secret FROM token_key WHERE workspace_id = ?")
                        .param(workspace)
                        .query(byte[].class)
                        .single());
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));

        assertThat(bytes.getInt()).isEqualTo(workspace);
        byte[] encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        assertThat(Crypto.decrypt(Crypto.cipherKey(secret), workspace, "unsubscribe", encrypted))
                .contains("person/42");
    }
}
