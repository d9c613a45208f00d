package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.sluice.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages behind a mail's links and the list behind them, in a real browser by day, by night and on a telephone. */
class ChoicePagesInBrowserTest extends ConsentCase {
    private static final Path PICTURES = Path.of("target/screens");
    private static final String ANN = "ann@harbour.test";

    private static Chromium opened;
    private static com.microsoft.playwright.Browser chromium;

    @BeforeAll
    static void openBrowser() {
        opened = Chromium.open();
        chromium = opened.browser();
    }

    @AfterAll
    static void closeBrowser() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void one_button_unsubscribes_and_no_page_has_a_serious_fault() {
        rule(LegalBasis.ASK);
        long ann = agreed(ANN);
        suppressions.suppress(workspace, List.of("@rival.test"), SuppressionReason.SUPPRESSED, "a competitor");
        suppressions.suppress(
                workspace, List.of("gone@harbour.test"), SuppressionReason.BOUNCED, "550 5.1.1 no such user");
        tell(ANN, "form_submitted", "letter", Map.of("consent_to_confirm", "Yes, send me the monthly letter."));
        String confirm = path(heard(OptInRequested.class).getLast().confirmUrl());
        for (NewContextOptions options : List.of(
                new NewContextOptions().setViewportSize(1280, 800),
                new NewContextOptions().setViewportSize(1280, 800).setColorScheme(ColorScheme.DARK),
                new NewContextOptions().setViewportSize(390, 844).setIsMobile(true))) {
            try (BrowserContext context = chromium.newContext(options)) {
                Page page = context.newPage();
                String name = String.valueOf(options.viewportSize.orElseThrow().width)
                        + (options.colorScheme == null ? "" : "-dark");
                page.navigate("http://localhost:" + port + link(ann, ANN));
                check(page, name + "-choices");
                page.getByText("Unsubscribe").click();
                assertThat(page.title()).contains("No more mail");
                check(page, name + "-stopped");
                page.getByText("Send me mail again").click();
                assertThat(marketing(ann, ANN)).isNull();
                page.navigate("http://localhost:" + port + confirm);
                check(page, name + "-confirm");
                page.navigate("http://localhost:" + port + "/u/broken");
                check(page, name + "-broken");
                signIn(context);
                for (String path : List.of("/outreach/suppressions", "/settings/consent", "/people/" + ann)) {
                    page.navigate("http://localhost:" + port + path);
                    page.waitForTimeout(700); // panels load when they are seen
                    check(page, name + path.replace('/', '-'));
                }
            }
        }
    }

    private void signIn(BrowserContext context) {
        dev.sluice.Browser owner = owner(workspace);
        context.addCookies(owner.cookies().getCookieStore().getCookies().stream()
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue()).setUrl("http://localhost:" + port + "/"))
                .toList());
    }

    private static void check(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve("consent-" + name + ".png")));
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(fault -> List.of("serious", "critical").contains(fault.getImpact()))
                                .map(fault -> fault.getId() + " " + fault.getNodes())
                                .toList())
                .as(name)
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " is no wider than the screen")
                .isEqualTo(true);
    }
}
