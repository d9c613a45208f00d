package dev.sluice.bench;

import dev.sluice.platform.Json;
import dev.sluice.story.RunningApp;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The rows of mail: the first touch, many steps at once, what goes out in a second, and the way out. */
final class OutreachRows {
    private static final int BACKGROUND = 500;
    private static final int CONNECTIONS = 8; // as many as the application opens
    private static final int WARMING = 10_000; // mails until the compiler is done with the way out
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String OPEN = "state IN ('ready', 'claimed', 'data_started')";

    private final Rows rows;
    private final RunningApp app;
    private final MailServer server;
    private final int scale;
    private final PrintStream out;

    OutreachRows(Rows rows, RunningApp app, MailServer server, int scale, PrintStream out) {
        this.rows = rows;
        this.app = app;
        this.server = server;
        this.scale = scale;
        this.out = out;
    }

    /** From the instant at which a form was meant to be sent until the mail server had its answer. */
    void firstTouch() throws Exception {
        rows.warm();
        int posts = Math.max(60, 600 / scale);
        Visitors visitors = Visitors.open(app.address(), "touch", posts);
        AtomicInteger refused = new AtomicInteger();
        long begin = System.nanoTime() + 2_000_000_000L;
        try (Background signals = rows.background(BACKGROUND);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < posts; i++) {
                int visitor = i;
                LockSupport.parkNanos(due(begin, i) - System.nanoTime());
                senders.submit(() -> {
                    if (visitors.post(visitor) != 303) {
                        refused.incrementAndGet();
                    }
                    return visitor;
                });
            }
            long giveUp = System.nanoTime() + 30_000_000_000L;
            while (arrived(visitors, posts) < posts && System.nanoTime() < giveUp) {
                Thread.sleep(20);
            }
            signals.print(out);
        }
        Latencies latencies = new Latencies();
        for (int i = 0; i < posts; i++) {
            MailServer.Taken taken = server.taken().get(visitors.email(i));
            latencies.add((taken == null ? System.nanoTime() : taken.nanos()) - due(begin, i));
        }
        String what = "%d forms at %d signals/s: to 250 after DATA, ".formatted(posts, BACKGROUND);
        Rows.print(out, what + "p50, ms", "%.0f".formatted(latencies.percentile(0.5)), "400");
        Rows.print(out, what + "p99, ms", "%.0f".formatted(latencies.percentile(0.99)), "2,000");
        out.printf("  never answered: %d, posts refused: %d%n", posts - arrived(visitors, posts), refused.get());
    }

    private static long due(long begin, int i) {
        return begin + i * 100_000_000L;
    }

    private long arrived(Visitors visitors, int posts) {
        return java.util.stream.IntStream.range(0, posts)
                .filter(i -> server.taken().containsKey(visitors.email(i)))
                .count();
    }

    /** Steps that become due within a minute: how late the last of them is planned, while what is planned goes out. */
    void enrolments() throws Exception {
        int many = 100_000 / scale;
        enrol("due", many, 60.0 / scale);
        String waiting = "FROM enrolment WHERE sequence = 'due' AND state = 'active' AND next_step = 'a'";
        double late = 0;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (rows.count("SELECT count(*) " + waiting) > 0 && System.nanoTime() < giveUp) {
            late = Math.max(
                    late,
                    rows.count(
                                    "SELECT coalesce(greatest(0, extract(epoch FROM now() - min(due_at))) * 1000, 0)::bigint "
                                            + waiting)
                            / 1e3);
            Thread.sleep(250);
        }
        Rows.print(
                out,
                "%,d enrolments due within %.0f s: the last planned late by, s".formatted(many, 60.0 / scale),
                "%.1f".formatted(late),
                "60");
        awaitSent();
        books("due");
    }

    /** Planned, merged, its links signed, taken by the server and settled: every state on the way is durable. */
    void mail() throws Exception {
        int many = 20_000 / scale;
        rows.warm();
        enrol("warm", WARMING, 0);
        awaitSent();
        long begin = System.nanoTime();
        enrol("rate", many, 0);
        awaitSent();
        double perSecond = many / ((System.nanoTime() - begin) / 1e9);
        double raw = server.raw(CONNECTIONS, Duration.ofSeconds(Math.max(3, 20 / scale)));
        Rows.print(out, "mail to a local server, merged, links signed, messages/s", Rows.number(perSecond), "500");
        Rows.print(
                out,
                "  raw limit: the server, %d connections, messages/s".formatted(CONNECTIONS),
                Rows.number(raw),
                "");
        out.printf("  ratio to it: %.2f%n", perSecond / raw);
        books("rate");
    }

    /** From the POST on the link of a mail until the next mail is taken back and the sequence has ended. */
    void unsubscribe() throws Exception {
        int many = Math.max(30, 300 / scale);
        // whom the funnel would enrol in it for the signal that they unsubscribe
        api("PATCH", "/api/v1/sequences/five-mails", Map.of("status", "running"));
        rows.execute("""
                INSERT INTO message (workspace_id, key, token, message_id, person_id, address, domain, kind, template,
                                     subject, html, body, thread, priority, planned_at, due_at, state)
                SELECT workspace_id, 'next ' || key, 'next' || token, 'next' || message_id, person_id, address, domain, kind,
                       template, subject, html, body, thread, priority, now(), now() + interval '1 day', 'ready'
                FROM message WHERE kind = 'marketing' AND state = 'sent' AND address LIKE 'due%%' ORDER BY id LIMIT %d""".formatted(many));
        Latencies latencies = new Latencies();
        try (Background signals = rows.background(BACKGROUND);
                Wire wire = new Wire(app.port());
                Connection connection = DriverManager.getConnection(app.databaseUrl());
                var queued = connection
                        .createStatement()
                        .executeQuery("SELECT address, person_id FROM message WHERE key LIKE 'next %' ORDER BY id");
                var effect = connection.prepareStatement("""
                        SELECT NOT EXISTS (SELECT FROM message WHERE workspace_id = 1 AND person_id = ? AND state = 'ready')
                           AND NOT EXISTS (SELECT FROM enrolment WHERE workspace_id = 1 AND person_id = ?
                                             AND state = 'active')""")) {
            while (queued.next()) {
                effect.setLong(1, queued.getLong(2));
                effect.setLong(2, queued.getLong(2));
                String link = server.taken().get(queued.getString(1)).oneClick();
                long begin = System.nanoTime();
                int status = wire.send(Wire.form(link, "List-Unsubscribe=One-Click"));
                if (status >= 300) {
                    throw new IOException("unsubscribing was answered with " + status);
                }
                while (!yes(effect) && System.nanoTime() - begin < 10_000_000_000L) {
                    Thread.sleep(1);
                }
                latencies.add(System.nanoTime() - begin);
            }
            signals.print(out);
        }
        String what = "%d unsubscribe, at %d signals/s: to effect, ".formatted(many, BACKGROUND);
        Rows.print(out, what + "p50, ms", "%.1f".formatted(latencies.percentile(0.5)), "");
        Rows.print(out, what + "p99, ms", "%.1f".formatted(latencies.percentile(0.99)), "1,000");
    }

    private static boolean yes(java.sql.PreparedStatement asked) throws SQLException {
        try (var row = asked.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * People in the first step of a sequence of two mails, due within so many seconds from now. They are written as
     * intake would have: no signal about them tells anything new.
     */
    private void enrol(String name, int many, double seconds) throws Exception {
        rows.execute("""
                INSERT INTO consent_setting (workspace_id, rule, purposes) VALUES (1, 'until_they_say_no', '[{"code": "marketing", "words": "News"}]')
                ON CONFLICT (workspace_id) DO UPDATE SET rule = excluded.rule""");
        api(
                "POST",
                "/api/v1/templates",
                Map.of(
                        "name",
                        name,
                        "title",
                        name,
                        "format",
                        "text",
                        "subject",
                        "What an hour costs {{company|you}}",
                        "body",
                        """
                        Hello {{first_name|there}},

                        [the sum](https://www.harbour-it.example/sum) takes a minute, and
                        [this case](https://www.harbour-it.example/case) shows what it saves.

                        {{sender_name}}"""));
        api(
                "POST",
                "/api/v1/sequences",
                Map.of(
                        "name",
                        name,
                        "title",
                        name,
                        "priority",
                        50,
                        "window",
                        Map.of(
                                "days",
                                List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
                                "from",
                                "00:00",
                                "to",
                                "00:00"),
                        "steps",
                        List.of(
                                Map.of("id", "a", "kind", "mail", "template", name),
                                Map.of("id", "b", "kind", "mail", "after", "1d", "template", name))));
        api("PATCH", "/api/v1/sequences/" + name, Map.of("status", "running"));
        rows.execute("""
                INSERT INTO company (workspace_id, key, name, name_key, domain, created_at)
                SELECT 1, 'd:firm' || i || '.example', 'Firm ' || i, 'firm ' || i, 'firm' || i || '.example', now()
                FROM generate_series(0, 4999) i ON CONFLICT DO NOTHING""");
        rows.execute("""
                WITH who AS (
                    INSERT INTO person (workspace_id, id, identified_at, email, traits, company_id, name, created_at)
                    SELECT 1, (SELECT greatest(max(id), 1000000000000) FROM person) + i, now(), e.email,
                           jsonb_build_object('email', e.email), c.id, 'Ada Number' || i, now()
                    FROM generate_series(1, %2$d) i
                    CROSS JOIN LATERAL (SELECT '%1$s' || i || '@firm' || i %% 5000 || '.example' AS email) e
                    JOIN company c ON c.workspace_id = 1 AND c.key = 'd:firm' || i %% 5000 || '.example' RETURNING *),
                known AS (
                    INSERT INTO identity (workspace_id, key, person_id) SELECT workspace_id, 'e:' || email, id FROM who)
                INSERT INTO enrolment (workspace_id, sequence, person_id, version, state, next_step, due_at, priority, cause,
                                       started_at)
                SELECT workspace_id, '%1$s', id, 1, 'active', 'a', now() + random() * %3$s * interval '1 s', 50, 'bench', now()
                FROM who""".formatted(name, many, seconds));
        rows.execute("ANALYZE person, identity, enrolment");
    }

    private void api(String method, String path, Map<String, ?> json) throws IOException, InterruptedException {
        HttpResponse<String> answer = rows.send(
                rows.request(path).header("Content-Type", "application/json"),
                method,
                BodyPublishers.ofString(Json.write(json)));
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private void awaitSent() throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (rows.count("SELECT (SELECT count(*) FROM message WHERE " + OPEN + " AND due_at <= now())"
                                + " + (SELECT count(*) FROM enrolment WHERE next_step = 'a' AND state = 'active'"
                                + " AND due_at <= now())")
                        > 0
                && System.nanoTime() < giveUp) {
            Thread.sleep(100);
        }
    }

    /** What became of the mails of a sequence; none may be missing. */
    private void books(String name) throws SQLException, IOException {
        String mine = "SELECT count(*) FROM message WHERE template = '" + name + "'";
        out.printf(
                "  planned %,d = sent %,d + failed %,d + unknown %,d + suppressed %,d; taken by the server %,d%n",
                rows.count(mine),
                rows.count(mine + " AND state = 'sent'"),
                rows.count(mine + " AND state = 'failed'"),
                rows.count(mine + " AND state = 'unknown'"),
                rows.count(mine + " AND state = 'suppressed'"),
                server.taken().keySet().stream()
                        .filter(address -> address.matches(name + "\\d+@.*"))
                        .count());
    }
}
