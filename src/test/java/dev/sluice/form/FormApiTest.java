package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms and offers for programs. */
class FormApiTest extends FormTest {
    private static final String FORMS = "/api/v1/forms";
    private static final String OFFERS = "/api/v1/offers";

    private int workspace;
    private Api api = new Api("", "");

    @BeforeEach
    void aKey() {
        workspace = workspace();
        api = api(workspace);
    }

    private Map<String, Object> get(String path) {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private static void refused(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    private static Map<String, Object> json(String slug) {
        return Map.of(
                "slug", slug, "name", "Audit", "headline", "Audit", "fields", List.of(field("email", "E-mail", true)));
    }

    @Test
    void aFormIsReadAsItWasMade() {
        String slug = form(workspace, Map.of("accent", "teal", "text", "15 points", "many_fields_accepted", false));
        Map<String, Object> form = get(FORMS + "/" + slug);
        assertThat(form)
                .containsEntry("slug", slug)
                .containsEntry("accent", "teal")
                .containsEntry("text", "15 points")
                .containsEntry("enabled", true);
        assertThat((List<?>) form.get("fields")).hasSize(4);
    }

    @Test
    void aFormMayBeMadeClosed() {
        String slug = form(workspace, Map.of("enabled", false));
        assertThat(get(FORMS + "/" + slug)).containsEntry("enabled", false);
        assertThat(open(browser(), "/f/" + slug).statusCode()).isEqualTo(404);
        assertThat(api.patch(FORMS + "/" + slug, "{\"enabled\":true}").statusCode())
                .isEqualTo(200);
        assertThat(open(browser(), "/f/" + slug).statusCode()).isEqualTo(200);
    }

    @Test
    void aChangeLeavesAllElseAsItWas() {
        String slug = form(workspace, Map.of("text", "15 points"));
        api.patch(FORMS + "/" + slug, "{\"headline\":\"A shorter audit\"}");
        assertThat(get(FORMS + "/" + slug))
                .containsEntry("headline", "A shorter audit")
                .containsEntry("text", "15 points");
    }

    @Test
    void aFormKeepsItsAddress() {
        String slug = form(workspace, Map.of());
        refused(api.patch(FORMS + "/" + slug, "{\"slug\":\"another\"}"), "slug");
        assertThat(api.patch(FORMS + "/" + slug, "{\"slug\":\"" + slug + "\"}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"colour\":\"red\"} | colour",
                "{\"headline\":\"\"} | headline",
                "{\"fields\":[]} | fields",
                "{\"accent\":\"neon\"} | accent",
                "{\"redirect\":\"http://a.example\"} | redirect",
                "{\"consent\":{}} | consent.wording",
            })
    void aRefusedChangeChangesNothing(String change, String field) {
        String slug = form(workspace, Map.of());
        Map<String, Object> before = get(FORMS + "/" + slug);
        refused(api.patch(FORMS + "/" + slug, change), field);
        assertThat(get(FORMS + "/" + slug)).isEqualTo(before);
    }

    @Test
    void anAddressThatIsTakenIsRefused() {
        String slug = form(workspace, Map.of());
        refused(api.post(FORMS, Json.write(json(slug))), "slug");
        refused(api(workspace()).post(FORMS, Json.write(json(slug))), "slug");
    }

    @Test
    void aFormThatIsNotThereIsNotFound() {
        assertThat(api.get(FORMS + "/no-such-form").statusCode()).isEqualTo(404);
        assertThat(api.patch(FORMS + "/no-such-form", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void theListSaysHowFarVisitorsCame() {
        String slug = form(workspace, Map.of());
        fill(browser(), slug, Map.of("email", "ann@harbour.test"));
        open(browser(), "/f/" + slug);
        Map<?, ?> listed = ((List<?>) get(FORMS).get("forms"))
                .stream()
                        .map(form -> (Map<?, ?>) form)
                        .filter(form -> slug.equals(form.get("slug")))
                        .findFirst()
                        .orElseThrow();
        Map<?, ?> figures = (Map<?, ?>) listed.get("figures");
        assertThat(figures.get("viewed")).isEqualTo(2);
        assertThat(figures.get("started")).isEqualTo(1);
        assertThat(figures.get("leads")).isEqualTo(1);
        assertThat(figures.get("downloaded")).isEqualTo(0);
    }

    @Test
    void anOfferIsMadeAndChangedUnderItsSlug() {
        String slug = offer(workspace);
        assertThat(api.post(
                                OFFERS,
                                Json.write(Map.of(
                                        "slug", slug,
                                        "name", "Longer checklist",
                                        "kind", "guide",
                                        "url", "https://files.example/longer.pdf")))
                        .statusCode())
                .isEqualTo(200);
        assertThat((List<?>) get(OFFERS).get("offers")).singleElement().satisfies(offer -> {
            assertThat(((Map<?, ?>) offer).get("name")).isEqualTo("Longer checklist");
            assertThat(((Map<?, ?>) offer).get("kind")).isEqualTo("guide");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"slug\":\"a b\"} | slug",
                "{\"slug\":\"x\",\"kind\":\"guide\",\"url\":\"https://a.example\"} | name",
                "{\"slug\":\"x\",\"name\":\"X\",\"url\":\"https://a.example\"} | kind",
                "{\"slug\":\"x\",\"name\":\"X\",\"kind\":\"guide\",\"url\":\"javascript:alert(1)\"} | url",
                "{\"slug\":\"x\",\"colour\":\"red\"} | colour",
            })
    void anOfferThatIsNoneIsRefused(String body, String field) {
        refused(api.post(OFFERS, body), field);
        assertThat((List<?>) get(OFFERS).get("offers")).isEmpty();
    }

    @Test
    void aFormHandsOutOnlyAnOfferThatThereIs() {
        refused(api.post(FORMS, Json.write(merged(json("audit-of-" + workspace), "offer", "no-such-offer"))), "offer");
        String slug = form(workspace, Map.of("offer", offer(workspace)));
        assertThat(get(FORMS + "/" + slug).get("offer")).isNotNull();
    }

    private static Map<String, Object> merged(Map<String, Object> json, String name, Object value) {
        Map<String, Object> all = new java.util.HashMap<>(json);
        all.put(name, value);
        return all;
    }

    @Test
    void formsOfAnotherWorkspaceAreNotListed() {
        form(workspace, Map.of());
        offer(workspace);
        Api stranger = api(workspace());
        assertThat(stranger.get(FORMS).body()).doesNotContain("15-point security audit");
        assertThat(stranger.get(OFFERS).body()).isEqualTo("{\"offers\":[]}");
    }
}
