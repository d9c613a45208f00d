package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.platform.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that looks like a bot's is lost: it is held with its reason until a user accepts it. */
class HeldSubmissionsTest extends FormTest {
    private static final Map<String, Object> CONSENT =
            Map.of("consent", Map.of("wording", "Send me news.", "double_opt_in", false));

    private HttpResponse<String> send(String way, String slug, Map<String, String> answers) {
        Browser visitor = browser();
        String page = way.equals("no_page") ? "forged" : page(open(visitor, "/f/" + slug));
        Map<String, String> all = new HashMap<>(answers);
        all.put("page", page);
        clock.forward(
                switch (way) {
                    case "too_fast" -> Duration.ofMillis(1_200);
                    case "old_page" -> Duration.ofHours(30);
                    default -> Duration.ofSeconds(40);
                });
        if (way.equals("honeypot")) {
            all.put("fax_number", "555");
        }
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return visitor.send(HttpRequest.newBuilder(URI.create(visitor.base() + "/f/" + slug))
                .header("User-Agent", way.equals("user_agent") ? "python-requests/2.32" : FIREFOX)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> held(int workspace, String slug) {
        HttpResponse<String> answer = api(workspace).get("/api/v1/forms/" + slug + "/held");
        assertThat(answer.statusCode()).isEqualTo(200);
        return (List<Map<String, Object>>) Json.object(answer.body()).get("submissions");
    }

    @ParameterizedTest
    @CsvSource({
        "user_agent, page",
        "honeypot, page",
        "too_fast, api",
        "no_page, page",
        "old_page, api",
        "user_agent, api"
    })
    void whatLooksAutomatedIsListedWithItsReasonAndIsALeadOnceAccepted(String way, String through) {
        int workspace = workspace();
        String slug = form(workspace, CONSENT);
        send(way, slug, Map.of("email", "Noor@Hale.example", "question", "Call me, it is down.", "consent", "yes"));
        Instant sent = clock.instant();

        assertThat(kinds(workspace)).doesNotContain("form_submitted", "consent_given");
        Map<String, Object> one = held(workspace, slug).getFirst();
        assertThat(one).containsEntry("reason", way).containsEntry("question", "Call me, it is down.");
        assertThat(owner(workspace).get("/forms/" + slug + "/held").body())
                .contains("Noor@Hale.example", "Call me, it is down.", "Work e-mail", "Not a bot");
        assertThat(owner(workspace).get("/forms").body()).contains("1 possible bot<");

        clock.forward(Duration.ofHours(3));
        String path = "/forms/" + slug + "/held/" + one.get("id") + "/acceptance";
        if (through.equals("api")) {
            assertThat(api(workspace).post("/api/v1" + path, "").statusCode()).isEqualTo(200);
            assertThat(api(workspace).post("/api/v1" + path, "").statusCode()).isEqualTo(404);
        } else {
            assertThat(owner(workspace).post(path, Map.of()).statusCode()).isIn(200, 302, 303);
        }
        Row submitted = only(workspace, "form_submitted");
        assertThat(submitted.human()).isTrue();
        assertThat(submitted.traits()).containsEntry("email", "noor@hale.example");
        assertThat(only(workspace, "consent_given").data()).containsEntry("wording", "Send me news.");
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT at FROM signal WHERE workspace_id = ? AND kind = 'form_submitted'")
                                .param(workspace)
                                .query(Timestamp.class)
                                .single()
                                .toInstant()))
                .isBetween(sent.minusSeconds(5), sent);
        assertThat(held(workspace, slug)).isEmpty();
        assertThat(api(workspace).get("/api/v1/forms").body()).contains("\"leads\":1");
    }

    @Test
    void whoDidNotAgreeIsRecordedAsHavingDeclined() {
        int workspace = workspace();
        String slug = form(workspace, CONSENT);
        send("honeypot", slug, Map.of("email", "lee@one.example"));
        String id = held(workspace, slug).getFirst().get("id").toString();
        api(workspace).post("/api/v1/forms/" + slug + "/held/" + id + "/acceptance", "");
        assertThat(only(workspace, "consent_declined").human()).isTrue();
        assertThat(kinds(workspace)).doesNotContain("consent_given");
    }

    @Test
    void whoSendsItAgainByHandIsNotListed() {
        int workspace = workspace();
        String slug = form(workspace, Map.of());
        Browser visitor = browser();
        String page = page(open(visitor, "/f/" + slug));
        HttpResponse<String> again = send(visitor, slug, page, Map.of("email", "lee@one.example"));
        assertThat(held(workspace, slug)).hasSize(1);
        send(visitor, slug, page, Map.of("email", "other@one.example"));

        clock.forward(Duration.ofSeconds(9));
        assertThat(send(visitor, slug, page(again), Map.of("email", "lee@one.example"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(held(workspace, slug))
                .singleElement()
                .satisfies(one -> assertThat(one).containsEntry("email", "other@one.example"));
    }

    @Test
    void aSubmissionThatAWebsiteReportsForABotIsListedToo() {
        int workspace = workspace();
        String slug = form(workspace, Map.of());
        HttpResponse<String> reported = api(workspace)
                .post(
                        "/v1/track",
                        Json.write(Map.of(
                                "event",
                                "form_submitted",
                                "userId",
                                "crm-7",
                                "properties",
                                Map.of("form", slug),
                                "context",
                                Map.of(
                                        "userAgent",
                                        "Googlebot/2.1 (+http://www.google.com/bot.html)",
                                        "traits",
                                        Map.of("email", "mo@two.example")))));
        assertThat(reported.statusCode()).as(reported.body()).isEqualTo(200);

        Map<String, Object> one = held(workspace, slug).getFirst();
        assertThat(api(workspace)
                        .post("/api/v1/forms/" + slug + "/held/" + one.get("id") + "/acceptance", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(log(workspace).stream().filter(row -> row.kind().equals("form_submitted")))
                .extracting(Row::human)
                .containsExactlyInAnyOrder(false, true);
        assertThat(log(workspace))
                .extracting(Row::person)
                .containsOnly(log(workspace).getFirst().person());
    }

    @Test
    void aDeletedSubmissionAndOneOfAnErasedPersonAreGone() {
        int workspace = workspace();
        String slug = form(workspace, Map.of());
        send("honeypot", slug, Map.of("email", "spam@junk.example"));
        send("too_fast", slug, Map.of("email", "Mo@two.example"));
        assertThat(held(workspace, slug)).hasSize(2);
        String spam = held(workspace, slug).get(1).get("id").toString();
        assertThat(api(workspace)
                        .delete("/api/v1/forms/" + slug + "/held/" + spam)
                        .statusCode())
                .isEqualTo(204);
        assertThat(held(workspace, slug)).hasSize(1);

        send("by hand", slug, Map.of("email", "mo@two.example", "role", "CTO"));
        long person = only(workspace, "form_submitted").person();
        assertThat(api(workspace).delete("/api/v1/people/" + person).statusCode())
                .isIn(200, 204);
        assertThat(held(workspace, slug)).isEmpty();
    }
}
