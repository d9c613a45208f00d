package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.NotFound;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** API keys, write keys, and the doors that they open. */
class KeysTest extends SluiceTest {
    @Autowired
    private ApiKeys keys;

    @Autowired
    private PublicKeys doors;

    private int workspace;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
    }

    private HttpResponse<String> make(Browser admin, String kind, String name, String scopes, String days) {
        Map<String, String> form = new HashMap<>(Map.of("kind", kind, "name", name, "days", days));
        if (!scopes.isEmpty()) {
            form.put("scopes", scopes);
        }
        return admin.post("/settings/keys", form);
    }

    private static String shown(HttpResponse<String> page, String prefix) {
        Matcher token = Pattern.compile(prefix + "[A-Za-z0-9_-]{43}").matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group();
    }

    @ParameterizedTest
    @CsvSource({
        "API_KEY, '', PEOPLE_READ, 0, 422",
        "API_KEY, Sync, '', 0, 422",
        "API_KEY, Sync, PEOPLE_READ, -1, 422",
        "API_KEY, Sync, PEOPLE_READ, 3651, 422",
        "API_KEY, Sync, PEOPLE_READ, many, 400",
        "API_KEY, Sync, PEOPLE_DELETE, 0, 400",
        "INVITATION, Sync, PEOPLE_READ, 0, 422",
        "FORM, Sync, PEOPLE_READ, 0, 422",
        "DOOR, Sync, PEOPLE_READ, 0, 400",
    })
    void aKeyThatCannotBeIsNotMade(String kind, String name, String scopes, String days, int status) {
        assertThat(make(owner(workspace), kind, name, scopes, days).statusCode())
                .isEqualTo(status);
        assertThat(keys.all(workspace)).isEmpty();
    }

    @Test
    void aKeyMayDoSeveralThings() {
        Browser owner = owner(workspace);
        String token = shown(make(owner, "API_KEY", "Sync", "PEOPLE_READ,DEALS_WRITE", "0"), "slk_");
        assertThat(new Api(owner.base(), token).get("/api/v1/me").body()).contains("people:read", "deals:write");
        assertThat(owner.get("/settings/keys").body())
                .contains("Sync", token.substring(token.length() - 4))
                .doesNotContain(token);
    }

    @Test
    void aWriteKeyIsNoSecretAndOpensNoApi() {
        Browser owner = owner(workspace);
        String token = shown(make(owner, "WRITE_KEY", "Website", "", "0"), "slw_");
        assertThat(owner.get("/settings/keys").body()).contains(token);
        assertThat(keys.writeKey(workspace)).isEqualTo(token);
        assertThat(new Api(owner.base(), token).get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void snippetsCarryTheNewestWriteKeyInUse() {
        assertThat(keys.writeKey(workspace)).isNull();
        keys.add(workspace, PublicKeys.Kind.WRITE_KEY, ApiKeys.token("slw_"), "Old", Set.of(), null, null);
        String fresh = ApiKeys.token("slw_");
        keys.add(workspace, PublicKeys.Kind.WRITE_KEY, fresh, "New", Set.of(), null, null);
        String brief = ApiKeys.token("slw_");
        keys.add(
                workspace,
                PublicKeys.Kind.WRITE_KEY,
                brief,
                "Brief",
                Set.of(),
                null,
                clock.instant().plusSeconds(60));
        assertThat(keys.writeKey(workspace)).isEqualTo(brief);
        clock.forward(Duration.ofMinutes(2));
        assertThat(keys.writeKey(workspace)).isEqualTo(fresh);
    }

    @Test
    void oneTokenOpensOneDoor() {
        String token = ApiKeys.token("slk_");
        Set<Scope> all = EnumSet.allOf(Scope.class);
        assertThat(keys.add(workspace, PublicKeys.Kind.API_KEY, token, "Mine", all, null, null))
                .isTrue();
        assertThat(keys.add(workspace, PublicKeys.Kind.API_KEY, token, "Again", all, null, null))
                .isFalse();
        assertThat(keys.add(workspace(), PublicKeys.Kind.API_KEY, token, "Theirs", all, null, null))
                .isFalse();
        assertThat(keys.all(workspace)).extracting(ApiKeys.ApiKeySummary::name).containsExactly("Mine");
    }

    @Test
    void aDoorIsOpenedByItsKindAloneAndUntilItsEnd() {
        String token = ApiKeys.token("slk_");
        keys.add(
                workspace,
                PublicKeys.Kind.API_KEY,
                token,
                "Brief",
                Set.of(Scope.PEOPLE_READ),
                null,
                clock.instant().plusSeconds(3_600));
        assertThat(doors.open(PublicKeys.Kind.API_KEY, token))
                .isNotNull()
                .satisfies(opened -> assertThat(opened.scopes()).containsExactly(Scope.PEOPLE_READ));
        assertThat(doors.open(PublicKeys.Kind.WRITE_KEY, token)).isNull();
        assertThat(doors.open(PublicKeys.Kind.API_KEY, "")).isNull();
        assertThat(doors.open(PublicKeys.Kind.API_KEY, "x".repeat(501))).isNull();
    }

    @Test
    void aFormsAddressIsClaimedOnceAndFreeAgainWhenItIsReleased() {
        String slug = "audit-" + workspace;
        int other = workspace();
        assertThat(doors.claim(PublicKeys.Kind.FORM, slug, workspace)).isTrue();
        assertThat(doors.claim(PublicKeys.Kind.FORM, slug, other)).isFalse();
        assertThat(doors.open(PublicKeys.Kind.FORM, slug)).isEqualTo(new PublicKeys.OpenedKey(workspace, 0, Set.of()));
        doors.release(PublicKeys.Kind.FORM, slug, other);
        assertThat(doors.open(PublicKeys.Kind.FORM, slug)).isNotNull();
        doors.release(PublicKeys.Kind.FORM, slug, workspace);
        assertThat(doors.open(PublicKeys.Kind.FORM, slug)).isNull();
        assertThat(doors.claim(PublicKeys.Kind.FORM, slug, other)).isTrue();
    }

    @Test
    void aKeySaysWhenItWasUsedLast() {
        String token = ApiKeys.token("slk_");
        keys.add(workspace, PublicKeys.Kind.API_KEY, token, "Sync", Set.of(Scope.PEOPLE_READ), null, null);
        assertThat(keys.all(workspace).getFirst().lastUsed()).isNull();
        new Api("http://localhost:" + port, token).get("/api/v1/me");
        assertThat(keys.all(workspace).getFirst().lastUsed()).isNotNull();
    }

    @Test
    void aRevokedKeyStaysInTheListBehindTheOthers() {
        for (String name : List.of("First", "Second")) {
            keys.add(workspace, PublicKeys.Kind.API_KEY, ApiKeys.token("slk_"), name, Set.of(), null, null);
        }
        int second = keys.all(workspace).getFirst().id();
        Browser owner = owner(workspace);
        assertThat(owner.post("/settings/keys/" + second + "/revocation", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(keys.all(workspace)).extracting(ApiKeys.ApiKeySummary::name).containsExactly("First", "Second");
        assertThat(keys.all(workspace).getLast().open(clock.instant())).isFalse();
        assertThat(keys.all(workspace).getFirst().open(clock.instant())).isTrue();
        assertThat(owner.get("/settings/audit").body()).contains("key revoked");
    }

    @Test
    void aKeyOfAnotherWorkspaceCannotBeRevoked() {
        String token = ApiKeys.token("slk_");
        keys.add(workspace, PublicKeys.Kind.API_KEY, token, "Mine", Set.of(), null, null);
        int key = keys.all(workspace).getFirst().id();
        Member stranger = new Member(workspace(), 1, "", "", Role.OWNER, Team.SALES);
        assertThatThrownBy(() -> keys.revoke(stranger, key)).isInstanceOf(NotFound.class);
        assertThat(doors.open(PublicKeys.Kind.API_KEY, token)).isNotNull();
    }

    @Test
    void onlyAdminsSeeAndMakeKeys() {
        Browser manager = user(workspace, "manager");
        assertThat(manager.get("/settings/keys").statusCode()).isEqualTo(403);
        assertThat(make(manager, "WRITE_KEY", "Mine", "", "0").statusCode()).isEqualTo(403);
        assertThat(keys.all(workspace)).isEmpty();
    }
}
