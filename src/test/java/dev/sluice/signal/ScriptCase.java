package dev.sluice.signal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.sluice.Chromium;
import dev.sluice.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A made-up shop's pages with the tracking script, in a real browser; what it sends is caught on its way. */
abstract class ScriptCase {
    /** The shop has two hosts, and another shop has the next one. */
    private static final Pattern SHOP = Pattern.compile("https://(.*\\.)?(shop|shop-two)\\.(example|co\\.uk)/.*");

    private static Chromium opened;
    private static Browser browser;
    BrowserContext context;
    final List<Map<String, Object>> sent = new ArrayList<>();
    int status = 200;

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

    /** Everything that was sent, in its order. */
    List<Map<String, Object>> messages() {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (Map<String, Object> batch : List.copyOf(sent)) {
            for (Object message : (List<?>) batch.get("batch")) {
                messages.add(Json.object(Json.write(message)));
            }
        }
        return messages;
    }

    List<Map<String, Object>> events(String name) {
        return messages().stream()
                .filter(message -> name.equals(message.get("event")))
                .toList();
    }

    Page open(String attributes, String url) {
        context.route(SHOP, route -> fulfill(route, "text/html", """
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
    Map<String, Object> next(Page page, String what) {
        for (int i = 0; i < 100; i++) {
            for (Map<String, Object> found : messages()) {
                if (what.equals(found.get("event")) || what.equals(found.get("type"))) {
                    return found;
                }
            }
            page.waitForTimeout(100); // lets the browser's own events come in
        }
        throw new AssertionError("nothing of the kind " + what + " was sent; sent were " + sent);
    }

    static String text(Map<?, ?> message, String... path) {
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
