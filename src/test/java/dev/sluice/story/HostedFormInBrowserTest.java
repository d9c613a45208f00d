package dev.sluice.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A form that the browser fills in at once is sent by a person where a real key or pointer sent it. */
class HostedFormInBrowserTest extends InBrowser {
    private static final String FILLED = """
            () => {
              const answers = { email: 'kim@fast.example', name: 'Kim Fast', company: 'Fast', role: 'CTO' };
              document.querySelectorAll('form[data-form] input:not([type=hidden]), form[data-form] textarea').forEach((field) => {
                if (field.name === 'fax_number' || field.type === 'checkbox') return;
                field.value = answers[field.name] ?? '20';
              });
            }""";

    @ParameterizedTest
    @CsvSource({"click, true", "Enter, true", "script, false", "made-up click, false"})
    void onlyATrustedKeyOrClickCountsAsByHand(String way, boolean accepted) throws InterruptedException {
        sample.workspace();
        try (BrowserContext context = chromium.newContext(desk(ColorScheme.LIGHT))) {
            Page page = context.newPage();
            page.navigate(address("/f/contact"));
            page.evaluate(FILLED);
            switch (way) {
                case "click" ->
                    page.locator("form[data-form] button[type=submit]").click();
                case "Enter" -> page.locator("[name=email]").press("Enter");
                case "script" -> page.evaluate("document.querySelector('form[data-form]').requestSubmit()");
                default -> page.evaluate("""
                        () => {
                          const form = document.querySelector('form[data-form]');
                          for (const kind of ['pointerdown', 'keydown']) form.dispatchEvent(new Event(kind, { bubbles: true }));
                          form.requestSubmit();
                        }""");
            }
            if (accepted) {
                page.waitForURL("**/thanks**");
            } else {
                assertThat(page.locator("[role=alert]")).containsText("quicker than people type");
            }
        }
    }
}
