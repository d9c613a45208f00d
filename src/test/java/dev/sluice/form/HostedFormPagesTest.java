package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostedFormPagesTest extends FormTest {
    private static final Map<String, String> ADA = Map.of(
            "email", "Ada@Brightwater.example", "role", "CFO", "company_size", "1,200", "question", "An outage.");

    @Test
    void a_filled_form_becomes_signals_of_one_person_and_leads_to_the_thank_you_page() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of("thanks", "We write today."));

        HttpResponse<String> sent = fill(ada, slug, ADA);

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(open(ada, location(sent)).body()).contains("We write today.");
        assertThat(kinds(workspace)).containsExactly("form_viewed", "form_submitted");
        Row submitted = only(workspace, "form_submitted");
        assertThat(submitted.subject()).isEqualTo(slug);
        assertThat(submitted.human()).isTrue();
        assertThat(submitted.traits())
                .containsEntry("email", "Ada@Brightwater.example")
                .containsEntry("role", "CFO")
                .containsEntry("company_size", 1_200.0);
        assertThat(submitted.data()).containsEntry("question", "An outage.");
        assertThat(submitted.person()).isEqualTo(only(workspace, "form_viewed").person());
    }

    @Test
    void the_offer_counts_as_downloaded_only_when_it_is_fetched() {
        int workspace = workspace();
        Browser ada = browser();
        String offer = offer(workspace);
        String slug = form(workspace, Map.of("offer", offer));
        HttpResponse<String> thanks = open(ada, location(fill(ada, slug, ADA)));
        assertThat(kinds(workspace)).doesNotContain("asset_downloaded");

        String link = thanks.body().replaceAll("(?s).*href=\"(/f/[^\"]+/asset[^\"]+)\".*", "$1");
        HttpResponse<String> fetched = open(ada, link);
        open(ada, link);

        assertThat(fetched.statusCode()).isEqualTo(303);
        assertThat(location(fetched)).isEqualTo("https://files.example/checklist.pdf?v=2");
        Row download = only(workspace, "asset_downloaded");
        assertThat(download.subject()).isEqualTo(offer);
        assertThat(download.person())
                .isEqualTo(only(workspace, "form_submitted").person());
    }

    @Test
    void a_forged_or_borrowed_link_to_the_offer_leads_nowhere() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of("offer", offer(workspace)));
        String other = form(workspace, Map.of("offer", offer(workspace)));
        String right = location(fill(ada, slug, ADA)).replaceAll(".*t=", "");

        for (String wrong : List.of("", "x.y", right.substring(1), right.substring(0, right.length() - 4))) {
            assertThat(open(ada, "/f/" + slug + "/asset?t=" + wrong).statusCode())
                    .isEqualTo(404);
        }
        assertThat(open(ada, "/f/" + other + "/asset?t=" + right).statusCode()).isEqualTo(404);
        assertThat(kinds(workspace)).doesNotContain("asset_downloaded");
    }

    @Test
    void a_double_click_is_one_submission_and_a_corrected_answer_is_another() throws Exception {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(ada, "/f/" + slug));
        clock.forward(Duration.ofSeconds(20));

        try (ExecutorService clicks = Executors.newFixedThreadPool(8)) {
            Callable<Integer> click = () -> send(browser(), slug, page, ADA).statusCode();
            for (var answer :
                    clicks.invokeAll(IntStream.range(0, 8).mapToObj(i -> click).toList())) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(kinds(workspace)).containsExactly("form_viewed", "form_submitted");

        Map<String, String> mended = new HashMap<>(ADA);
        mended.put("role", "COO");
        assertThat(send(ada, slug, page, mended).statusCode()).isEqualTo(303);
        assertThat(kinds(workspace)).containsExactly("form_viewed", "form_submitted", "form_submitted");
    }

    @Test
    void one_page_cannot_be_sent_again_and_again_with_new_answers() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(ada, "/f/" + slug));
        clock.forward(Duration.ofSeconds(20));

        List<Integer> answers = IntStream.range(0, 7)
                .mapToObj(i -> send(ada, slug, page, Map.of("email", "victim" + i + "@example.com"))
                        .statusCode())
                .toList();

        assertThat(answers).containsExactly(303, 303, 303, 303, 303, 422, 422);
    }

    @Test
    void fields_that_the_form_does_not_ask_are_ignored() {
        int workspace = workspace();
        Map<String, String> more = new HashMap<>(ADA);
        more.putAll(Map.of(
                "workspaceId", "1", "score", "100", "ownerId", "7", "phone", "+44 20 7946 0018", "consent", "yes"));

        fill(browser(), form(workspace, Map.of()), more);

        assertThat(only(workspace, "form_submitted").traits()).containsOnlyKeys("email", "role", "company_size");
        assertThat(kinds(workspace)).doesNotContain("consent_given");
    }

    @Test
    void faults_name_field_and_remedy_keep_what_was_typed_and_write_nothing() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(ada, "/f/" + slug));
        clock.forward(Duration.ofSeconds(20));

        HttpResponse<String> refused =
                send(ada, slug, page, Map.of("email", "ada(at)example", "role", "<b>CFO</b>", "company_size", "many"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("This is no e-mail address; it should look like name@company.com.")
                .as("an optional number may be a word")
                .doesNotContain("This is no number")
                .contains("value=\"ada(at)example\"")
                .contains("value=\"&lt;b>CFO&lt;/b>\"")
                .contains("aria-invalid=\"true\"");
        assertThat(kinds(workspace)).containsExactly("form_viewed");
        assertThat(send(ada, slug, page(refused), ADA).statusCode()).isEqualTo(303);
    }

    @Test
    void a_page_sent_too_fast_too_late_forged_or_with_the_trap_filled_is_shown_again_with_its_answers() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String other = form(workspace, Map.of());

        String page = page(open(ada, "/f/" + slug));
        shownAgain(send(ada, slug, page, ADA));
        shownAgain(send(ada, slug, "forged." + page, ADA));
        shownAgain(send(ada, slug, "", ADA));
        clock.forward(Duration.ofSeconds(20));
        Map<String, String> trapped = new HashMap<>(ADA);
        trapped.put("fax_number", "1");
        shownAgain(send(ada, slug, page, trapped));
        shownAgain(send(ada, other, page, ADA));
        clock.forward(Duration.ofHours(25));
        HttpResponse<String> late = send(ada, slug, page, ADA);
        shownAgain(late);
        assertThat(kinds(workspace)).containsExactly("form_viewed");

        clock.forward(Duration.ofSeconds(5));
        assertThat(send(ada, slug, page(late), ADA).statusCode()).isEqualTo(303);
    }

    private static void shownAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"").contains("value=\"Ada@Brightwater.example\"");
    }

    @Test
    void a_closed_form_shows_nothing_and_takes_nothing() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(ada, "/f/" + slug));
        clock.forward(Duration.ofSeconds(20));
        api(workspace).patch("/api/v1/forms/" + slug, "{\"enabled\": false}");

        assertThat(open(ada, "/f/" + slug).statusCode()).isEqualTo(404);
        assertThat(send(ada, slug, page, ADA).statusCode()).isEqualTo(404);
        assertThat(send(ada, slug, page, ADA).body()).contains("This form is closed");
        assertThat(kinds(workspace)).containsExactly("form_viewed");
        assertThat(open(ada, "/f/no-such-form").statusCode()).isEqualTo(404);
        assertThat(open(ada, "/f/%2e%2e%00").statusCode()).isBetween(400, 499);
    }

    @Test
    void consent_is_recorded_with_its_wording_and_only_when_ticked() {
        int workspace = workspace();
        String slug = form(
                workspace, Map.of("consent", Map.of("wording", "You may write to me <monthly>.", "required", true)));

        HttpResponse<String> without = fill(browser(), slug, ADA);
        Map<String, String> with = new HashMap<>(ADA);
        with.put("consent", "yes");
        HttpResponse<String> ticked = fill(browser(), slug, with);

        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(ticked.statusCode()).isEqualTo(303);
        Row consent = only(workspace, "consent_given");
        assertThat(consent.subject()).isEqualTo("marketing");
        assertThat(consent.data()).containsEntry("wording", "You may write to me <monthly>.");
    }

    @Test
    void campaign_and_referrer_of_the_first_look_stay_with_the_submission() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(
                ada,
                "/f/" + slug + "?utm_source=newsletter&utm_campaign=spring",
                "Referer",
                "https://news.example/story"));
        clock.forward(Duration.ofSeconds(20));

        send(ada, slug, page, ADA);

        for (String kind : List.of("form_viewed", "form_submitted")) {
            assertThat(only(workspace, kind).data())
                    .containsEntry("utm_source", "newsletter")
                    .containsEntry("utm_campaign", "spring")
                    .containsEntry("referrer", "https://news.example/story");
        }
    }

    @Test
    void the_browser_is_remembered_only_as_far_as_the_form_and_the_visitor_allow() {
        int workspace = workspace();
        String consented = form(workspace, Map.of("consent", Map.of("wording", "Write to me.", "required", false)));
        String always = form(workspace, Map.of("remember", "always"));
        String never = form(workspace, Map.of("remember", "never"));

        assertThat(open(browser(), "/f/" + consented).headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(fill(browser(), consented, ADA).headers().firstValue("Set-Cookie"))
                .isEmpty();
        Map<String, String> ticked = new HashMap<>(ADA);
        ticked.put("consent", "yes");
        assertThat(fill(browser(), consented, ticked)
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElse(""))
                .startsWith("sluice_visitor=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(open(browser(), "/f/" + always).headers().firstValue("Set-Cookie"))
                .isPresent();
        assertThat(open(browser(), "/f/" + always, "Sec-GPC", "1").headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(fill(browser(), never, ADA).headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void a_remembered_visitor_stays_one_person_from_form_to_form() {
        int workspace = workspace();
        Browser ada = browser();
        String first = form(workspace, Map.of("remember", "always"));
        String second = form(workspace, Map.of("remember", "always"));

        open(ada, "/f/" + first);
        fill(ada, second, ADA);

        assertThat(log(workspace))
                .extracting(Row::person)
                .containsOnly(only(workspace, "form_submitted").person());
    }

    @Test
    void the_form_stands_in_foreign_frames_only_when_asked_to() {
        String slug = form(workspace(), Map.of());

        HttpResponse<String> alone = open(browser(), "/f/" + slug);
        HttpResponse<String> embedded = open(browser(), "/f/" + slug + "?embed=1&visitor=11111111-2222");

        assertThat(alone.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(embedded.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors *");
        assertThat(embedded.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(embedded.body()).contains("?embed=1");
    }

    @Test
    void after_sending_a_visitor_is_led_on_only_to_the_stored_https_address() {
        int workspace = workspace();
        String slug = form(workspace, Map.of("redirect", "https://brightwater.example/welcome?from=form"));
        Map<String, String> evil = new HashMap<>(ADA);
        evil.put("redirect", "https://evil.example");

        assertThat(location(fill(browser(), slug, evil))).isEqualTo("https://brightwater.example/welcome?from=form");
    }

    @Test
    void a_flood_from_one_address_is_asked_to_wait_and_keeps_what_was_typed() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(ada, "/f/" + slug));
        clock.forward(Duration.ofSeconds(20));

        HttpResponse<String> last = null;
        for (int i = 0; i < 31; i++) {
            last = send(ada, slug, page, ADA);
        }

        assertThat(last).isNotNull();
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(last.body())
                .contains("name=\"email\" value=\"Ada@Brightwater.example\"")
                .contains("Send again");
        assertThat(kinds(workspace)).containsExactly("form_viewed", "form_submitted");
    }

    @Test
    void machines_are_kept_in_the_log_and_are_no_visitors() {
        int workspace = workspace();
        String slug = form(workspace, Map.of());

        open(
                browser(),
                "/f/" + slug,
                "User-Agent",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
        open(browser(), "/f/" + slug, "Sec-Purpose", "prefetch");

        assertThat(log(workspace)).hasSize(2).noneMatch(Row::human);
        assertThat(api(workspace).get("/api/v1/forms").body()).contains("\"viewed\":0");
    }

    @Test
    void the_first_touch_of_a_field_is_recorded_once() {
        int workspace = workspace();
        Browser ada = browser();
        String slug = form(workspace, Map.of());
        String page = page(open(ada, "/f/" + slug));

        for (String sealed : List.of(page, page, "forged")) {
            HttpResponse<String> answer =
                    ada.send(HttpRequest.newBuilder(URI.create(ada.base() + "/f/" + slug + "/started"))
                            .header("User-Agent", FIREFOX)
                            .header("Content-Type", "text/plain")
                            .POST(BodyPublishers.ofString(sealed)));
            assertThat(answer.statusCode()).isEqualTo(204);
        }

        assertThat(kinds(workspace)).containsExactly("form_viewed", "form_started");
    }
}
