package dev.sluice.standing.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of a funnel: which can be saved, which can be activated, and what their list shows. */
class FunnelVersionsTest extends SluiceTest {
    private static final String FUNNEL = "/api/v1/funnels/managed-it";
    private static final String TEXT = FunnelTemplate.MANAGED_IT.yaml();

    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        api = api(workspace);
    }

    private List<Map<?, ?>> versions() {
        return ((List<?>) Objects.requireNonNull(
                        Json.object(api.get(FUNNEL + "/versions").body()).get("versions")))
                .stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    private HttpResponse<String> put(String yaml, String query) {
        return api.put(FUNNEL + query, "application/yaml", yaml);
    }

    private void decides(int version) {
        assertThat(api.post(FUNNEL + "/versions/" + version + "/activation", "").statusCode())
                .isEqualTo(202);
        await().until(() -> versions().stream()
                .anyMatch(one -> one.get("version").equals(version) && "active".equals(one.get("state"))));
    }

    @Test
    void theNewestVersionComesFirstWithItsNote() {
        put(TEXT.replace("points: 20", "points: 21"), "?note=Size+matters+more");
        put(TEXT.replace("points: 20", "points: 22"), "");

        assertThat(versions())
                .extracting(one -> one.get("version") + " " + one.get("state") + " " + one.get("note"))
                .startsWith("3 checked ", "2 checked Size matters more")
                .hasSize(3);
        assertThat(versions().getLast().get("state")).isEqualTo("active");
    }

    @Test
    void theVersionThatDecidesCannotBeActivatedAgain() {
        HttpResponse<String> again = api.post(FUNNEL + "/versions/1/activation", "");

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("This version decides already, or another one is being activated.");
        assertThat(api.post(FUNNEL + "/versions/7/activation", "").statusCode()).isEqualTo(404);
        assertThat(api.post("/api/v1/funnels/none/versions/1/activation", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aVersionThatIsReplacedIsRetiredAndMayDecideAgain() {
        put(TEXT.replace("points: 20", "points: 21"), "");
        decides(2);
        assertThat(versions().getLast().get("state")).isEqualTo("retired");
        assertThat(api.get(FUNNEL).headers().firstValue("ETag")).contains("\"2\"");

        decides(1);
        assertThat(versions().getFirst().get("state")).isEqualTo("retired");
        assertThat(api.get(FUNNEL).body()).isEqualTo(TEXT);
    }

    @Test
    void anActivationCountsThePeopleItReplays() {
        for (int i = 0; i < 3; i++) {
            api.post("/api/v1/people", "{\"email\": \"kim" + i + "@example.com\"}");
        }
        put(TEXT.replace("points: 20", "points: 21"), "");
        decides(2);

        assertThat(versions().getFirst().get("total")).isEqualTo(3);
        assertThat(versions().getFirst().get("done")).isEqualTo(3);
    }

    @Test
    void warningsAreReportedAndHoldNothingUp() {
        String five =
                TEXT.replace("[email, name, company_size, question]", "[email, name, company_size, question, phone]");
        HttpResponse<String> kept = put(five, "");

        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(kept.body()).contains("asks for 5 fields", "\"severity\":\"warning\"");
        decides(2);
    }

    @Test
    void everyErrorOfATextIsAnsweredAndNoVersionKept() {
        HttpResponse<String> refused =
                put(TEXT.replace("half_life: 14d", "half_life: soon").replace("limit: 7d", "limit: never"), "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat((List<?>) Json.object(refused.body()).get("errors"))
                .filteredOn(problem -> "error".equals(((Map<?, ?>) problem).get("severity")))
                .hasSize(2);
        assertThat(versions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "check", "what-if"})
    void aFunnelIsNotNamedAsAddressesOfOursAre(String name) {
        String text = TEXT.replace("funnel: managed-it", "funnel: " + name);
        HttpResponse<String> refused = api.put("/api/v1/funnels/" + name, "application/yaml", text);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("choose another name");
    }

    @Test
    void aSecondFunnelDecidesBesideTheFirst() {
        String other = TEXT.replace("funnel: managed-it", "funnel: other");

        assertThat(api.put("/api/v1/funnels/other?activate=true", "text/plain", other)
                        .statusCode())
                .isEqualTo(201);
        await().until(() -> api.get("/api/v1/funnels").body().contains("\"name\":\"other\",\"version\":1"));
        assertThat(api.get("/api/v1/funnels").body()).contains("\"name\":\"managed-it\",\"version\":1");
    }

    @Test
    void aTextUnderTheNameOfAnotherFunnelThatIsThereIsRefused() {
        HttpResponse<String> refused = put(TEXT.replace("funnel: managed-it", "funnel: other"), "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("but this funnel is");
    }

    @Test
    void aKeyThatReadsDoesNotActivate() {
        put(TEXT.replace("points: 20", "points: 21"), "");
        Api reader = api(workspace, "funnels:read");

        assertThat(reader.get(FUNNEL + "/versions/2").statusCode()).isEqualTo(200);
        assertThat(reader.post(FUNNEL + "/versions/2/activation", "").statusCode())
                .isEqualTo(403);
        assertThat(api(workspace()).get(FUNNEL + "/versions/2").statusCode())
                .as("another workspace's")
                .isEqualTo(404);
    }
}
