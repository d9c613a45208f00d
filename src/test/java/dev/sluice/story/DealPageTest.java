package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.Api;
import dev.sluice.platform.Json;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mouse does on the page of one deal. */
class DealPageTest extends InBrowser {
    private long deal(Api api, String more) {
        String email = UUID.randomUUID() + "@example.com";
        api.post("/api/v1/people", "{\"email\": \"" + email + "\", \"traits\": {\"name\": \"Ana Arroyo\"}}");
        return ((Number) Objects.requireNonNull(
                        Json.object(api.post("/api/v1/deals", "{\"email\": \"" + email + "\"" + more + "}")
                                        .body())
                                .get("id")))
                .longValue();
    }

    private Map<String, Object> deal(Api api, long id) {
        return Json.object(api.get("/api/v1/deals/" + id).body());
    }

    private static void click(Page page, Locator button) {
        button.scrollIntoViewIfNeeded();
        var box = button.boundingBox();
        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_280, 390})
    void aStageThatNeedsFieldsAsksForThemInADialog(int width) throws InterruptedException {
        Api api = api(sample.workspace());
        long deal = deal(api, "");
        try (BrowserContext rep = chromium.newContext(new NewContextOptions().setViewportSize(width, 800))) {
            Page page = rep.newPage();
            signIn(page);
            page.navigate(address("/deals/" + deal));
            click(page, page.locator("[data-move-to=proposal]"));
            page.locator("#moving[open] [name=amount]").fill("4800");
            page.waitForTimeout(500); // the page must not be loaded again below the dialog
            assertThat(page.locator("#moving[open] [name=amount]").inputValue()).isEqualTo("4800");
            page.locator("#moving [name=expected_close]").fill("2027-03-31");
            page.locator("#moving [name=decision_maker]")
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Ana Arroyo"));
            click(page, page.locator("#moving button.btn-primary"));
            page.locator(".track .is-here", new Page.LocatorOptions().setHasText("Proposal"))
                    .waitFor();
        }
        assertThat(deal(api, deal)).containsEntry("stage", "proposal").containsEntry("amount", 4_800.0);
    }

    @Test
    void aFaultInTheDialogIsShownInTheDialog() throws InterruptedException {
        Api api = api(sample.workspace());
        long deal = deal(api, ", \"currency\": \"JPY\"");
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = rep.newPage();
            signIn(page);
            page.navigate(address("/deals/" + deal));
            click(page, page.locator("[data-move-to=won]"));
            page.locator("#moving[open] [name=amount]").fill("10.5");
            click(page, page.locator("#moving button.btn-primary"));
            page.locator("#moving[open] .invalid-feedback").waitFor();
            assertThat(page.locator("#moving .invalid-feedback").textContent())
                    .isEqualTo("An amount in JPY has no decimals.");
            page.locator("#moving [name=amount]").fill("1050");
            click(page, page.locator("#moving button.btn-primary"));
            page.locator(".page-head .is-good").waitFor();
        }
        assertThat(deal(api, deal)).containsEntry("state", "won").containsEntry("amount", 1_050);
    }

    @Test
    void whenSomeoneElseWasFasterThePageSaysSoAndShowsTheirs() throws InterruptedException {
        Api api = api(sample.workspace());
        long deal = deal(api, "");
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = rep.newPage();
            signIn(page);
            page.navigate(address("/deals/" + deal));
            api.patch("/api/v1/deals/" + deal, "{\"title\": \"Renamed meanwhile\"}");
            click(page, page.locator("[data-move-to=lost]"));
            page.locator("#moving[open] [name=reason]").first().check();
            // the dialog was read after the change: its version is the newer one, so change once more
            api.patch("/api/v1/deals/" + deal, "{\"title\": \"Renamed again\"}");
            click(page, page.locator("#moving button.btn-primary"));
            page.locator("#notices", new Page.LocatorOptions().setHasText("changed this deal"))
                    .waitFor();
            page.locator("h1", new Page.LocatorOptions().setHasText("Renamed again"))
                    .waitFor();
        }
        assertThat(deal(api, deal)).containsEntry("state", "open");
    }

    @Test
    void aStalledDealAsksForItsNextStepOnceAndHasOnePrimaryButton() throws InterruptedException {
        sample.workspace();
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = rep.newPage();
            signIn(page);
            page.navigate(address("/deals?stalled=yes"));
            page.navigate(address(
                    page.locator(".deals tbody a[href^='/deals/']").first().getAttribute("href")));
            page.locator(".deal-stalled").waitFor();
            assertThat(page.locator("main [name=next_step]:visible").count()).isEqualTo(1);
            assertThat(page.locator("main [name=next_step_at]:visible").count()).isEqualTo(1);
            assertThat(page.locator("main .btn-primary:visible").allTextContents())
                    .containsExactly("Keep the deal");
        }
    }

    @Test
    void theListIsStackedOnAPhone() throws InterruptedException {
        sample.workspace();
        try (BrowserContext rep = chromium.newContext(new NewContextOptions().setViewportSize(390, 800))) {
            Page page = rep.newPage();
            signIn(page);
            page.navigate(address("/deals?state=any"));
            assertThat((Boolean) page.evaluate("""
                    () => [...document.querySelectorAll('.deals tbody tr')].slice(0, 30).every((row) => {
                      const cells = [...row.querySelectorAll('td:not(.pick)')].map((cell) => cell.getBoundingClientRect());
                      const inside = [...row.querySelectorAll('td *')].every((one) => {
                        const box = one.getBoundingClientRect();
                        return box.width === 0 || box.left >= 0 && box.right <= 390;
                      });
                      return inside && cells.every((cell, i) => i === 0 || cell.top >= cells[i - 1].bottom - 1);
                    })""")).isTrue();
            assertThat((Boolean) page.evaluate("""
                    () => [...document.querySelectorAll('.deals tbody td:nth-child(2) > div')].slice(0, 30).every((cell) =>
                      [...cell.children].every((one, i, all) =>
                        i === 0 || one.getBoundingClientRect().top >= all[i - 1].getBoundingClientRect().bottom - 2))""")).isTrue();
        }
    }
}
