package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.Api;
import dev.sluice.platform.web.NavEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every screen of the rail on the sample, in a real browser: by day and by night, on a desk and on a telephone. */
class ScreensTest extends InBrowser {
    private static final Path PICTURES = Path.of("target/screens");
    private static final int PHONE = 390;
    private static final String CONTRAST = "color-contrast";
    private static final List<String> INSIGHT = List.of(
            "/insight/people?stage=mql&fate=went_on",
            "/insight/deals?period=12m",
            "/insight/leaks?period=12m",
            "/insight/what-if",
            "/insight/response?period=12m",
            "/insight/threshold?period=all",
            "/insight/sources?period=12m",
            "/insight/forecast",
            "/insight/review");
    private static final String FORK = """
            {"name": "fork", "title": "Autumn round", "purpose": "Talk before the audits",
             "window": {"days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
                        "from": "00:00", "to": "00:00"},
             "steps": [{"id": "a", "kind": "mail", "variants": [{"template": "outage-cost"}, {"template": "case-study"}]},
                       {"id": "b", "kind": "branch", "after": "2d", "when": "{happened: {demo_requested: \\"*\\"}}",
                        "then": [{"id": "c", "kind": "task", "task": "call", "what": "Call about their demo"}],
                        "otherwise": [{"id": "d", "kind": "wait", "after": "3wd"},
                                      {"id": "e", "kind": "mail", "template": "compliance-gaps",
                                       "by_stage": {"mql": "short-call"}}]}]}""";

    @Autowired
    List<NavEntry> rail;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void noScreenHasASeriousFaultOnADeskByDayAndByNight() throws InterruptedException {
        noScreenHasASeriousFault(desk(ColorScheme.LIGHT), (page, path) -> {
            List<String> faults = faults(page, "desk-day", path, axe(page));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.waitForTimeout(300); // colours fade over
            // what night changes is the colours
            faults.addAll(faults(page, "desk-night", path, axe(page).withRules(List.of(CONTRAST))));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            return faults;
        });
    }

    @Test
    void noScreenIsWiderThanATelephone() throws InterruptedException {
        noScreenHasASeriousFault(
                new NewContextOptions().setViewportSize(PHONE, 844).setIsMobile(true), ScreensTest::wider);
    }

    @Test
    void aVisitorWhoSendsAFormBecomesALeadWithReasons() throws InterruptedException {
        int workspace = sample.workspace();
        try (BrowserContext context =
                chromium.newContext(desk(ColorScheme.LIGHT).setUserAgent(ORDINARY))) {
            Page page = context.newPage();
            page.navigate(address("/f/contact"));
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
            signIn(today);
            today.navigate(address("/today?whose=all"));
            today.waitForSelector("[data-lead]");
            Page form = visitor.newPage();
            form.navigate(address("/f/contact"));
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

    private void noScreenHasASeriousFault(NewContextOptions options, BiFunction<Page, String, List<String>> faults)
            throws InterruptedException {
        sample.workspace();
        List<String> paths = new ArrayList<>(rail.stream().map(NavEntry::href).toList());
        paths.addAll(List.of(
                person(), company(), deal(), "/deals?state=any", "/hand-off/people?funnel=managed-it&fate=overdue"));
        paths.addAll(outreach());
        paths.addAll(INSIGHT);
        paths.add("/f/contact");
        paths.addAll(SamplePages.of(routes, this::id));
        paths.remove("/settings/backups"); // only for who owns every workspace, of which the tests have many
        List<String> found = new ArrayList<>();
        try (BrowserContext context = chromium.newContext(options)) {
            Page page = context.newPage();
            found.addAll(look(page, "/sign-in", faults));
            signIn(page);
            int pages = 0;
            for (String path : new LinkedHashSet<>(paths)) {
                APIResponse answer = page.request().get(address(path));
                // fragments are seen in their pages, and some reports ask for a filter, which the list above gives
                if (answer.status() != 400 && answer.text().startsWith("<!doctype html>")) {
                    found.addAll(look(page, path, faults));
                    pages++;
                }
            }
            assertThat(pages).isGreaterThan(50);
        }
        assertThat(found).isEmpty();
    }

    private Optional<String> id(String statement) {
        try {
            int workspace = sample.workspace();
            return tenancy.read(
                    workspace,
                    () -> jdbc.sql(statement)
                            .param(workspace)
                            .query(String.class)
                            .optional());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The page of somebody who has been through it all. */
    private String person() throws InterruptedException {
        return first("'/people/' || id");
    }

    /** The page of an open deal that has stalled, if there is one. */
    private String deal() throws InterruptedException {
        int workspace = sample.workspace();
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT '/deals/' || id FROM deal WHERE workspace_id = ?
                        ORDER BY state <> 'open', jsonb_array_length(objections) = 0, stage_entered_at LIMIT 1""").param(workspace).query(String.class).single());
    }

    /** A sequence that forks and tries mails against each other, with figures; a template; a letter to somebody. */
    private List<String> outreach() throws InterruptedException {
        Api api = api(sample.workspace());
        if (api.post("/api/v1/sequences", FORK).statusCode() == 201) {
            api.patch("/api/v1/sequences/fork", "{\"status\": \"running\"}");
            for (long person : tenancy.read(
                    sample.workspace(),
                    () -> jdbc.sql("SELECT id FROM person WHERE email IS NOT NULL AND merged_into IS NULL LIMIT 12")
                            .query(Long.class)
                            .list())) {
                api.post("/api/v1/enrolments", "{\"sequence\": \"fork\", \"person\": " + person + "}");
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> api.get("/api/v1/sequences/fork").body().contains("\"variant\":\"b\""));
        }
        return List.of(
                "/outreach/sequences/fork",
                "/outreach/sequences/fork/steps/a/people",
                "/outreach/templates",
                "/outreach/templates/outage-cost",
                "/outreach/templates/new",
                person() + "/mail");
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

    private List<String> look(Page page, String path, BiFunction<Page, String, List<String>> faults) {
        Response response = page.navigate(address(path));
        seeAll(page);
        if (path.startsWith("/outreach/")) {
            page.evaluate("document.querySelectorAll('main details:not(.menu)').forEach(part => part.open = true)");
        }
        return response == null || response.status() != 200
                ? List.of(path + " answers " + (response == null ? "nothing" : response.status()))
                : faults.apply(page, path);
    }

    /** What a telephone changes is the width: nothing but a table in a frame of its own is scrolled sideways. */
    private static List<String> wider(Page page, String path) {
        picture(page, "telephone", path);
        Object wide = page.evaluate("document.documentElement.scrollWidth - " + PHONE);
        return wide instanceof Number by && by.intValue() > 0
                ? List.of(path + " is " + by + " pixels wider than a telephone")
                : List.of();
    }

    /** Asks only for what is wrong, and of long tables the first rows: those that follow are made alike. */
    private static AxeBuilder axe(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(options).exclude("tbody tr:nth-child(n+9)");
    }

    private static void picture(Page page, String name, String path) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(path.startsWith("/outreach/"))
                .setPath(PICTURES.resolve(name + path.replaceAll("[^a-z0-9]+", "-") + ".png")));
    }

    /** Takes a picture of the page as it looks now, and asks axe for what is seriously wrong with it. */
    private static List<String> faults(Page page, String name, String path, AxeBuilder axe) {
        picture(page, name, path);
        List<String> faults = new ArrayList<>();
        axe.analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact())
                        || rule.getId().equals("landmark-unique"))
                .forEach(rule -> faults.add(name + " " + path + ": " + rule.getId() + " "
                        + rule.getNodes().getFirst().getHtml()));
        return faults;
    }
}
