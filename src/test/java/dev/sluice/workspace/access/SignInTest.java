package dev.sluice.workspace.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInTest extends SluiceTest {
    @Test
    void aStrangerIsLedToSignInAndThenToWhereTheyWanted() {
        int workspace = workspace();
        var refused = browser().get("/settings/profile?x=1");
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(refused.headers().firstValue("Location")).hasValue("/sign-in?next=%2Fsettings%2Fprofile%3Fx%3D1");

        assertThat(owner(workspace).get("/settings/profile").body()).contains("Olga Owner");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreToldTheSame() {
        workspace();
        Browser browser = browser();
        browser.get("/sign-in");
        var wrong = browser.post("/sign-in", Map.of("email", "nobody@example.com", "password", "guess"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("do not fit together");
    }

    @Test
    void afterSigningInOneIsNeverLedToAnotherSite() {
        for (String next :
                new String[] {"//evil.test", "https://evil.test", "/\\evil.test", "\\\\evil.test", "/a\r\nb"}) {
            assertThat(AccessDeniedResponses.local(next)).isEqualTo("/");
        }
        assertThat(AccessDeniedResponses.local("/people?q=a")).isEqualTo("/people?q=a");
    }

    @Test
    void aFormWithoutTheSessionsTokenIsRefused() {
        Browser owner = owner(workspace());
        assertThat(owner.post("/sign-out", Map.of("_csrf", "forged")).statusCode())
                .isEqualTo(403);
        assertThat(owner.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSession() {
        Browser owner = owner(workspace());
        assertThat(owner.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        assertThat(owner.get("/settings/profile").statusCode()).isEqualTo(302);
    }

    @Test
    void theApiAnswersOnlyToAKeyThatOpensADoor() {
        int workspace = workspace();
        assertThat(api(workspace).get("/api/v1/me").body()).contains("\"workspace\":" + workspace);
        var refused = new dev.sluice.Api("http://localhost:" + port, "slk_guess").get("/api/v1/me");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
}
