package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettingsTest extends SluiceTest {
    @Autowired
    private TestDoors doors;

    private int workspace;
    private Browser owner;

    @BeforeEach
    void begin() {
        workspace = workspace();
        owner = owner(workspace);
    }

    @Test
    void anInvitationWorksOnceForTheRoleItWasMadeFor() {
        String path = invite("MANAGER", address());
        Browser guest = browser();
        assertThat(guest.get(path).body()).contains("Join Test");
        var joined = guest.post(path, Map.of("name", "Gus Guest", "password", PASSWORD, "role", "OWNER"));
        assertThat(joined.statusCode()).isEqualTo(303);
        assertThat(guest.get("/settings/profile").body()).contains("Manager");

        assertThat(browser().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aWithdrawnOrOldInvitationOpensNothing() {
        String path = invite("MEMBER", address());
        clock.forward(Duration.ofDays(8));
        assertThat(browser().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theLastOwnerCannotBeDemotedAndNobodyChangesTheirOwnRole() {
        int self = userOf(doors.owner(workspace));
        assertThat(owner.post("/settings/users/" + self + "/role", Map.of("role", "MEMBER", "team", "SALES"))
                        .body())
                .contains("Nobody changes their own role");
        assertThat(owner.post("/settings/users/" + self + "/removal", Map.of()).body())
                .contains("Nobody removes themselves");
        assertThat(owner.get("/settings/profile").body()).contains("Owner");
    }

    @Test
    void anAdminNeitherMakesNorTouchesOwners() {
        Browser admin = user(workspace, "admin");
        int first = userOf(doors.owner(workspace));
        assertThat(admin.post("/settings/users/" + first + "/removal", Map.of()).body())
                .contains("Only an owner changes or removes an owner");
        assertThat(admin.post("/settings/invitations", Map.of("email", address(), "role", "OWNER", "team", "SALES"))
                        .body())
                .contains("roles up to your own");
    }

    @Test
    void aRemovedUserIsOutWithTheNextClick() {
        String email = doors.user(workspace, address(), PASSWORD, "member");
        Browser removed = browser().signIn(email, PASSWORD);
        assertThat(removed.get("/settings/profile").statusCode()).isEqualTo(200);
        owner.post("/settings/users/" + userOf(email) + "/removal", Map.of());
        assertThat(removed.get("/settings/profile").statusCode()).isEqualTo(302);
    }

    @Test
    void aChangedRoleCountsWithTheNextClick() {
        String email = doors.user(workspace, address(), PASSWORD, "admin");
        Browser admin = browser().signIn(email, PASSWORD);
        assertThat(admin.get("/settings/users").statusCode()).isEqualTo(200);
        owner.post("/settings/users/" + userOf(email) + "/role", Map.of("role", "MEMBER", "team", "SALES"));
        assertThat(admin.get("/settings/users").statusCode()).isEqualTo(403);
    }

    @Test
    void aNewPasswordSignsOutEveryOtherBrowserButNotThisOne() {
        Browser other = owner(workspace);
        assertThat(other.get("/settings/profile").statusCode()).isEqualTo(200);
        owner.post("/settings/password", Map.of("old", PASSWORD, "password", "other easy words"));
        assertThat(other.get("/settings/profile").statusCode()).isEqualTo(302);
        assertThat(owner.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void anApiKeyIsShownOnceAndDiesWithinASecondOfBeingRevoked() {
        String page = owner.post("/settings/keys", Map.of("kind", "API_KEY", "name", "Sync", "scopes", "PEOPLE_READ"))
                .body();
        Matcher shown = Pattern.compile("slk_[A-Za-z0-9_-]{43}").matcher(page);
        assertThat(shown.find()).isTrue();
        Api api = new Api("http://localhost:" + port, shown.group());
        assertThat(api.get("/api/v1/me").body()).contains("people:read");
        assertThat(owner.get("/settings/keys").body()).doesNotContain(shown.group());

        owner.post("/settings/keys/" + keyNamed("Sync") + "/revocation", Map.of());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> api.get("/api/v1/me").statusCode() == 401);
    }

    @Test
    void anExpiredKeyOpensNothing() {
        String page = owner.post(
                        "/settings/keys",
                        Map.of("kind", "API_KEY", "name", "Short", "scopes", "PEOPLE_READ", "days", "1"))
                .body();
        Matcher shown = Pattern.compile("slk_[A-Za-z0-9_-]{43}").matcher(page);
        assertThat(shown.find()).isTrue();
        clock.forward(Duration.ofDays(2));
        assertThat(new Api("http://localhost:" + port, shown.group())
                        .get("/api/v1/me")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everyChangeStandsInTheAuditLogWithoutSecrets() {
        String path = invite("MEMBER", address());
        owner.post(
                "/settings/workspace",
                Map.of("name", "New name", "timeZone", "Europe/London", "currency", "GBP", "country", "GB"));
        String log = owner.get("/settings/audit").body();
        assertThat(log).contains("user invited").contains("workspace changed").contains("New name");
        assertThat(log).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
    }

    @Test
    void aZoneCurrencyOrCountryThatDoesNotExistIsRefused() {
        var refused = owner.post(
                "/settings/workspace",
                Map.of("name", "New", "timeZone", "Mars/Base", "currency", "GBP", "country", "GB"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Choose a time zone");
    }

    @Test
    void guessesAtAnAccountAreStoppedWhileTheUserStillGetsInFromAKnownBrowser() {
        String email = doors.owner(workspace);
        Browser stranger = browser();
        stranger.get("/sign-in");
        long evaluated = 0;
        for (int i = 0; i < 40; i++) {
            var answer = stranger.post("/sign-in", Map.of("email", email, "password", "guess " + i));
            evaluated += answer.statusCode() == 401 ? 1 : 0;
        }
        assertThat(evaluated).isBetween(1L, 20L);

        owner.post("/sign-out", Map.of());
        owner.signIn(email, PASSWORD);
        assertThat(owner.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    private String invite(String role, String email) {
        String page = owner.post("/settings/invitations", Map.of("email", email, "role", role, "team", "SALES"))
                .body();
        Matcher link = Pattern.compile("/invitations/[A-Za-z0-9_-]{43}").matcher(page);
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private int userOf(String email) {
        return jdbc.sql("SELECT id FROM app_user WHERE email = ?")
                .param(email)
                .query(Integer.class)
                .single();
    }

    private int keyNamed(String name) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT id FROM api_key WHERE workspace_id = ? AND name = ?")
                        .params(workspace, name)
                        .query(Integer.class)
                        .single());
    }
}
