package dev.sluice.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import dev.sluice.Chromium;
import dev.sluice.story.RunningApp;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** The rows of the hand-off that need a browser, or a funnel that hands nothing over to compare with. */
final class TodayRows {
    private static final int BACKGROUND = 1_000;
    private static final int LEADS_SHOWN = 40; // fewer than Today shows at once
    private static final String WATCH = """
            () => {
              window.seen = {};
              const note = () => document.querySelectorAll('#queue [data-lead] b').forEach((b) => {
                window.seen[b.textContent] ??= Date.now();
              });
              new MutationObserver(note).observe(document.getElementById('queue'), {childList: true, subtree: true});
            }""";

    private final Rows rows;
    private final RunningApp app;
    private final int scale;
    private final PrintStream out;

    TodayRows(Rows rows, RunningApp app, int scale, PrintStream out) {
        this.rows = rows;
        this.app = app;
        this.scale = scale;
        this.out = out;
    }

    /** From the sending of a form until its lead stands in Today, open in Chromium and told by the server. */
    void inTheBrowser() throws Exception {
        if (!Chromium.isHere()) {
            out.println("form to Today: left out, no Chromium here (SLUICE_BROWSER names one)");
            return;
        }
        rows.warm();
        int posts = Math.max(30, 300 / scale);
        Visitors visitors = Visitors.open(app.address(), "today", posts);
        introduce(visitors, posts);
        Latencies latencies = new Latencies();
        int unseen = 0;
        try (Chromium chromium = Chromium.open();
                Background signals = rows.background(BACKGROUND)) {
            Page today = rows.signedIn(chromium);
            today.navigate(app.address() + "/today?whose=all");
            today.evaluate(WATCH);
            for (int i = 0; i < posts; i++) {
                if (i % LEADS_SHOWN == 0) {
                    // Leads without a running clock stand below those with one, so that a new one is always shown.
                    rows.execute(
                            "UPDATE response_clock SET ended_at = now() WHERE met_at IS NULL AND ended_at IS NULL");
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(50, 250));
                long sent = System.currentTimeMillis();
                visitors.post(i);
                double seen = seen(today, visitors.name(i));
                unseen += seen == 0 ? 1 : 0;
                latencies.add((long) (((seen == 0 ? System.currentTimeMillis() : seen) - sent) * 1e6));
            }
            signals.print(out);
        }
        String what = "%d forms at %d signals/s: to the row in Today, ".formatted(posts, BACKGROUND);
        Rows.print(out, what + "p50, ms", "%.0f".formatted(latencies.percentile(0.5)), "150");
        Rows.print(out, what + "p99, ms", "%.0f".formatted(latencies.percentile(0.99)), "1,000");
        out.printf("  never shown: %d%n", unseen);
    }

    /** The form does not ask for the role, without which nobody qualifies. */
    private void introduce(Visitors visitors, int posts) throws Exception {
        try (Wire wire = new Wire(app.port())) {
            for (int i = 0; i < posts; i++) {
                wire.send(Wire.post(
                        "/v1/identify",
                        "{%s,\"messageId\":\"in%d\",\"anonymousId\":\"in%d\",\"traits\":{\"email\":\"%s\",\"role\":\"director\"}}"
                                .formatted(Rows.KEY, i, i, visitors.email(i))));
            }
        }
        rows.awaitEvaluated();
    }

    /** When the browser had the row, on the machine's clock; 0 when it never came. */
    private static double seen(Page today, String name) {
        try {
            return ((Number) today.waitForFunction(
                                    "name => window.seen[name]",
                                    name,
                                    new Page.WaitForFunctionOptions()
                                            .setPollingInterval(20)
                                            .setTimeout(10_000))
                            .jsonValue())
                    .doubleValue();
        } catch (PlaywrightException never) {
            return 0;
        }
    }

    /** The same signals with a funnel that hands over and with one that never does; both pass the same gates. */
    void intake() throws Exception {
        rows.warm();
        String handing = Rows.managedIt();
        String keeping = handing.replace("happened: accepted_by_sales", "happened: {meeting_booked: introduction}")
                .replace("owner: sales", "owner: marketing");
        double[] rate = new double[2];
        long handed = rows.count("SELECT count(*) FROM lead_assignment");
        int[] order = {0, 1, 1, 0}; // so that neither is always the one that meets the fuller tables
        for (int round = 0; round < order.length; round++) {
            rows.decide((order[round] == 1 ? handing : keeping).getBytes(StandardCharsets.UTF_8));
            String series = "h" + round;
            rate[order[round]] += rows.rate(Math.max(5, 30 / scale), n -> lead(series, n)) / 2;
        }
        rows.decide();
        handed = rows.count("SELECT count(*) FROM lead_assignment") - handed;
        Rows.print(out, "intake with routing, clocks and tasks, signals/s", Rows.number(rate[1]), "");
        Rows.print(out, "  without them, in the same run, signals/s", Rows.number(rate[0]), "");
        Rows.print(out, "  ratio", "%.2f".formatted(rate[1] / rate[0]), "0.85");
        out.printf("  leads handed over meanwhile: %,d, one for each %d signals%n", handed, Rows.BATCH);
    }

    /** A batch in which one visitor says who they are, asks for a demonstration and so qualifies. */
    private static byte[] lead(String series, long n) {
        String who = series + "-" + n;
        StringBuilder batch = new StringBuilder("{" + Rows.KEY + ",\"batch\":[");
        batch.append("""
                {"type":"identify","messageId":"%1$si","anonymousId":"%1$s","traits":{"email":"ada@%1$s.example",\
                "role":"director","company_size":120}},\
                {"type":"track","messageId":"%1$st","anonymousId":"%1$s","event":"demo_requested"}""".formatted(who));
        for (int i = 2; i < Rows.BATCH; i++) {
            batch.append(',').append(Rows.view(who + "v" + i, (n * Rows.BATCH + i) * 7_919));
        }
        return Wire.post("/v1/batch", batch.append("]}").toString());
    }
}
