package dev.sluice.standing.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunnelApiTest extends SluiceTest {
    @Test
    void aNewWorkspaceHasAFunnelThatDecides() {
        HttpResponse<String> answer = api(workspace()).get("/api/v1/funnels");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.object(answer.body()).get("funnels"))
                .isEqualTo(List.of(Map.of(
                        "name",
                        "managed-it",
                        "version",
                        1,
                        "stages",
                        List.of("lead", "mql", "sql", "opportunity", "customer"))));
    }

    @Test
    void theTextThatIsReadIsTheTextThatWasWritten() {
        int workspace = workspace();
        String text = FunnelTemplate.HISTORY.yaml();
        HttpResponse<String> put = api(workspace).put("/api/v1/funnels/history", "application/yaml", text);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        HttpResponse<String> got = api(workspace).get("/api/v1/funnels/history");
        assertThat(got.body()).isEqualTo(text);
        assertThat(got.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
    }

    @Test
    void eachWriteIsANewVersionAndChangesNothingUntilItIsActivated() {
        int workspace = workspace();
        String changed = FunnelTemplate.MANAGED_IT.yaml().replace("points: 20", "points: 21");
        api(workspace).put("/api/v1/funnels/managed-it", "text/yaml", changed);
        assertThat(api(workspace).get("/api/v1/funnels/managed-it").body()).isEqualTo(FunnelTemplate.MANAGED_IT.yaml());
        HttpResponse<String> begun = api(workspace).post("/api/v1/funnels/managed-it/versions/2/activation", "");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        api(workspace).get("/api/v1/funnels/managed-it").body().equals(changed));
        assertThat(api(workspace).get("/api/v1/funnels/managed-it/versions/1").body())
                .isEqualTo(FunnelTemplate.MANAGED_IT.yaml());
    }

    @Test
    void writingCanActivateAtOnce() {
        int workspace = workspace();
        HttpResponse<String> put = api(workspace)
                .put("/api/v1/funnels/history?activate=true", "application/yaml", FunnelTemplate.HISTORY.yaml());
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> api(workspace)
                        .get("/api/v1/funnels/history/versions")
                        .body()
                        .contains("\"state\":\"active\""));
    }

    @Test
    void aRefusedTextIsAnsweredWithEveryErrorAtItsLineAndColumn() {
        String wrong =
                FunnelTemplate.MANAGED_IT.yaml().replace("enter: {happened: deal_won}", "enter: {hapened: deal_won}");
        int line = (int) wrong.substring(0, wrong.indexOf("hapened")).lines().count();
        HttpResponse<String> answer = api(workspace()).put("/api/v1/funnels/managed-it", "application/yaml", wrong);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        Object errors = Json.object(answer.body()).get("errors");
        assertThat((List<?>) errors).anySatisfy(error -> {
            Map<?, ?> fault = (Map<?, ?>) error;
            assertThat(fault.get("line")).isEqualTo(line);
            assertThat(fault.get("severity")).isEqualTo("error");
            assertThat((Integer) fault.get("column")).isPositive();
        });
    }

    @Test
    void aTextIsRefusedUnderAnotherNameThanItsOwn() {
        HttpResponse<String> answer =
                api(workspace()).put("/api/v1/funnels/other", "application/yaml", FunnelTemplate.HISTORY.yaml());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNotAllowedForbidden() {
        int workspace = workspace();
        assertThat(api(workspace).get("/api/v1/funnels/none").statusCode()).isEqualTo(404);
        assertThat(api(workspace).get("/api/v1/funnels/managed-it/versions/9").statusCode())
                .isEqualTo(404);
        assertThat(api(workspace, "funnels:read")
                        .put("/api/v1/funnels/history", "application/yaml", FunnelTemplate.HISTORY.yaml())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theSchemaIsPublic() {
        HttpResponse<String> answer = browser().get("/schema/funnel.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.object(answer.body())).containsKey("$schema");
    }
}
