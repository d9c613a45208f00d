package dev.sluice.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.sluice.Chromium;
import dev.sluice.SluiceTest;
import dev.sluice.sample.TestSample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** A test on the sample in a real browser; left out where there is no Chromium. */
abstract class InBrowser extends SluiceTest {
    /** A browser without a window says so in its name, and is taken for a machine. */
    static final String ORDINARY =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private static Chromium opened;
    static Browser chromium;

    @Autowired
    TestSample sample;

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

    static NewContextOptions desk(ColorScheme scheme) {
        return new NewContextOptions().setViewportSize(1_280, 900).setColorScheme(scheme);
    }

    String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** Signs the owner of the sample in. */
    void signIn(Page page) {
        page.navigate(address("/sign-in"));
        page.getByLabel("E-mail").fill(TestSample.EMAIL);
        page.getByLabel("Password").fill(TestSample.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(address -> !address.contains("sign-in"));
    }

    /** Parts of a page load when they are seen. */
    static void seeAll(Page page) {
        int parts = page.locator("[hx-trigger=revealed]").count();
        for (int i = 0; i < parts; i++) {
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        page.waitForFunction("""
                () => {
                    const waiting = [...document.querySelectorAll("[hx-trigger=revealed][hx-swap=innerHTML]")]
                            .filter(part => part.textContent.trim() === "Loading…");
                    waiting[0]?.scrollIntoView();
                    return waiting.length === 0;
                }""");
        page.evaluate("window.scrollTo(0, 0)");
    }
}
