package dev.sluice.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.Api;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the board of deals shows, and keeps while it refreshes. */
class BoardInBrowserTest extends InBrowser {
    private static final Pattern FACT = Pattern.compile(
            "\\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|in this stage|Next step was due");

    @Test
    void aCardSaysEachFactOnceAndIsRedOnlyWhereADecisionIsDue() throws InterruptedException {
        sample.workspace();
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(address("/pipeline"));
            List<Locator> cards = page.locator(".deal-card").all();
            assertThat(cards).isNotEmpty();
            for (Locator card : cards) {
                String text = card.innerText();
                Set<String> facts = new HashSet<>();
                Matcher fact = FACT.matcher(text);
                while (fact.find()) {
                    assertThat(facts.add(fact.group()))
                            .as("twice %s in %s", fact.group(), text)
                            .isTrue();
                }
                String look = String.valueOf(card.getAttribute("class"));
                double used = Double.parseDouble(card.locator("progress").getAttribute("value"));
                assertThat(look.contains("is-late")).as(text).isEqualTo(text.contains("Decide"));
                if (used >= 80) {
                    assertThat(look).as(text).containsPattern("is-(soon|late)");
                }
            }
        }
    }

    @Test
    void whatShowMoreLoadedStaysWhenTheBoardRefreshes() throws InterruptedException {
        Api api = api(sample.workspace());
        api.post("/api/v1/people", "{\"email\": \"many@example.com\"}");
        for (int i = 0; i < 34; i++) {
            assertThat(api.post(
                                    "/api/v1/deals",
                                    "{\"email\": \"many@example.com\", \"title\": \"Bulk order " + i + "\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(1_280, 900))) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(address("/pipeline?q=Bulk+order"));
            assertThat(page.locator(".deal-card")).hasCount(30);
            page.getByText("Show more").click();
            assertThat(page.locator(".deal-card")).hasCount(34);

            api.post("/api/v1/deals", "{\"email\": \"many@example.com\", \"title\": \"Bulk order late\"}");
            page.waitForResponse(
                    answer -> answer.url().contains("/pipeline/columns"),
                    () -> page.evaluate("htmx.trigger('#board', 'changed')"));
            assertThat(page.locator(".board-column h2", new Page.LocatorOptions().setHasText("35")))
                    .isVisible();
            assertThat(page.locator(".deal-card")).hasCount(34);
            page.getByText("Show more").click();
            assertThat(page.locator(".deal-card")).hasCount(35);
            assertThat(page.locator("#board .more")).hasCount(0);
        }
    }

    @Test
    void theRailHasWorkBeforeSetupAndThePhoneBarTheDailyPages() throws InterruptedException {
        sample.workspace();
        try (BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(1_280, 900))) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(address("/people"));
            List<String> groups = page.locator("nav.rail > a.entry .word, nav.rail > hr").allTextContents().stream()
                    .map(String::strip)
                    .toList();
            int cut = groups.indexOf("");
            assertThat(groups.subList(0, cut)).contains("Today", "People", "Pipeline", "Insight");
            assertThat(groups.subList(cut + 1, groups.size()))
                    .contains("Forms", "Import", "Settings")
                    .doesNotContain("Today", "Insight", "");
            page.setViewportSize(390, 800);
            assertThat(page.locator(".thumb-bar > a")).hasText(new String[] {"Today", "People", "Pipeline", "Insight"});
            page.locator(".thumb-bar > a", new Page.LocatorOptions().setHasText("Pipeline"))
                    .click();
            page.waitForURL("**/pipeline**");
        }
    }
}
