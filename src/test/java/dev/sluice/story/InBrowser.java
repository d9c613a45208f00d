package dev.sluice.story;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.sluice.SluiceTest;
import dev.sluice.sample.TestSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** A test on the sample in a real browser; left out where there is no Chromium. */
abstract class InBrowser extends SluiceTest {
    /** A browser without a window says so in its name, and is taken for a machine. */
    static final String ORDINARY =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private static Playwright playwright;
    static com.microsoft.playwright.Browser chromium;

    @Autowired
    TestSample sample;

    @BeforeAll
    static void openBrowser() {
        Path path = Path.of(System.getenv().getOrDefault("SLUICE_BROWSER", "/usr/bin/chromium"));
        assumeTrue(Files.isExecutable(path), "left out: no Chromium here");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(path)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
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
        page.evaluate("window.scrollTo(0, 0)");
    }
}
