package dev.sluice.bench;

import com.microsoft.playwright.Page;
import dev.sluice.Chromium;
import dev.sluice.platform.Json;
import dev.sluice.story.RunningApp;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The rows of pipeline and insight. */
final class PipelineRows {
    private static final int STEPS = 3;

    private final Rows rows;
    private final RunningApp app;
    private final int scale;
    private final PrintStream out;

    PipelineRows(Rows rows, RunningApp app, int scale, PrintStream out) {
        this.rows = rows;
        this.app = app;
        this.scale = scale;
        this.out = out;
    }

    /** Deals with three dated steps each, from the upload to the last deal's place in the pipeline. */
    void imported() throws Exception {
        deals(100_000 / scale);
    }

    void deals(int deals) throws Exception {
        Path file = Path.of("target/bench-deals.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("deal_id,email,deal_stage,stage_date,amount\n");
            List<String> stages = List.of("Discovery", "Proposal", "Negotiation");
            for (int i = 0; i < deals; i++) {
                for (int step = 0; step < STEPS; step++) {
                    boolean last = step == STEPS - 1;
                    String stage = last && i % 20 != 0 ? i % 3 == 0 ? "Closed Won" : "Closed Lost" : stages.get(step);
                    csv.write("b%d,buyer%d@firm%d.example,%s,2026-0%d-1%d 09:00,%d\n"
                            .formatted(i, i, i / 5, stage, 1 + step * 2 + i % 2, i % 9, 1_000 + i % 9_000));
                }
            }
        }
        long begin = System.nanoTime();
        if (rows.upload(file)) {
            double took = (System.nanoTime() - begin) / 1e9;
            Rows.print(
                    out,
                    "import of %,d deals with their steps, rows/s".formatted(deals),
                    Rows.number(deals * STEPS / took),
                    "10,000");
        }
    }

    /** Forecast and velocity over ten thousand deals, each request as of another day, from the first on. */
    void forecast() throws Exception {
        if (rows.count("SELECT count(*) FROM deal") < 10_000 / scale) {
            deals(10_000 / scale);
        }
        String of = " of %,d deals among %,d people: "
                .formatted(rows.count("SELECT count(*) FROM deal"), rows.count("SELECT count(*) FROM person"));
        for (String report : List.of("forecast", "velocity")) {
            String path = "/api/v1/reports/" + report;
            Latencies first = reads(1, i -> path);
            Latencies days =
                    reads(40, i -> path + "?as_of=" + LocalDate.of(2026, 11, 30).minusDays(i));
            Rows.print(out, report + of + "first request, ms", "%.0f".formatted(first.percentile(1)), "300");
            Rows.print(out, report + of + "p95, ms", "%.0f".formatted(days.percentile(0.95)), "300");
        }
    }

