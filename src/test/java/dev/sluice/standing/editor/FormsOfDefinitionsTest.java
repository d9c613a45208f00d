package dev.sluice.standing.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A definition is checked against the forms that its workspace has, not against its own word. */
class FormsOfDefinitionsTest extends SluiceTest {
    private static final String TEXT = FunnelTemplate.STARTER
            .yaml()
            .replace("funnel: leads", "funnel: mine")
            .replaceAll("(?m)^ +#.*\n", "");
    private int workspace;
    private Api api;
    private String slug;

    @BeforeEach
    void begin() {
        workspace = workspace();
        api = api(workspace);
        slug = "talk-" + workspace;
    }

    @Test
    void aFormThatIsNotThereIsAnErrorWhereverItIsNamed() {
        assertThat(errors(TEXT.replace("slug: contact", "slug: somewhere")))
                .singleElement()
                .asString()
                .contains("no open form somewhere");
        assertThat(errors(named("form/nowhere"))).singleElement().asString().contains("no open form nowhere");
    }

    @Test
    void formsThatAreOnlyNamedAreNoCaptureSources() {
        assertThat(errors(named("form/one, form/two").replace("script, ", "").replace(", import", "")))
                .anySatisfy(error -> assertThat(error).contains("fewer than two capture sources"));
    }

    @Test
    void aFormThatAsksTooLittleForTheGateIsAnErrorAndOneThatAsksEnoughIsNot() {
        form("email", "name", "phone");
        assertThat(errors(named("form/" + slug)))
                .singleElement()
                .asString()
                .contains(
                        "no form of this workspace can bring a lead into mql", "form/" + slug + " gives fit 0 at most");

        slug = "more-" + workspace;
        form("email", "company_size");
        assertThat(errors(named("form/" + slug))).isEmpty();
    }

    @Test
    void aFunnelWhoseLeadsComeByNoFormNeedsNoneThatScores() {
        form("email");
        assertThat(errors(named("api"))).isEmpty();
    }

    @Test
    void aFormThatIsClosedLaterKeepsNoOneFromChangingTheFunnel() {
        form("email", "company_size");
        String text = named("form/" + slug);
        assertThat(put(text, "?activate=true").statusCode()).isEqualTo(201);
        await().until(() -> api.get("/api/v1/funnels").body().contains("\"name\":\"mine\",\"version\":1"));

        assertThat(owner(workspace)
                        .post("/forms/" + slug + "/closure", Map.of())
                        .statusCode())
                .isLessThan(400);

        HttpResponse<String> changed = put(text.replace("half_life: 14d", "half_life: 7d"), "");
        assertThat(changed.statusCode()).isEqualTo(201);
        assertThat(changed.body()).contains("no open form " + slug);
    }

    @Test
    void noFirstTouchAndNoFollowUpAreWarnedAbout() {
        form("email", "company_size");
        String text = named("form/" + slug);
        String silent = text.substring(0, text.indexOf("response:")) + text.substring(text.indexOf("pipelines:"));

        HttpResponse<String> kept = put(silent, "");

        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(kept.body()).contains("no first touch", "no follow-up");
        assertThat(put(text.replace("half_life: 14d", "half_life: 8d"), "").body())
                .doesNotContain("no first touch")
                .doesNotContain("no follow-up");
    }

    private static String named(String source) {
        int forms = TEXT.indexOf("forms:");
        String without = TEXT.substring(0, forms) + TEXT.substring(TEXT.indexOf("stages:", forms));
        return without.replace("form/contact", source);
    }

    private List<String> errors(String text) {
        List<String> errors = new ArrayList<>();
        if (Json.object(put(text, "").body()).get("errors") instanceof List<?> problems) {
            for (Object problem : problems) {
                if (problem instanceof Map<?, ?> one && "error".equals(one.get("severity"))) {
                    errors.add(String.valueOf(one.get("what")));
                }
            }
        }
        return errors;
    }

    private HttpResponse<String> put(String text, String query) {
        return api.put("/api/v1/funnels/mine" + query, "application/yaml", text);
    }

    private void form(String... traits) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (String trait : traits) {
            fields.add(Map.of("trait", trait, "label", trait, "required", true));
        }
        HttpResponse<String> made = api.post(
                "/api/v1/forms", Json.write(Map.of("slug", slug, "name", slug, "headline", "Hello", "fields", fields)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
}
