package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tracking script on a made-up shop's pages, in a real browser; what it sends is caught on its way. */
class ScriptInBrowserTest extends ScriptCase {
    @Test
    void a_page_view_carries_key_visitor_campaign_and_first_awareness() {
        Page page = open("", "https://shop.example/pricing?utm_source=news&utm_campaign=spring");

        Map<String, Object> view = next(page, "page");

        assertThat(sent.getFirst()).containsEntry("writeKey", "key-1");
        assertThat(text(view, "properties", "path")).isEqualTo("/pricing");
        assertThat(text(view, "context", "campaign", "source")).isEqualTo("news");
        assertThat(text(view, "context", "campaign", "name")).isEqualTo("spring");
        assertThat(text(view, "context", "first", "url")).contains("utm_source=news");
        assertThat(text(view, "anonymousId")).isNotEmpty();
        assertThat(text(view, "messageId")).isNotEmpty();
    }

    @Test
    void the_first_touch_and_the_visitor_stay_the_same_from_page_to_page() {
        Page page = open("", "https://shop.example/?utm_source=news");
        Map<String, Object> first = next(page, "page");
        sent.clear();

        page.navigate("https://shop.example/pricing");
        Map<String, Object> second = next(page, "page");

        assertThat(text(second, "context", "first", "campaign", "source")).isEqualTo("news");
        assertThat(text(second, "anonymousId")).isEqualTo(text(first, "anonymousId"));
    }

    @Test
    void leaving_a_page_says_how_long_it_was_looked_at() {
        Page page = open("", "https://shop.example/pricing");
        next(page, "page");
        page.waitForTimeout(1_300);

        page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden'});"
                + " document.dispatchEvent(new Event('visibilitychange'))");

        Map<String, Object> left = next(page, "page_left");
        assertThat(text(left, "properties", "path")).isEqualTo("/pricing");
        assertThat(Integer.parseInt(text(left, "properties", "seconds"))).isBetween(1, 30);
    }

    @Test
    void each_half_minute_of_looking_at_a_page_is_reported_and_time_in_the_background_is_not() {
        Page page = openAt("2026-03-02T10:00:00Z");

        page.clock().runFor(29_000);
        show(page, false);
        page.clock().runFor(600_000);
        show(page, true);
        page.clock().runFor(61_500);

        assertThat(sentSoFar(page, "page_time"))
                .allSatisfy(message -> {
                    assertThat(text(message, "properties", "path")).isEqualTo("/pricing");
                    assertThat(text(message, "properties", "seconds")).isEqualTo("30");
                })
                .extracting(message -> Instant.parse(text(message, "timestamp")))
                .containsExactly(
                        Instant.parse("2026-03-02T10:10:30Z"),
                        Instant.parse("2026-03-02T10:11:00Z"),
                        Instant.parse("2026-03-02T10:11:30Z"));
    }

    @Test
    void a_page_that_is_left_open_reports_five_minutes_at_most() {
        Page page = openAt("2026-03-02T10:00:00Z");

        page.clock().runFor(3_600_000);

        assertThat(sentSoFar(page, "page_time"))
                .extracting(message -> Instant.parse(text(message, "timestamp")))
                .hasSize(10)
                .last()
                .isEqualTo(Instant.parse("2026-03-02T10:05:00Z"));
    }

    /** Opens the price page at that instant of a clock that only the test moves. */
    private Page openAt(String instant) {
        context.clock()
                .install(new Clock.InstallOptions()
                        .setTime(Instant.parse(instant).minusSeconds(60).toString()));
        context.clock().pauseAt(instant);
        return open("", "https://shop.example/pricing");
    }

    /** All events of that name that the page has sent, once one recorded after them has arrived. */
    private List<Map<String, Object>> sentSoFar(Page page, String name) {
        page.evaluate("sluice.track('last')");
        page.clock().runFor(400);
        next(page, "last");
        return events(name);
    }

    private static void show(Page page, boolean visible) {
        page.evaluate(
                "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                visible ? "visible" : "hidden");
    }

    @Test
    void a_page_that_changes_its_address_by_script_is_viewed_anew() {
        Page page = open("", "https://shop.example/");
        next(page, "page");
        sent.clear();

        page.evaluate("history.pushState({}, '', '/features')");

        assertThat(text(next(page, "page"), "properties", "path")).isEqualTo("/features");
    }

    @Test
    void identify_and_track_go_out_with_the_user() {
        Page page = open("", "https://shop.example/");
        page.evaluate(
                "sluice.identify('u7', {email: 'ada@brightwater.example'}); sluice.track('Demo Requested', {plan: 'pro'})");

        assertThat(text(next(page, "identify"), "traits", "email")).isEqualTo("ada@brightwater.example");
        Map<String, Object> demo = next(page, "Demo Requested");
        assertThat(text(demo, "userId")).isEqualTo("u7");
        assertThat(text(demo, "properties", "plan")).isEqualTo("pro");
    }

    @Test
    void marked_fields_of_the_shops_own_form_identify_and_passwords_never_do() {
        Page page = open("", "https://shop.example/");
        page.evaluate("document.querySelector('form').requestSubmit()");

        Map<String, Object> told = next(page, "identify");

        assertThat(text(told, "traits", "email")).isEqualTo("ada@brightwater.example");
        assertThat(text(told, "traits", "company")).isEqualTo("Brightwater");
        assertThat(told.toString()).doesNotContain("hunter2");
    }

    @Test
    void where_consent_is_required_nothing_is_kept_or_sent_before_it() {
        Page page = open("data-consent=\"required\"", "https://shop.example/pricing");
        page.waitForTimeout(800);
        assertThat(sent).isEmpty();
        assertThat(page.evaluate("localStorage.length + document.cookie.length"))
                .isEqualTo(0);

        page.evaluate("sluice.consent(true)");

        assertThat(text(next(page, "page"), "properties", "path")).isEqualTo("/pricing");
        page.evaluate("sluice.consent(false)");
        assertThat(page.evaluate("localStorage.getItem('sluice.visitor')")).isNull();
    }

    @Test
    void a_browser_that_says_global_privacy_control_is_left_alone() {
        context.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})");
        Page page = open("", "https://shop.example/pricing");

        page.evaluate("sluice.identify({email: 'ada@brightwater.example'}); sluice.track('x'); sluice.consent(true)");
        page.waitForTimeout(800);

        assertThat(sent).isEmpty();
        assertThat(page.evaluate("localStorage.length + document.cookie.length"))
                .isEqualTo(0);
        assertThat(page.evaluate("sluice.visitor()")).isNull();
    }

    @Test
    void what_could_not_be_delivered_is_sent_again_under_the_same_id() {
        status = 503;
        Page page = open("", "https://shop.example/");
        Map<String, Object> first = next(page, "page");
        status = 200;
        sent.clear();

        Map<String, Object> again = next(page, "page");

        assertThat(text(again, "messageId")).isEqualTo(text(first, "messageId"));
        assertThat(text(again, "timestamp")).isEqualTo(text(first, "timestamp"));
    }
}
