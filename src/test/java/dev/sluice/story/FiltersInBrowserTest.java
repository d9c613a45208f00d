package dev.sluice.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters apply at once, by the keyboard too, and keep the focus. */
class FiltersInBrowserTest extends InBrowser {
    @ParameterizedTest
    @CsvSource({
        "/people, sort",
        "/people, stage",
        "/deals, state",
        "/deals, owner",
        "/pipeline, owner",
        "/settings/audit, kind",
        "/insight, source"
    })
    void aChoiceByTheKeyboardAppliesAtOnceAndKeepsTheFocus(String path, String name) throws InterruptedException {
        sample.workspace();
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(address(path));
            Locator form = page.locator("main form[data-apply]");
            assertThat(form.locator("button:visible")).hasCount(0);
            Locator select = form.locator("select[name=" + name + "]");
            select.focus();
            page.keyboard().press("End");
            page.waitForURL(Pattern.compile(".*[?&]" + name + "=.+"));
            assertThat(select).isFocused();
            assertThat(select).not().hasValue("");
        }
    }

    @Test
    void aDateTypedByKeysWaitsForEnterAndATextForEnterOrLeaving() throws InterruptedException {
        sample.workspace();
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(address("/deals?state=any"));
            Locator from = page.locator("[name=closed_from]");
            from.focus();
            page.keyboard().type("05052026");
            assertThat(from).hasValue("2026-05-05");
            assertThat(page.url()).doesNotContain("closed_from");
            page.keyboard().press("Enter");
            page.waitForURL("**closed_from=2026-05-05**");
            assertThat(page.locator("[name=closed_from]")).isFocused();

            page.navigate(address("/people"));
            page.locator(".more-filters summary").click();
            page.locator("[name=engagement]").fill("12");
            page.keyboard().press("Tab");
            page.waitForURL("**engagement=12**");
            assertThat(page.locator("[name=engagement]")).isVisible();
            assertThat(page.locator(":focus")).hasCount(1);
            page.locator("[name=q]").focus();
            page.keyboard().type("ros");
            page.keyboard().press("Enter");
            page.waitForURL("**q=ros**");
            assertThat(page.locator("[name=q]")).isFocused();
            assertThat(page.locator("[name=engagement]")).isVisible();
        }
    }
}
