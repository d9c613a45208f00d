package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.sluice.Chromium;
import dev.sluice.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tracking script on a made-up shop's pages, in a real browser; what it sends is caught on its way. */
class ScriptInBrowserTest {
    private static Chromium opened;
    private static Browser browser;
    private BrowserContext context;
    private final List<Map<String, Object>> sent = new ArrayList<>();
    private int status = 200;

    @BeforeAll
    static void openBrowser() {
        opened = Chromium.open();
        browser = opened.browser();
    }

    @AfterAll
    static void closeBrowser() {
        if (opened != null) {
            opened.close();
        }
    }

    @BeforeEach
    void shop() {
        context = browser.newContext();
    }

    @AfterEach
    void leave() {
        context.close();
    }

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

    private List<Map<String, Object>> events(String name) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> batch : List.copyOf(sent)) {
            for (Object message : (List<?>) batch.get("batch")) {
                Map<String, Object> fields = Json.object(Json.write(message));
                if (name.equals(fields.get("event"))) {
                    found.add(fields);
                }
            }
        }
        return found;
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

    private Page open(String attributes, String url) {
        context.route("https://shop.example/**", route -> fulfill(route, "text/html", """
                <!doctype html><title>Shop</title>
                <form onsubmit="return false"><input name="email" value="ada@brightwater.example" data-sluice-identify>
                <input name="c" value="Brightwater" data-sluice-identify="company">
                <input type="password" name="p" value="hunter2" data-sluice-identify></form>
                <script src="https://sluice.example/sluice.js" data-key="key-1" %s defer></script>""".formatted(attributes)));
        context.route("https://sluice.example/sluice.js", route -> fulfill(route, "text/javascript", script()));
        context.route("https://sluice.example/v1/batch", route -> {
            sent.add(Json.object(route.request().postData()));
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(status)
                    .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                    .setBody("{}"));
        });
        Page page = context.newPage();
        page.navigate(url);
        return page;
    }

    /** Waits for the next message of that type or event. */
    private Map<String, Object> next(Page page, String what) {
        for (int i = 0; i < 100; i++) {
            for (Map<String, Object> batch : List.copyOf(sent)) {
                for (Object message : (List<?>) batch.get("batch")) {
                    Map<String, Object> found = Json.object(Json.write(message));
                    if (what.equals(found.get("event")) || what.equals(found.get("type"))) {
                        return found;
                    }
                }
            }
            page.waitForTimeout(100); // lets the browser's own events come in
        }
        throw new AssertionError("nothing of the kind " + what + " was sent; sent were " + sent);
    }

    private static String text(Map<?, ?> message, String... path) {
        Object value = message;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return String.valueOf(value);
    }

    private static void fulfill(Route route, String type, String body) {
        route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(body));
    }

    private static String script() {
        try {
            return Files.readString(Path.of("src/main/resources/script/sluice.js"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
