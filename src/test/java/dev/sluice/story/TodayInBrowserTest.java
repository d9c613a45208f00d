package dev.sluice.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Today by mouse, keyboard and touch. */
class TodayInBrowserTest extends InBrowser {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final String PLACE = """
            () => ({
              window: scrollY,
              list: document.querySelector('.todo').scrollTop,
              focus: document.activeElement.dataset.lead ?? document.activeElement.name ?? document.activeElement.tagName,
              row: document.querySelector('[data-lead][aria-current]').dataset.lead,
              at: document.querySelector('[data-lead][aria-current]').getBoundingClientRect().top,
              typed: document.querySelector('#act-call textarea')?.value,
            })""";

    @ParameterizedTest
    @ValueSource(strings = {"mouse", "keyboard", "form"})
    void aNewLeadMovesNothingAndIsAnnounced(String hand) throws InterruptedException {
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT).setViewportSize(1_440, 900))) {
            Page page = today(rep);
            if (hand.equals("mouse")) {
                page.locator("[data-lead]").nth(9).click();
            } else {
                for (int i = 0; i < 9; i++) {
                    page.keyboard().press("j");
                }
            }
            String lead = page.locator("[data-lead]").nth(9).getAttribute("data-lead");
            page.waitForURL(Pattern.compile("lead=" + lead));
            assertThat(page.locator("#lead h2 a")).hasAttribute("href", "/people/" + lead);
            if (hand.equals("form")) {
                page.keyboard().press("c");
                page.keyboard().press("Tab");
                page.keyboard().type("They want it by March");
            }
            Object before = page.evaluate(PLACE);
            submit("Vera " + hand, "vera-" + hand);
            assertThat(page.locator("#news button")).isVisible(SOON);
            assertThat(page.evaluate(PLACE)).isEqualTo(before);
            assertThat(((Map<?, ?>) before).get("row")).isEqualTo(lead);

            page.locator("#news button").click();
            Locator row = page.locator("[data-lead]", new Page.LocatorOptions().setHasText("Vera " + hand));
            assertThat(row).isVisible();
            assertThat(page.locator("#news")).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 390, 768, 1_024, 1_280, 1_440, 1_920})
    void everyFormOfALeadIsWholeAndCanBeClicked(int width) throws InterruptedException {
        boolean touch = width < 500;
        try (BrowserContext rep = chromium.newContext(new NewContextOptions()
                .setViewportSize(width, touch ? 740 : 900)
                .setHasTouch(touch)
                .setIsMobile(touch))) {
            Page page = today(rep);
            page.locator("[data-lead]", new Page.LocatorOptions().setHasText("not accepted yet"))
                    .first()
                    .click();
            for (String form : List.of("call", "next", "return", "reassign")) {
                Locator button = page.locator(".acts [data-opens=" + form + "]");
                button.click();
                Locator sheet = page.locator("#act-" + form);
                assertThat(sheet).isVisible();
                Visible.everyControlCanBeClicked(page, sheet, form + " at " + width);
                assertThat(page.locator("[data-act]:visible")).hasCount(1);
                sheet.getByText("Cancel").click();
                assertThat(sheet).isHidden();
            }
        }
    }

    @Test
    void onAPhoneALeadFillsTheScreenAndTheWayBackLeadsToItsRow() throws InterruptedException {
        try (BrowserContext phone = chromium.newContext(new NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true))) {
            Page page = today(phone);
            assertThat(page.locator("#lead")).isHidden();
            for (int row : new int[] {2, 14}) {
                Locator lead = page.locator("[data-lead]").nth(row);
                lead.evaluate("row => row.scrollIntoView({block: 'center', behavior: 'instant'})");
                double at = lead.boundingBox().y;
                String name = lead.locator("b").textContent();
                lead.tap();
                assertThat(page.locator("#lead h2")).hasText(name);
                assertThat(page.locator("#lead h2")).isInViewport();
                assertThat(page.locator(".todo")).isHidden();
                assertThat(page.locator("kbd:visible")).hasCount(0);
                assertThat(page).hasURL(Pattern.compile("lead=\\d+"));
                if (row == 2) {
                    page.locator("[data-back]").tap();
                } else {
                    page.goBack();
                }
                assertThat(page.locator(".todo")).isVisible();
                assertThat(lead).isFocused();
                assertThat(lead.boundingBox().y).isCloseTo(at, within(1.0));
            }
        }
    }

    @Test
    void whatIsDoneByKeysStaysOnTodayAndGoesOnToTheNextLead() throws InterruptedException {
        submit("Abel Brandt", "abel");
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = today(rep);
            Locator row = page.locator("[data-lead]", new Page.LocatorOptions().setHasText("Abel Brandt"));
            assertThat(row).isVisible(SOON);
            row.click();
            assertThat(page.locator("#lead h2")).hasText("Abel Brandt");
            page.keyboard().press("a");
            assertThat(page.locator("#lead [data-key=a]"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
            assertThat(page.locator("#lead h2")).hasText("Abel Brandt");
            assertThat(page).hasURL(Pattern.compile("/today\\?.*lead="));

            String done = row.getAttribute("data-lead");
            page.waitForTimeout(2_000); // the list is sorted anew after the lead was accepted
            page.keyboard().press("c");
            assertThat(page.locator("#act-call")).isVisible();
            page.keyboard().press("Tab");
            page.keyboard().type("Wants a quote");
            page.locator("#act-call").getByText("Save call").press("Enter");
            page.waitForURL(Pattern.compile("/today\\?.*lead=(?!" + done + "\\b)\\d+"));
            String next = page.url().replaceAll(".*lead=(\\d+).*", "$1");
            assertThat(page.locator("[data-lead='" + next + "']")).isFocused();
            assertThat(page.locator("#lead h2 a")).hasAttribute("href", "/people/" + next);
        }
    }

    @Test
    void aReturnedLeadLeavesTheListAtOnce() throws InterruptedException {
        submit("Cora Lindt", "cora");
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = today(rep);
            Locator row = page.locator("[data-lead]", new Page.LocatorOptions().setHasText("Cora Lindt"));
            assertThat(row).isVisible(SOON);
            row.click();
            assertThat(page.locator("#lead h2")).hasText("Cora Lindt");
            page.keyboard().press("r");
            page.locator("#act-return select").selectOption(new SelectOption().setIndex(1));
            page.locator("#act-return").getByText("Return to marketing").click();
            assertThat(page.locator("#lead h2")).not().hasText("Cora Lindt");
            assertThat(row).isHidden();
        }
    }

    @Test
    void theSelectedLeadIsInTheAddressAndComesBackWithTheFocus() throws InterruptedException {
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = today(rep);
            Locator row = page.locator("[data-lead]").nth(6);
            String name = row.locator("b").textContent();
            row.click();
            assertThat(page.locator("#lead h2")).hasText(name);
            page.reload();
            assertThat(page.locator("#lead h2")).hasText(name);
            assertThat(row).isFocused();
            page.locator("#lead h2 a").click();
            page.waitForURL("**/people/*");
            page.goBack();
            assertThat(page.locator("#lead h2")).hasText(name);
            assertThat(row).isFocused();
            assertThat(row).isInViewport();
        }
    }

    private Page today(BrowserContext context) throws InterruptedException {
        sample.workspace();
        Page page = context.newPage();
        signIn(page);
        page.navigate(address("/today?whose=all"));
        assertThat(page.locator("[data-lead]").first()).isVisible();
        page.waitForFunction("() => !document.querySelector('.htmx-request')"); // parts above the list
        return page;
    }

    private void submit(String name, String mailbox) throws InterruptedException {
        sample.workspace();
        try (BrowserContext visitor =
                chromium.newContext(desk(ColorScheme.LIGHT).setUserAgent(ORDINARY))) {
            Page form = visitor.newPage();
            form.navigate(address("/f/contact"));
            form.locator("[name=email]").fill(mailbox + "@tallow-foundry.example");
            form.locator("[name=name]").fill(name);
            form.locator("[name=role]").fill("director");
            form.locator("[name=company_size]").fill("140");
            form.waitForTimeout(2_500); // whoever is quicker is taken for a machine
            form.getByText("Send").click();
            form.waitForURL("**/thanks**");
        }
    }
}
