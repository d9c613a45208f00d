package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers are told when something is refused or fails. */
class AnswersTest extends SluiceTest {
    private int workspace;
    private Api api;

    @BeforeEach
    void begin() {
        workspace = workspace();
        api = api(workspace);
    }

    @Test
    void anUnknownFieldIsNamed() {
        var answer = api.post("/api/v1/test/notes", "{\"about\":\"x\",\"size\":1,\"workspaceId\":7}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"workspaceId\"").contains("There is no such field");
    }

    @Test
    void aWrongTypeIsNamed() {
        assertThat(api.post("/api/v1/test/notes", "{\"about\":\"x\",\"size\":\"many\"}")
                        .body())
                .contains("\"status\":400")
                .contains("\"field\":\"size\"");
        assertThat(api.post("/api/v1/test/outage?since=never", "{}").body())
                .contains("\"status\":400")
                .contains("\"field\":\"since\"")
                .contains("a number");
    }

    @Test
    void brokenJsonIsRefusedWithTheFieldBody() {
        for (String broken :
                new String[] {"{\"about\":", "", "[]", "{\"about\":\"x\",\"about\":\"y\"}", "{} {}", "\u0000"}) {
            var answer = api.post("/api/v1/test/notes", broken);
            assertThat(answer.statusCode()).as(broken).isEqualTo(400);
            assertThat(answer.body()).as(broken).contains("\"errors\":[{\"field\":");
        }
    }

    @Test
    void jsonNestedTenThousandDeepIsRefused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThat(api.post("/api/v1/test/notes", "{\"about\":" + deep + "}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRefusedValueIsA422ThatNamesItAndLeavesNothingBehindWhenTheHandlerChecksFirst() {
        var answer = api.post("/api/v1/test/notes", "{\"about\":\"x\",\"size\":-1}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"size\"").contains("Size must be 0 or more.");
    }

    @Test
    void aBodyBeyondItsLimitIsA413WithAndWithoutALength() {
        String large = "{\"about\":\"" + "x".repeat(3_000_000) + "\",\"size\":1}";
        assertThat(api.post("/api/v1/test/notes", large).statusCode()).isEqualTo(413);
        var chunked = api.send(api.request("/api/v1/test/notes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsA503WithRetryAfter() {
        var answer = api.post("/api/v1/test/outage", "{}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void aFaultOfOursGivesNothingAwayButTheRequestsId() {
        var answer = api.post("/api/v1/test/notes", "{\"about\":\"x\",\"size\":1001}");
        assertThat(answer.statusCode()).isEqualTo(500);
        String request = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.body())
                .contains(request)
                .doesNotContain("a fault of ours")
                .doesNotContain("Exception");
    }

    @Test
    void theWrongMethodAndTheWrongTypeOfContentAreNamed() {
        assertThat(api.delete("/api/v1/me").statusCode()).isEqualTo(405);
        assertThat(api.put("/api/v1/test/notes", "text/plain", "x").statusCode())
                .isEqualTo(405);
        var text = api.send(api.request("/api/v1/test/notes")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(text.statusCode()).isEqualTo(415);
    }

    @Test
    void aBrowserGetsAPageWithTheFrameForWhatIsNotThere() {
        var missing = owner(workspace).get("/no-such-page");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(missing.body()).contains("Not found").contains("Sign out");
    }

    @Test
    void aRoleThatIsTooLowIsAPageThatSaysWhichIsNeeded() {
        var refused = user(workspace, "member").get("/settings/users");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This asks for the role Admin; yours is Member.");
    }

    @Test
    void aKeyWithoutTheScopeIsToldWhichIsMissing() {
        var refused = api(workspace, "people:read").post("/api/v1/test/notes", "{\"about\":\"x\",\"size\":1}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("people:write");
    }
}
