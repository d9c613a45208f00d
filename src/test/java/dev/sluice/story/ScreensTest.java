package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.sluice.SluiceTest;
import dev.sluice.platform.NavEntry;
import dev.sluice.sample.TestSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every screen of the rail on the sample, in a real browser: by day and by night, on a desk and on a telephone. */
class ScreensTest extends SluiceTest {
    private static final Path PICTURES = Path.of("target/screens");
    /** A browser without a window says so in its name, and is taken for a machine. */
    private static final String ORDINARY =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;

    @Autowired
    TestSample sample;

    @Autowired
    List<NavEntry> rail;

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

    @Test
    void noScreenHasASeriousFaultOnADeskByDay() throws InterruptedException {
        noScreenHasASeriousFault("desk-day", desk(ColorScheme.LIGHT));
    }

    @Test
    void noScreenHasASeriousFaultOnADeskByNight() throws InterruptedException {
        noScreenHasASeriousFault("desk-night", desk(ColorScheme.DARK));
    }

    @Test
    void noScreenHasASeriousFaultOnATelephone() throws InterruptedException {
        noScreenHasASeriousFault(
                "telephone", new NewContextOptions().setViewportSize(390, 844).setIsMobile(true));
    }

    @Test
    void aVisitorWhoSendsAFormBecomesALeadWithReasons() throws InterruptedException {
        int workspace = sample.workspace();
        try (BrowserContext context =
                chromium.newContext(desk(ColorScheme.LIGHT).setUserAgent(ORDINARY))) {
            Page page = context.newPage();
            page.navigate("http://localhost:" + port + "/f/contact");
            page.getByLabel("Work e-mail").fill("edith.ueda@birchwood-law.example");
            page.getByLabel("Your name").fill("Edith Ueda");
            page.waitForTimeout(2_500); // whoever is quicker is taken for a machine
            page.getByText("Send").click();
            page.waitForURL("**/thanks**");
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(tenancy.read(
                                workspace,
                                () -> jdbc.sql("""
                                SELECT t.stage FROM transition t JOIN identity i ON i.workspace_id = t.workspace_id
                                    AND i.person_id = t.person_id
                                WHERE t.workspace_id = ? AND i.key = 'e:edith.ueda@birchwood-law.example'
                                  AND t.because <> '[]'""")
                                        .param(workspace)
                                        .query(String.class)
                                        .list()))
                        .contains("lead"));
    }

    @Test
    void aLeadArrivesInTheRepsOpenWindowByItselfWithReasons() throws InterruptedException {
        sample.workspace();
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT));
                BrowserContext visitor =
                        chromium.newContext(desk(ColorScheme.LIGHT).setUserAgent(ORDINARY))) {
            Page today = rep.newPage();
            today.navigate("http://localhost:" + port + "/sign-in");
            today.getByLabel("E-mail").fill(TestSample.EMAIL);
            today.getByLabel("Password").fill(TestSample.PASSWORD);
            today.keyboard().press("Enter");
            today.waitForURL(address -> !address.contains("sign-in"));
            today.navigate("http://localhost:" + port + "/today?whose=all");
            today.waitForSelector("[data-lead]");
            Page form = visitor.newPage();
            form.navigate("http://localhost:" + port + "/f/contact");
            form.locator("[name=email]").fill("nora.quill@tallow-foundry.example");
            form.locator("[name=name]").fill("Nora Quill");
            form.locator("[name=role]").fill("director");
            form.locator("[name=company_size]").fill("140");
            form.waitForTimeout(2_500); // whoever is quicker is taken for a machine
            form.getByText("Send").click();
            form.waitForURL("**/thanks**");
            var lead = today.locator("[data-lead]", new Page.LocatorOptions().setHasText("Nora Quill"));
            lead.waitFor();
            assertThat(lead.textContent()).contains("Answer in");
            lead.click();
            today.waitForSelector("#lead h2:has-text('Nora Quill')");
            assertThat(today.locator("#lead").textContent()).contains("Nora Quill", "by the rule");
            today.keyboard().press("a");
            today.waitForURL("**/today?lead=*");
        }
    }

    private static NewContextOptions desk(ColorScheme scheme) {
        return new NewContextOptions().setViewportSize(1_280, 900).setColorScheme(scheme);
    }

    private void noScreenHasASeriousFault(String name, NewContextOptions options) throws InterruptedException {
        sample.workspace();
        List<String> faults = new ArrayList<>();
        try (BrowserContext context = chromium.newContext(options)) {
            Page page = context.newPage();
            look(page, name, "/sign-in", faults);
            page.getByLabel("E-mail").fill(TestSample.EMAIL);
            page.getByLabel("Password").fill(TestSample.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(address -> !address.contains("sign-in"));
            for (NavEntry entry : rail) {
                look(page, name, entry.href(), faults);
            }
            look(page, name, person(), faults);
            look(page, name, company(), faults);
            look(page, name, "/f/contact", faults);
        }
        assertThat(faults).isEmpty();
    }

    /** The page of somebody who has been through it all. */
    private String person() throws InterruptedException {
        return first("'/people/' || id");
    }

    private String company() throws InterruptedException {
        return first("'/companies/' || company_id");
    }

    private String first(String path) throws InterruptedException {
        return tenancy.read(
                sample.workspace(),
                () -> jdbc.sql("SELECT " + path + " FROM person WHERE name = 'Rosalind Achebe' AND merged_into IS NULL")
                        .query(String.class)
                        .single());
    }

    /** Parts of a page load when they are seen. */
    private static void seeAll(Page page) {
        int parts = page.locator("[hx-trigger=revealed]").count();
        for (int i = 0; i < parts; i++) {
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        page.evaluate("window.scrollTo(0, 0)");
    }

    private void look(Page page, String name, String path, List<String> faults) {
        Response response = page.navigate("http://localhost:" + port + path);
        seeAll(page);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + path.replace('/', '-') + ".png")));
        if (response == null || response.status() != 200) {
            faults.add(path + " answers " + (response == null ? "nothing" : response.status()));
            return;
        }
        new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .forEach(rule -> faults.add(path + ": " + rule.getId() + " "
                                + rule.getNodes().getFirst().getHtml()));
    }
}
