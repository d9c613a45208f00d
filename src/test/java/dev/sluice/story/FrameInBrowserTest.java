package dev.sluice.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.platform.TimeFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page has around it: Ctrl+K, menus, shortcuts, times, and parts that refresh without a click. */
class FrameInBrowserTest extends InBrowser {
    @Test
    void ctrlKFindsThingsReportsSettingsAndActions() throws InterruptedException {
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = signedIn(context);
            page.navigate(address("/funnel"));
            String deal = oneOf("SELECT title FROM deal WHERE workspace_id = ? ORDER BY id LIMIT 1");
            String company = oneOf("SELECT name FROM company WHERE workspace_id = ? ORDER BY name DESC LIMIT 1");
            Map<String, String> expected = new TreeMap<>(Map.of(
                    "Rosalind",
                    "/people/\\d+",
                    company,
                    "/companies/\\d+",
                    deal,
                    "/deals/\\d+",
                    "contact",
                    "/forms/contact",
                    "new form",
                    "/forms/new",
                    "export",
                    "/deals.csv",
                    "log a call",
                    "/today\\?act=call",
                    "response ti",
                    "/hand-off/response-times",
                    "forec",
                    "/insight/forecast",
                    "users",
                    "/settings/users"));
            List<String> missing = new ArrayList<>();
            expected.forEach((typed, href) -> {
                page.keyboard().press("Control+k");
                page.keyboard().type(typed);
                page.locator("#palette li a[href^='/people?q=']").waitFor();
                if (page.locator("#palette li a").all().stream()
                        .noneMatch(
                                hit -> String.valueOf(hit.getAttribute("href")).matches(href))) {
                    missing.add(typed + " finds no " + href);
                }
                page.keyboard().press("Escape");
            });
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void ctrlKActsByTheKeyboardAlone() throws InterruptedException {
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = signedIn(context);
            page.keyboard().press("Control+k");
            page.keyboard().type("dark");
            page.keyboard().press("Enter");
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");

            page.keyboard().press("Control+k");
            page.keyboard().type("log a call");
            page.locator("#palette li a[href='/today?act=call']").waitFor();
            page.keyboard().press("Enter");
            page.waitForURL("**/today**");
            assertThat(page.locator("#act-call select")).isFocused();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1_280, 1_920})
    void everyMenuIsWholeAndCanBeClicked(int width) throws InterruptedException {
        try (BrowserContext context = chromium.newContext(
                new NewContextOptions().setViewportSize(width, 740).setHasTouch(width < 500))) {
            Page page = signedIn(context);
            String person =
                    oneOf("SELECT '/people/' || id FROM person WHERE workspace_id = ? AND name = 'Rosalind Achebe'"
                            + " AND merged_into IS NULL");
            for (String path : List.of("/", "/people", person, "/outreach", "/funnel", "/settings/users")) {
                page.navigate(address(path));
                for (Locator menu : page.locator("details.menu:visible").all()) {
                    menu.locator("summary").click();
                    Visible.everyControlCanBeClicked(
                            page, menu.locator("> .sheet"), "a menu of " + path + " at " + width);
                    page.keyboard().press("Escape");
                }
            }
        }
    }