    /** The board of those of them that are open: painted in Chromium, and a card put down in another stage. */
    void board() throws Exception {
        rows.warm();
        long open = rows.count("SELECT count(*) FROM deal WHERE state = 'open'");
        String board = "board of %,d open deals: ".formatted(open);
        if (Chromium.isHere()) {
            try (Chromium chromium = Chromium.open()) {
                Page page = rows.signedIn(chromium);
                Latencies paints = new Latencies();
                for (int i = 0; i < 30; i++) {
                    page.navigate(app.address() + "/pipeline");
                    page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length > 0");
                    paints.add((long) (1e6
                            * ((Number)
                                            page.evaluate(
                                                    "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                                    .doubleValue()));
                }
                Rows.print(out, board + "first paint, p50, ms", "%.0f".formatted(paints.percentile(0.5)), "300");
            }
        } else {
            out.println(board + "left out, no Chromium here (SLUICE_BROWSER names one)");
        }
        Map<String, Object> first = Json.object(
                rows.send(rows.request("/api/v1/deals?state=open&limit=200"), "GET", BodyPublishers.noBody())
                        .body());
        Latencies drops = new Latencies();
        int refused = 0;
        for (Object one : (List<?>) first.get("rows")) {
            Map<?, ?> deal = (Map<?, ?>) one;
            long begin = System.nanoTime();
            HttpResponse<String> moved = rows.send(
                    rows.request("/api/v1/deals/" + deal.get("id") + "/moves")
                            .header("Content-Type", "application/json"),
                    "POST",
                    BodyPublishers.ofString("{\"to\":\"discovery\"}"));
            drops.add(System.nanoTime() - begin);
            refused += moved.statusCode() == 200 ? 0 : 1;
        }
        Rows.print(out, board + "a drop, p99, ms", "%.0f".formatted(drops.percentile(0.99)), "100");
        out.printf("  of which refused: %d%n", refused);
    }

    /** A higher threshold over two million signals, from the button to the side by side. */
    void whatIf() throws Exception {
        if (!Chromium.isHere()) {
            out.println("what-if: left out, no Chromium here (SLUICE_BROWSER names one)");
            return;
        }
        long people = rows.count("SELECT count(*) FROM person WHERE merged_into IS NULL");
        rows.signals(2_000_000 / scale);
        long signals = rows.count("SELECT count(*) FROM signal");
        try (Chromium chromium = Chromium.open()) {
            Page page = rows.signedIn(chromium);
            page.navigate(app.address() + "/insight/what-if?stage=mql&threshold=40");
            page.selectOption("#days", "0");
            long begin = System.nanoTime();
            page.click("text=Replay both");
            page.waitForSelector("#result", new Page.WaitForSelectorOptions().setTimeout(600_000));
            Rows.print(
                    out,
                    "what-if over %,d people and %,d signals, s".formatted(people, signals),
                    "%.1f".formatted((System.nanoTime() - begin) / 1e9),
                    "15");
        }
    }

    /** The five metrics of everybody, who are first given a history by hand: five decisions each on average. */
    void metrics() throws Exception {
        rows.execute("""
                UPDATE standing s SET
                    stage = d.depth, reached = (1 << (d.depth + 1)) - 1, started_at = d.begun, entered_at = d.begun + d.depth * d.step,
                    reached_at = (SELECT array_agg(CASE WHEN i <= d.depth THEN d.begun + i * d.step END ORDER BY i)
                                  FROM generate_series(0, cardinality(s.reached_at) - 1) i),
                    outcome = CASE WHEN s.person_id % 11 = 0 THEN 2 ELSE 0 END
                FROM (SELECT person_id, run, now() - (person_id * 7919 % 47304000) * interval '1 s' AS begun,
                             (1 + person_id % 97) * interval '3 h' AS step,
                             CASE WHEN person_id % 100 < 3 THEN 4 WHEN person_id % 100 < 8 THEN 3 WHEN person_id % 100 < 20 THEN 2
                                  WHEN person_id % 100 < 40 THEN 1 ELSE 0 END AS depth
                      FROM standing) d
                WHERE s.person_id = d.person_id AND s.run = d.run""");
        rows.execute("""
                INSERT INTO transition (workspace_id, funnel_id, person_id, at, decided_at, kind, stage, version, fit, engagement, because)
                SELECT s.workspace_id, f.id, s.person_id, s.started_at + i * interval '1 day', now(),
                       CASE WHEN s.reached_at[i] IS NULL THEN 'flagged' ELSE 'entered' END, 'mql', 1, 40, 30, '{}'
                FROM standing s, funnel f, generate_series(1, 5) i""");
        rows.execute("VACUUM ANALYZE standing");
        rows.execute("VACUUM ANALYZE transition");
        String what = "five metrics, %,d people and %,d decisions: "
                .formatted(rows.count("SELECT count(*) FROM standing"), rows.count("SELECT count(*) FROM transition"));
        Latencies shown = reads(100, i -> "/api/v1/reports/metrics?period=12m");
        Rows.print(out, what + "p50, ms", "%.0f".formatted(shown.percentile(0.5)), "200");
        Rows.print(out, what + "p99, ms", "%.0f".formatted(shown.percentile(0.99)), "500");
        Latencies anew =
                reads(20, i -> "/api/v1/reports/metrics?from=2025-12-%02d&to=2026-11-%02d".formatted(1 + i, 1 + i));
        Rows.print(out, "  a period nobody asked for before, p50, ms", "%.0f".formatted(anew.percentile(0.5)), "");
    }

    private Latencies reads(int times, IntFunction<String> path) throws IOException {
        Latencies latencies = new Latencies();
        try (Wire wire = new Wire(app.port())) {
            for (int i = 0; i < times; i++) {
                byte[] request = Wire.get(path.apply(i), "Authorization: Bearer " + RunningApp.API_KEY + "\r\n");
                long begin = System.nanoTime();
                int status = wire.send(request);
                latencies.add(System.nanoTime() - begin);
                if (status != 200) {
                    throw new IOException(path.apply(i) + " answered " + status);
                }
            }
        }
        return latencies;
    }
}
