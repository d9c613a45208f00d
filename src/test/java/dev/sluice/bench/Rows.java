package dev.sluice.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.sluice.Chromium;
import dev.sluice.platform.Json;
import dev.sluice.story.RunningApp;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** The rows of the table, each measured on a running application. */
final class Rows {
    static final String KEY = "\"writeKey\":\"" + RunningApp.WRITE_KEY + "\"";
    static final int BATCH = 50;
    private static final int VISITORS = 200_000;

    private final RunningApp app;
    private final int scale;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newHttpClient();

    Rows(RunningApp app, int scale, PrintStream out) {
        this.app = app;
        this.scale = scale;
        this.out = out;
    }

    static void fold(PrintStream out) throws IOException, InterruptedException {
        Process jmh = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sluice.funnel.FoldBench")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (String line : jmh.inputReader().lines().toList()) {
            String[] score = line.split(" ", 2);
            if (score.length == 2 && score[1].matches("\\d+")) {
                boolean fold = "fold".equals(score[0]);
                print(
                        out,
                        fold
                                ? "fold, sample definition, one core (JMH), signals/s"
                                : "  standings, " + score[0] + ", each/s",
                        number(Long.parseLong(score[1])),
                        fold ? "1,000,000" : "");
            }
        }
        jmh.waitFor();
    }

    /** Gives the workspace a funnel that decides, as every row needs one. */
    void decide() throws IOException, InterruptedException {
        decide(managedIt().getBytes(StandardCharsets.UTF_8));
    }

    /** The definition that every row measures, in place of the one that a new workspace has, so that there is one. */
    static String managedIt() throws IOException {
        try (InputStream yaml = Rows.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            byte[] text = yaml == null ? new byte[0] : yaml.readAllBytes();
            return new String(text, StandardCharsets.UTF_8).replace("funnel: managed-it", "funnel: leads");
        }
    }

    void decide(byte[] yaml) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                request("/api/v1/funnels/leads?activate=true").header("Content-Type", "application/yaml"),
                "PUT",
                BodyPublishers.ofByteArray(yaml));
        if (answer.statusCode() >= 300) {
            out.println("No funnel decides: " + answer.statusCode() + " " + answer.body());
        }
        awaitActive();
    }

    void start() throws IOException, InterruptedException {
        app.close();
        long begin = System.nanoTime();
        app.startAgainAsBuilt();
        print(out, "second start to first answer, s", "%.1f".formatted((System.nanoTime() - begin) / 1e9), "4");
        String rss = Files.readAllLines(Path.of("/proc/" + app.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
        print(out, "  resident memory after it, MB", "%d".formatted(Long.parseLong(rss) / 1_024), "600");
        app.close();
        app.startAgain(); // the other rows run with the options of the bench
    }

    void intake(Duration span) throws Exception {
        warm();
        double raw = RawLimit.measure(app.databaseUrl(), Duration.ofSeconds(Math.max(3, 20 / scale)));
        LongFunction<byte[]> batch = n -> {
            StringBuilder body = new StringBuilder("{").append(KEY).append(",\"batch\":[");
            for (int i = 0; i < BATCH; i++) {
                body.append(i == 0 ? "" : ",").append(view("b" + n + "-" + i, (n * BATCH + i) * 7_919));
            }
            return Wire.post("/v1/batch", body.append("]}").toString());
        };
        measured("intake, batches of 50, durable and evaluated, signals/s", span, 8, BATCH, batch, 5_000);
        print(out, "  raw limit: four statements for each 500, signals/s", number(raw), "");
        out.printf("  ratio to it: %.2f (at least 0.25)%n", last / raw);
    }

    void single() throws Exception {
        warm();
        measured(
                "single calls, 64 connections, durable and evaluated, calls/s",
                seconds(60),
                64,
                1,
                n -> single("s", n),
                2_500);
    }

    void latency() throws Exception {
        warm();
        LongFunction<byte[]> call = n ->
                Wire.post("/v1/page", "{" + KEY + "," + view("l" + n, n * 7_919).substring(1));
        Load.Result result = Load.run(app.port(), 64, seconds(60), 500, call);
        print(
                out,
                "500 calls/s: to acknowledgement, p99, ms",
                "%.1f".formatted(result.latencies().percentile(0.99)),
                "25");
        print(out, "  acknowledgement to decision, p99, ms", decisionDelay(), "250");
    }

    private static byte[] single(String series, long n) {
        return n % 4 == 0
                ? Wire.post("/v1/identify", identify(series, n))
                : Wire.post(
                        "/v1/page",
                        "{" + KEY + "," + view(series + n, n * 7_919).substring(1));
    }

    private double last;

    private void measured(
            String what, Duration span, int connections, int signals, LongFunction<byte[]> request, int atLeast)
            throws Exception {
        Thread watcher = Thread.ofPlatform().daemon().start(this::watch);
        Load.Result result = Load.run(app.port(), connections, span, 0, request);
        watcher.interrupt();
        watcher.join();
        long left = backlog();
        long begin = System.nanoTime();
        while (backlog() > 0) {
            Thread.sleep(50);
        }
        double drained = (System.nanoTime() - begin) / 1e9;
        last = result.answered() * signals / (result.seconds() + drained);
        print(out, what, number(last), number(atLeast));
        out.printf(
                Locale.ROOT,
                "  acknowledged %,.0f/s, refused %d, p99 %.0f ms; backlog after a third, two thirds, all: %s, then %d, gone in %.1f s%n",
                result.answered() * signals / result.seconds(),
                result.refused(),
                result.latencies().percentile(0.99),
                backlogs,
                left,
                drained);
    }

    private final List<Long> backlogs = new ArrayList<>();

    private void watch() {
        backlogs.clear();
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(Math.max(2, 20 / scale)));
                backlogs.add(backlog());
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException failure) {
            out.println(failure);
        }
    }

    void imported() throws Exception {
        int rows = 1_000_000 / scale;
        Path file = Path.of("target/bench.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("Email,First Name,Last Name,Company,Role,Country,Create Date\n");
            for (int i = 0; i < rows; i++) {
                int who = i % 50 == 49 ? i - 7 : i; // every fiftieth row is somebody seen before
                csv.write("person%d@firm%d.example,Ada,Number%d,Firm %d,director,US,2026-0%d-1%d\n"
                        .formatted(who, who / 5, who, who / 5, 1 + i % 6, i % 9));
            }
        }
        long begin = System.nanoTime();
        if (upload(file)) {
            double took = (System.nanoTime() - begin) / 1e9;
            print(out, "import of %,d rows, evaluated, rows/s".formatted(rows), number(rows / took), "15,000");
        }
    }

    /** Hands a file to the importer and waits until it is in and all that follows is decided. */
    boolean upload(Path file) throws Exception {
        String boundary = "----bench";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n"),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        HttpResponse<String> answer = send(
                request("/api/v1/imports").header("Content-Type", "multipart/form-data; boundary=" + boundary),
                "POST",
                body);
        if (answer.statusCode() != 202) {
            out.println("import refused: " + answer.statusCode() + " " + answer.body());
            return false;
        }
        String location = answer.headers().firstValue("Location").orElseThrow();
        Map<String, Object> import_;
        do {
            Thread.sleep(200);
            import_ = Json.object(
                    send(request(location), "GET", BodyPublishers.noBody()).body());
        } while (!List.of("done", "failed", "cancelled", "paused").contains(String.valueOf(import_.get("state"))));
        while (backlog() > 0) {
            Thread.sleep(100);
        }
        return true;
    }

    void people() throws Exception {
        count("SELECT count(*) FROM person");
        String headers = "Authorization: Bearer " + RunningApp.API_KEY + "\r\n";
        for (String path :
                List.of("/api/v1/people?limit=80&stage=lead&sort=engagement", "/api/v1/people?limit=80&q=number77")) {
            print(out, "GET " + path + ", p99, ms", percentile(path, headers, 300 / scale + 20, 0.99), "50");
        }
        String report = "/api/v1/reports/funnel?by=month";
        print(out, "GET " + report + ", p50, ms", percentile(report, headers, 20, 0.5), "300");
    }

    private String percentile(String path, String headers, int times, double share) throws IOException {
        Latencies latencies = new Latencies();
        byte[] request = Wire.get(path, headers);
        int status = 0;
        try (Wire wire = new Wire(app.port())) {
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                status = wire.send(request);
                if (i >= 10) {
                    latencies.add(System.nanoTime() - begin);
                }
            }
        }
        return status == 200 ? "%.1f".formatted(latencies.percentile(share)) : "status " + status;
    }

    void replay() throws Exception {
        long people = count("SELECT count(*) FROM person WHERE merged_into IS NULL");
        signals(10_000_000 / scale);
        long begin = System.nanoTime();
        decide();
        print(
                out,
                "replay of %,d people, %,d signals, s".formatted(people, count("SELECT count(*) FROM signal")),
                "%.1f".formatted((System.nanoTime() - begin) / 1e9),
                "60");
    }

    /** Tops the log up to so many signals, spread over everybody. */
    void signals(long wanted) throws SQLException, IOException {
        long people = count("SELECT count(*) FROM person WHERE merged_into IS NULL");
        long missing = Math.max(0, wanted - count("SELECT count(*) FROM signal"));
        if (people > 0 && missing > 0) {
            execute("""
                    INSERT INTO signal (workspace_id, id, person_id, at, received_at, source_id, human, kind, subject)
                    SELECT p.workspace_id, gen_random_uuid(), p.id, now() - (g * interval '7 days'), now(), 1, true,
                           'page_viewed', CASE g %% 5 WHEN 0 THEN '/pricing' ELSE '/guides' END
                    FROM person p, generate_series(1, %d) g WHERE p.merged_into IS NULL""".formatted(Math.ceilDiv(missing, people)));
            execute("ANALYZE");
        }
    }

    /** A hundred thousand clocks that run out within a minute, and the list of somebody with two thousand leads among a million. */
    void handoff() throws Exception {
        int clocks = 100_000 / scale;
        peopled(1_000_000 / scale);
        execute("""
                INSERT INTO lead_assignment (workspace_id, person_id, funnel_id, owner_id, team, stage, state, since,
                                             limit_at, next_at, next_what)
                SELECT p.workspace_id, p.id, f.id, CASE WHEN row_number() OVER () <= 2000 THEN m.user_id ELSE -1 END, 'sales',
                       'mql', 'offered', now(), now() + interval '7 days', now() + interval '1 day', 'Answer the lead'
                FROM (SELECT * FROM person WHERE merged_into IS NULL LIMIT %d) p, funnel f, membership m
                ON CONFLICT DO NOTHING""".formatted(clocks));
        execute("""
                INSERT INTO response_clock (workspace_id, person_id, funnel_id, class, owner_id, started_at, due_at,
                                            within_seconds, working, follow, fire_at)
                SELECT l.workspace_id, l.person_id, l.funnel_id, 'bench', l.owner_id, now(), l.at, 1800, false, '{remind}', l.at
                FROM (SELECT *, now() + random() * interval '60 s' AS at FROM lead_assignment) l""");
        double late = 0;
        while (count("SELECT count(*) FROM response_clock WHERE class = 'bench' AND breached_at IS NULL") > 0) {
            late = Math.max(
                    late,
                    count(
                                    "SELECT coalesce(extract(epoch FROM now() - min(fire_at)) * 1000, 0)::bigint FROM response_clock"
                                            + " WHERE class = 'bench' AND breached_at IS NULL")
                            / 1e3);
            Thread.sleep(250);
        }
        print(
                out,
                "%,d clocks due within a minute: the last late by, s".formatted(clocks),
                "%.1f".formatted(late),
                "10");
        String headers = "Authorization: Bearer " + RunningApp.API_KEY + "\r\n";
        long owner = count("SELECT user_id FROM membership ORDER BY user_id LIMIT 1");
        print(
                out,
                "Today of 2,000 leads among %,d people, p99, ms".formatted(count("SELECT count(*) FROM person")),
                percentile("/api/v1/queue?owner=" + owner, headers, 300 / scale + 20, 0.99),
                "50");
    }

    /** People by hand, as many as are missing: what they did is not this row's matter. */
    void peopled(int wanted) throws SQLException, IOException {
        execute("""
                INSERT INTO person (workspace_id, id, identified_at, email, name, created_at)
                SELECT 1, (SELECT coalesce(max(id), 0) FROM person) + i, now(), 'filled' || i || '@firm' || i / 5 || '.example',
                       'Ada Number' || i, now()
                FROM generate_series(1, %d - (SELECT count(*) FROM person)) i""".formatted(wanted));
        execute("ANALYZE person");
    }

    private void awaitActive() throws InterruptedException {
        try {
            while (count("SELECT count(*) FROM funnel_version WHERE state = 'activating'") > 0) {
                Thread.sleep(100);
            }
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean isWarm;

    /** A server is measured as it is after its first minutes: the compiler needs its time whatever the scale. */
    void warm() throws Exception {
        if (!isWarm) {
            isWarm = true;
            Load.run(app.port(), 64, Duration.ofSeconds(90), 0, n -> single("w", n));
            awaitEvaluated();
        }
    }

    void awaitEvaluated() throws Exception {
        while (backlog() > 0) {
            Thread.sleep(50);
        }
    }

    /** Signals a second of batches sent for so many seconds, durable and evaluated. */
    double rate(int seconds, LongFunction<byte[]> batch) throws Exception {
        long begin = System.nanoTime();
        Load.Result result = Load.run(app.port(), 8, Duration.ofSeconds(seconds), 0, batch);
        awaitEvaluated();
        return result.answered() * BATCH / ((System.nanoTime() - begin) / 1e9);
    }

    private int backgrounds;

    /** Page views at a steady rate, each its own request, until it is closed. */
    Background background(int perSecond) {
        String series = "bg" + backgrounds++ + "-";
        return new Background(
                app.port(),
                perSecond,
                n -> Wire.post(
                        "/v1/page",
                        "{" + KEY + "," + view(series + n, n * 7_919).substring(1)));
    }

    /** A page view by one of the visitors; which of them, the number says. */
    static String view(String id, long number) {
        long visitor = number % VISITORS;
        return "{\"type\":\"page\",\"messageId\":\"" + id + "\",\"anonymousId\":\"visitor-" + visitor
                + "\",\"properties\":{\"path\":\"" + (visitor % 5 == 0 ? "/pricing" : "/guides")
                + "\",\"url\":\"https://www.harbour-it.example/guides\"}}";
    }

    private static String identify(String series, long n) {
        long visitor = n * 7_919 % VISITORS;
        return "{" + KEY + ",\"messageId\":\"i" + series + n + "\",\"anonymousId\":\"visitor-" + visitor
                + "\",\"traits\":{\"email\":\"person" + visitor + "@firm" + visitor / 5
                + ".example\",\"role\":\"director\",\"company_size\":120}}";
    }

    /** As the application itself measures it, from arrival to the commit of what follows. */
    private String decisionDelay() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + app.managementPort() + "/actuator/prometheus"))
                    .build();
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("sluice_decision_delay_seconds{") && line.contains("0.99"))
                    .map(line ->
                            "%.0f".formatted(1_000 * Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException silent) {
            return silent.toString();
        }
    }

    /** A page of the owner, whom the application knows; scripts of the bench may run in it. */
    Page signedIn(Chromium chromium) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setBypassCSP(true))
                .newPage();
        page.navigate(app.address() + "/sign-in");
        page.fill("#email", RunningApp.OWNER);
        page.fill("#password", RunningApp.PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(url -> !url.contains("sign-in"));
        return page;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(app.address() + path))
                .header("Authorization", "Bearer " + RunningApp.API_KEY);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String method, BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(request.method(method, body).build(), BodyHandlers.ofString());
    }

    private long backlog() throws SQLException, IOException {
        return count("SELECT count(*) FROM evaluation_queue");
    }

    long count(String sql) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(app.databaseUrl());
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void execute(String sql) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(app.databaseUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Duration seconds(int full) {
        return Duration.ofSeconds(Math.max(5, full / scale));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static void print(PrintStream out, String what, String measured, String atLeast) {
        out.printf("%-66s %14s %14s%n", what, measured, atLeast);
        out.flush();
    }
}