    @Test
    void questionMarkListsThePagesKeysAndAKeyMeansOneThingEverywhere() throws InterruptedException {
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = signedIn(context);
            String person =
                    oneOf("SELECT '/people/' || id FROM person WHERE workspace_id = ? AND name = 'Rosalind Achebe'"
                            + " AND merged_into IS NULL");
            String today = oneOf("SELECT '/today?whose=all&lead=' || id FROM person WHERE workspace_id = ?"
                    + " AND name = 'Ingrid Solheim' AND merged_into IS NULL");
            Map<String, TreeSet<String>> meanings = new TreeMap<>();
            Map<String, String> onPage = new HashMap<>();
            for (String path : List.of(today, "/pipeline", "/people", person, "/deals")) {
                page.navigate(address(path));
                if (path.startsWith("/today")) {
                    page.locator("#lead .acts").waitFor();
                }
                page.keyboard().press("?");
                List<String> keys = page.locator("[data-page-keys] dt").allTextContents();
                List<String> labels = page.locator("[data-page-keys] dd").allTextContents();
                for (int i = 0; i < keys.size(); i++) {
                    meanings.computeIfAbsent(keys.get(i), key -> new TreeSet<>())
                            .add(labels.get(i).replaceAll("(Next|Previous) (lead|deal)", "$1"));
                }
                onPage.put(path, String.join("", keys));
                page.keyboard().press("Escape");
            }
            assertThat(onPage.get(today)).contains("c", "n", "r", "h", "j", "k", "/");
            assertThat(onPage.get("/pipeline")).contains("[", "]", "m", "w", "x");
            assertThat(meanings.values()).as("%s", meanings).allMatch(labels -> labels.size() == 1);
        }
    }

    @Test
    void serverAndBrowserWriteRelativeTimesAlike() throws InterruptedException {
        Instant now = Instant.parse("2026-11-30T10:00:00Z");
        Random random = new Random(7);
        List<Long> ages =
                new ArrayList<>(List.of(0L, 59L, 60L, 3_599L, 3_600L, 7_140L, 10_799L, 86_399L, 86_400L, 259_200L));
        for (int i = 0; i < 200; i++) {
            ages.add((long) Math.exp(random.nextDouble() * Math.log(31 * 86_400 - 1)));
        }
        TimeFormat server = new TimeFormat(now, ZoneOffset.UTC);
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = signedIn(context);
            Object browser = page.evaluate(
                    "([now, ages]) => ages.map(age => sluice.ago(new Date(now - age * 1000), now))",
                    List.of(
                            (double) now.toEpochMilli(),
                            ages.stream().map(Long::doubleValue).toList()));
            assertThat(browser)
                    .isEqualTo(ages.stream()
                            .map(age -> server.ago(now.minusSeconds(age)))
                            .toList());
            assertThat(page.evaluate("age => sluice.ago(new Date(Date.now() - age), Date.now())", 31 * 86_400_000.0))
                    .as("older ones are dates, which the server writes")
                    .isNull();
        }
    }

    @Test
    void theLineNumbersOfTheEditorScrollWithItsText() throws InterruptedException {
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = signedIn(context);
            page.navigate(address("/funnels/managed-it/definition"));
            Locator text = page.locator("#yaml");
            text.click();
            for (String key : List.of("Control+End", "Control+Home", "PageDown", "Control+End")) {
                page.keyboard().press(key);
                page.waitForFunction("""
                        () => document.querySelector('.numbers').scrollTop === document.querySelector('#yaml').scrollTop""");
            }
            Object beside = page.evaluate("""
                    () => {
                      const text = document.querySelector('#yaml');
                      const frame = text.getBoundingClientRect();
                      const line = Math.round((text.scrollTop + text.clientHeight - 30) / parseFloat(getComputedStyle(text).lineHeight));
                      const numbers = [...document.querySelectorAll('.numbers span')].filter(one => {
                        const box = one.getBoundingClientRect();
                        return box.bottom > frame.top && box.top < frame.bottom;
                      });
                      return [line > 60, numbers.some(one => Math.abs(Number(one.textContent) - line) <= 1),
                        document.documentElement.scrollHeight < 2000];
                    }""");
            assertThat(beside).isEqualTo(List.of(true, true, true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/pipeline", "/outreach/inbox"})
    void whatRefreshesKeepsScrollFocusAndSelection(String path) throws InterruptedException {
        try (BrowserContext context =
                chromium.newContext(desk(ColorScheme.LIGHT).setViewportSize(1_280, 420))) {
            Page page = signedIn(context);
            page.navigate(address(path));
            Locator region = page.locator("main [hx-swap^=live]").first();
            Locator links = region.locator("a:visible");
            assertThat(links.first()).isVisible();
            page.mouse().move(760, 250);
            page.mouse().wheel(0, 140);
            page.waitForFunction("() => scrollY > 0");
            links.nth(Math.min(2, links.count() - 1)).evaluate("link => link.focus({preventScroll: true})");
            page.evaluate("() => { window.kept = document.activeElement; }");
            Object before = page.evaluate("() => [scrollY, kept.getBoundingClientRect().top]");
            page.evaluate("""
                    () => {
                      const region = document.querySelector('main [hx-swap^=live]');
                      return htmx.ajax('GET', region.getAttribute('hx-get'), {source: region, target: region, swap: 'live',
                        select: region.getAttribute('hx-select') ?? undefined});
                    }""");
            assertThat(page.evaluate("() => [scrollY, kept.getBoundingClientRect().top]"))
                    .isEqualTo(before);
            assertThat(page.evaluate("() => document.activeElement === kept && kept.isConnected"))
                    .isEqualTo(true);
        }
    }

    private Page signedIn(BrowserContext context) throws InterruptedException {
        sample.workspace();
        Page page = context.newPage();
        signIn(page);
        return page;
    }

    private String oneOf(String sql) throws InterruptedException {
        int workspace = sample.workspace();
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql).param(workspace).query(String.class).single());
    }
}
