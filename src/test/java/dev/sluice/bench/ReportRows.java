package dev.sluice.bench;

import dev.sluice.platform.Json;
import dev.sluice.story.RunningApp;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every report of the API over a hundred thousand people and ten thousand deals, each request for days nobody asked for before. */
final class ReportRows {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final int DAYS = 330;
    private static final int TIMES = 20;

    private final Rows rows;
    private final RunningApp app;
    private final int scale;
    private final PrintStream out;

    ReportRows(Rows rows, RunningApp app, int scale, PrintStream out) {
        this.rows = rows;
        this.app = app;
        this.scale = scale;
        this.out = out;
    }

    void reports() throws Exception {
        people(100_000 / scale);
        new PipelineRows(rows, app, scale, out).deals(10_000 / scale);
        rows.execute("ANALYZE");
        out.printf(
                "reports over %,d people, %,d deals and %,d decisions, ms:%n",
                rows.count("SELECT count(*) FROM person"),
                rows.count("SELECT count(*) FROM deal"),
                rows.count("SELECT count(*) FROM transition"));
        for (Map.Entry<String, List<String>> report : described().entrySet()) {
            double first = asked(report.getKey(), report.getValue(), 0, 1).percentile(1);
            double p95 = asked(report.getKey(), report.getValue(), 1, TIMES).percentile(0.95);
            Rows.print(out, "  " + report.getKey() + ", first", "%.0f".formatted(first), "300");
            Rows.print(out, "  " + report.getKey() + ", p95", "%.0f".formatted(p95), "300");
        }
    }

    private void people(int count) throws Exception {
        Path file = Path.of("target/bench-people.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("Email,First Name,Last Name,Job Title,Company,Country,Source,Create Date,MQL Date,SQL Date\n");
            for (int i = 0; i < count; i++) {
                LocalDate begun = TODAY.minusDays(i % DAYS);
                boolean qualified = i % 4 == 0;
                boolean accepted = i % 12 == 0;
                csv.write("lead%d@firm%d.example,Ada,Number%d,Director,Firm %d,US,source %d,%s,%s,%s\n"
                        .formatted(
                                i,
                                i / 5,
                                i,
                                i / 5,
                                i % 7,
                                begun,
                                qualified ? begun.plusDays(1 + i % 9) : "",
                                accepted ? begun.plusDays(10 + i % 9) : ""));
            }
        }
        rows.upload(file);
    }

    /** The paths of the reports and the names of their parameters, as the API describes itself. */
    private Map<String, List<String>> described() throws IOException, InterruptedException {
        Map<String, Object> api = Json.object(rows.send(rows.request("/openapi.json"), "GET", BodyPublishers.noBody())
                .body());
        Map<String, List<String>> reports = new TreeMap<>();
        ((Map<?, ?>) api.get("paths")).forEach((path, item) -> {
            Map<?, ?> get = (Map<?, ?>) ((Map<?, ?>) item).get("get");
            if (path.toString().startsWith("/api/v1/reports/")
                    && !path.toString().contains("{")
                    && get != null) {
                List<String> names = new ArrayList<>();
                if (get.get("parameters") instanceof List<?> parameters) {
                    parameters.forEach(
                            one -> names.add(((Map<?, ?>) one).get("name").toString()));
                }
                reports.put(path.toString(), names);
            }
        });
        return reports;
    }

    private Latencies asked(String path, List<String> names, int from, int times) throws IOException {
        Latencies latencies = new Latencies();
        try (Wire wire = new Wire(app.port())) {
            for (int i = from; i < from + times; i++) {
                String days = names.contains("from")
                        ? "?from=" + TODAY.minusDays(300 - i) + "&to=" + TODAY.minusDays(i)
                        : names.contains("as_of") ? "?as_of=" + TODAY.minusDays(i) : "";
                byte[] request = Wire.get(path + days, "Authorization: Bearer " + RunningApp.API_KEY + "\r\n");
                long begin = System.nanoTime();
                int status = wire.send(request);
                latencies.add(System.nanoTime() - begin);
                if (status != 200) {
                    throw new IOException(path + days + " answered " + status);
                }
            }
        }
        return latencies;
    }
}
