package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Signing in, staying in, and what a user sees and changes of themselves. */
class SessionsTest extends SluiceTest {
    @Autowired
    private TestDoors doors;

    private int workspace;
    private String email = "";

    @BeforeEach
    void aUser() {
        workspace = workspace();
        email = doors.user(workspace, address(), PASSWORD, "member");
    }

    private Browser signedIn() {
        return browser().signIn(email, PASSWORD);
    }

    private static boolean isIn(Browser browser) {
        return browser.get("/settings/profile").statusCode() == 200;
    }

    private static HttpResponse<String> changePassword(Browser browser, String old, String fresh) {
        return browser.post("/settings/password", Map.of("old", old, "password", fresh));
    }

    @Test
    void theAddressMayBeWrittenInAnyCase() {
        assertThat(isIn(browser().signIn(" " + email.toUpperCase(java.util.Locale.ROOT), PASSWORD)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a few easy word", "A few easy words", " a few easy words"})
    void anotherPasswordOpensNothing(String password) {
        Browser browser = browser();
        browser.get("/sign-in");
        HttpResponse<String> answer = browser.post("/sign-in", Map.of("email", email, "password", password));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(email).doesNotContain(PASSWORD);
        assertThat(isIn(browser)).isFalse();
    }

    @Test
    void anEndlessPasswordIsJustWrong() {
        Browser browser = browser();
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", Map.of("email", email, "password", PASSWORD + "x".repeat(10_000)))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/people, /people", "//evil.test, /", "https://evil.test, /"})
    void signingInLeadsOnToWhereOneWanted(String next, String to) {
        Browser browser = browser();
        browser.get("/sign-in");
        HttpResponse<String> answer =
                browser.post("/sign-in", Map.of("email", email, "password", PASSWORD, "next", next));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue(to);
    }

    @Test
    void aSignedInUserIsNotAskedToSignInAgain() {
        Browser browser = signedIn();
        assertThat(browser.get("/sign-in?next=/people").headers().firstValue("Location"))
                .hasValue("/people");
    }

    @Test
    void theSessionGetsANewIdWhenOneSignsIn() {
        Browser browser = browser();
        browser.get("/sign-in");
        List<String> before = session(browser);
        browser.post("/sign-in", Map.of("email", email, "password", PASSWORD));
        assertThat(session(browser)).isNotEmpty().isNotEqualTo(before);
    }

    private static List<String> session(Browser browser) {
        return browser.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("sluice"))
                .map(java.net.HttpCookie::getValue)
                .toList();
    }

    @Test
    void theSessionsCookieIsForOurEyesAlone() {
        HttpResponse<String> answer = browser().get("/sign-in");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("sluice="))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void theFirstPageOfAnInstallationIsGoneOnceThereIsAWorkspace() {
        assertThat(browser().get("/start").statusCode()).isEqualTo(303);
        Browser stranger = browser();
        stranger.get("/sign-in");
        HttpResponse<String> again = stranger.post(
                "/start", Map.of("workspace", "Mine", "name", "Eve", "email", address(), "password", PASSWORD));
        assertThat(again.headers().firstValue("Location")).hasValue("/sign-in");
    }

    @Test
    void aFragmentSendsTheWholePageToSignIn() {
        HttpResponse<String> answer = browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/people"))
                        .header("HX-Request", "true"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect").orElseThrow()).startsWith("/sign-in");
    }

    @Test
    void aFormOfAStrangerIsRefusedAndNotLedElsewhere() {
        Browser stranger = browser();
        stranger.get("/sign-in");
        assertThat(stranger.post("/people", Map.of("name", "Ann")).statusCode()).isEqualTo(401);
    }

    @Test
    void anUploadOfAStrangerIsNotEvenReceived() {
        HttpResponse<String> answer = browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/imports"))
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(BodyPublishers.ofString("--cut--\r\n")));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aUserNamesThemselves() {
        Browser browser = signedIn();
        assertThat(browser.post("/settings/profile", Map.of("name", "  Uma Newname "))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/settings/profile").body()).contains("Uma Newname");
        assertThat(browser.post("/settings/profile", Map.of("name", " ")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndLetsInFromThenOn() {
        Browser browser = signedIn();
        assertThat(changePassword(browser, "not the old one", "other easy words")
                        .statusCode())
                .isEqualTo(422);
        assertThat(changePassword(browser, PASSWORD, "short").statusCode()).isEqualTo(422);
        assertThat(isIn(signedIn())).isTrue();
        assertThat(changePassword(browser, PASSWORD, "other easy words").statusCode())
                .isEqualTo(303);
        assertThat(isIn(browser().signIn(email, "other easy words"))).isTrue();
        Browser old = browser();
        old.get("/sign-in");
        assertThat(old.post("/sign-in", Map.of("email", email, "password", PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aUserOfTwoWorkspacesLooksAtTheOneTheyChose() {
        int second = workspaces.create(
                NewWorkspace.named("Second house"), new Workspaces.FirstOwner("Uma User", email, PASSWORD));
        Browser browser = signedIn();
        assertThat(browser.get("/settings/profile").body()).contains("Second house");
        assertThat(browser.post("/session/workspace", Map.of("workspace", Integer.toString(second)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/settings/workspace").body()).contains("value=\"Second house\"");
        browser.post("/session/workspace", Map.of("workspace", Integer.toString(workspace)));
        assertThat(browser.get("/settings/workspace").statusCode()).isEqualTo(403);
    }

    @Test
    void aWorkspaceOfOthersCannotBeLookedAt() {
        Browser browser = signedIn();
        assertThat(browser.post("/session/workspace", Map.of("workspace", Integer.toString(workspace())))
                        .statusCode())
                .isEqualTo(404);
        assertThat(isIn(browser)).isTrue();
    }

    @Test
    void theSettingsBeginWhereOnesRoleMayGo() {
        assertThat(signedIn().get("/settings").headers().firstValue("Location")).hasValue("/settings/profile");
        assertThat(owner(workspace).get("/settings").headers().firstValue("Location"))
                .hasValue("/settings/workspace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer slk_guess", "Basic abc", "slk_guess"})
    void theApiAnswersNoHeaderButAKeysOwn(String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/me"));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }
        HttpResponse<String> answer = browser().send(request);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void aSessionOpensNoApiAndAKeyNoPage() {
        assertThat(signedIn().get("/api/v1/me").statusCode()).isEqualTo(401);
        Api api = api(workspace);
        assertThat(api.get("/settings/profile").statusCode()).isEqualTo(302);
    }

    @Test
    void aCallerLearnsWhichWorkspaceTheirKeyOpensAndWhatItMay() {
        String body =
                api(workspace, "people:read", "deals:write").get("/api/v1/me").body();
        assertThat(body)
                .contains("\"workspace\":" + workspace, "people:read", "deals:write")
                .doesNotContain("people:write");
    }
}
