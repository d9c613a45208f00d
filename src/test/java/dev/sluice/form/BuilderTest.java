package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.platform.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuilderTest extends FormTest {
    private static final Map<String, String> AUDIT = Map.of(
            "name", "Security audit",
            "headline", "15-point audit",
            "field-0-trait", "email",
            "field-0-label", "Work e-mail",
            "field-0-required", "yes",
            "field-1-trait", "role",
            "field-1-label", "Your role");

    @Test
    void a_form_made_in_the_builder_is_open_to_visitors_at_once() {
        Browser olga = owner(workspace());

        var made = olga.post("/forms", with(AUDIT, "slug", "built-audit"));

        assertThat(made.statusCode()).isBetween(300, 303);
        assertThat(open(browser(), "/f/built-audit").body())
                .contains("15-point audit")
                .contains("Your role");
        assertThat(olga.get("/forms").body()).contains("Security audit").contains("/f/built-audit");
        assertThat(olga.get("/forms/built-audit").body())
                .contains("embed/form.js")
                .contains("data-form=\"built-audit\"");
    }

    @Test
    void fields_move_by_buttons_and_nothing_is_saved_by_it() {
        int workspace = workspace();
        Browser olga = owner(workspace);

        String moved = olga.post("/forms/draft", with(with(AUDIT, "known", ""), "do", "up-1"))
                .body();
        String removed = olga.post("/forms/draft", with(with(AUDIT, "known", ""), "do", "remove-1"))
                .body();
        String added = olga.post("/forms/draft", with(with(AUDIT, "known", ""), "do", "add-own"))
                .body();

        assertThat(moved)
                .containsSubsequence("name=\"field-0-trait\" value=\"role\"", "name=\"field-1-trait\" value=\"email\"");
        assertThat(removed).doesNotContain("name=\"field-1-trait\"");
        assertThat(added).contains("value=\"answer_1\"");
        assertThat(api(workspace).get("/api/v1/forms").body()).contains("\"forms\":[]");
    }

    @Test
    void a_refused_form_says_why_and_keeps_what_was_written() {
        Browser olga = owner(workspace());

        var refused =
                olga.post("/forms", with(with(AUDIT, "slug", "Not a slug!"), "redirect", "http://brightwater.example"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Security audit")
                .contains("Not a slug!")
                .contains("15-point audit");
        assertThat(olga.post("/forms", with(with(AUDIT, "slug", "fine"), "redirect", "http://brightwater.example"))
                        .body())
                .contains("begins with https://")
                .contains("value=\"http://brightwater.example\"");
    }

    @Test
    void wanting_many_fields_is_recorded_with_the_form_and_in_the_audit_log() {
        int workspace = workspace();
        Browser olga = owner(workspace);
        Map<String, String> many = new HashMap<>(with(AUDIT, "slug", "many-fields"));
        for (int i = 2; i < 6; i++) {
            many.put("field-" + i + "-trait", "answer_" + i);
            many.put("field-" + i + "-label", "Question " + i);
        }

        assertThat(olga.post("/forms", many).statusCode()).isEqualTo(422);
        many.put("many_fields_accepted", "yes");
        assertThat(olga.post("/forms", many).statusCode()).isBetween(300, 303);

        assertThat(api(workspace).get("/api/v1/forms/many-fields").body()).contains("\"many_fields_accepted\":true");
        assertThat(audit(workspace))
                .contains("form made many-fields {\"fields\": 6, \"overruled\": \"more than 4 fields\"}");
    }

    @Test
    void closing_and_opening_a_form_is_audited() {
        int workspace = workspace();
        Browser olga = owner(workspace);
        String slug = form(workspace, Map.of());

        olga.post("/forms/" + slug + "/closure", Map.of());
        assertThat(open(browser(), "/f/" + slug).statusCode()).isEqualTo(404);
        olga.post("/forms/" + slug + "/opening", Map.of());
        assertThat(open(browser(), "/f/" + slug).statusCode()).isEqualTo(200);

        assertThat(audit(workspace)).contains("form closed " + slug + " {}", "form opened " + slug + " {}");
    }

    @Test
    void an_address_is_taken_once_for_all_workspaces() {
        form(workspace(), Map.of("slug", "taken-audit"));

        var second = api(workspace())
                .post(
                        "/api/v1/forms",
                        Json.write(Map.of(
                                "slug",
                                "taken-audit",
                                "name",
                                "Mine",
                                "headline",
                                "Mine",
                                "fields",
                                List.of(field("email", "E-mail", true)))));

        assertThat(second.statusCode()).isBetween(400, 422);
        assertThat(second.body()).contains("slug").contains("taken");
    }

    @Test
    void a_member_looks_and_does_not_change() {
        int workspace = workspace();
        String slug = form(workspace, Map.of());
        Browser mia = user(workspace, "member");

        assertThat(mia.get("/forms/" + slug).statusCode()).isEqualTo(200);
        assertThat(mia.post("/forms/" + slug, AUDIT).statusCode()).isEqualTo(403);
        assertThat(mia.get("/forms/new").statusCode()).isEqualTo(403);
    }

    @Test
    void a_foreign_workspaces_form_is_not_there() {
        String slug = form(workspace(), Map.of());
        Browser stranger = owner(workspace());

        assertThat(stranger.get("/forms/" + slug).statusCode()).isEqualTo(404);
        assertThat(stranger.post("/forms/" + slug, AUDIT).statusCode()).isEqualTo(404);
        assertThat(stranger.post("/forms/" + slug + "/closure", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(open(browser(), "/f/" + slug).statusCode()).isEqualTo(200);
    }

    @Test
    void the_api_names_unknown_fields_and_changes_only_what_is_said() {
        int workspace = workspace();
        String slug = form(workspace, Map.of("accent", "teal"));

        var unknown = api(workspace).patch("/api/v1/forms/" + slug, "{\"colour\": \"red\"}");
        var changed = api(workspace).patch("/api/v1/forms/" + slug, "{\"headline\": \"New words\"}");

        assertThat(unknown.statusCode()).isBetween(400, 422);
        assertThat(unknown.body()).contains("colour");
        assertThat(changed.body()).contains("New words").contains("\"accent\":\"teal\"");
        assertThat(api(workspace, "forms:read")
                        .patch("/api/v1/forms/" + slug, "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_form_and_its_offer_show_how_far_their_visitors_came() {
        int workspace = workspace();
        Browser olga = owner(workspace);
        String offer = offer(workspace);
        String slug = form(workspace, Map.of("offer", offer));
        open(browser(), "/f/" + slug);
        open(browser(), "/f/" + slug);
        fill(browser(), slug, Map.of("email", "ada@brightwater.example"));
        fill(browser(), slug, Map.of("email", "ADA@brightwater.example", "role", "CFO"));

        assertThat(api(workspace).get("/api/v1/forms").body())
                .contains("\"viewed\":4", "\"started\":2", "\"leads\":1", "\"downloaded\":0");
        assertThat(olga.get("/forms").body()).contains("1 of 4");
        assertThat(olga.get("/forms/offers").body()).contains("1 of 4").contains("Security checklist");
    }

    @Test
    void what_a_form_says_is_shown_as_text_everywhere() {
        int workspace = workspace();
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        String slug =
                form(workspace, Map.of("name", evil, "headline", evil, "text", evil, "button", "<b>", "problem", evil));
        Browser olga = owner(workspace);

        for (String body : List.of(
                open(browser(), "/f/" + slug).body(),
                olga.get("/forms").body(),
                olga.get("/forms/" + slug).body(),
                olga.get("/sources").body())) {
            assertThat(body).doesNotContain("<script>alert").doesNotContain("<img src=x");
        }
    }

    private List<String> audit(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT what || ' ' || about || ' ' || details::text FROM audit_entry WHERE workspace_id = ?")
                        .param(workspace)
                        .query(String.class)
                        .list());
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> all = new HashMap<>(form);
        all.put(name, value);
        return all;
    }
}
