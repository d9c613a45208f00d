package dev.sluice;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window, for tests in a real browser. */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final Path PATH = Path.of(System.getenv().getOrDefault("SLUICE_BROWSER", "/usr/bin/chromium"));

    /** Whether this machine has one. */
    public static boolean isHere() {
        return Files.isExecutable(PATH);
    }

    /** Starts it; the test is left out where there is none. */
    public static Chromium open() {
        assumeTrue(isHere(), "left out: no Chromium here");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(PATH)
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync"))));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
