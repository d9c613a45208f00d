package dev.sluice.bench;

import dev.sluice.story.RunningApp;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the table of speeds: each figure, what is asked of it, and for intake the raw limit of the same run. */
public final class Bench {
    static final Set<String> ROWS = Set.of(
            "fold",
            "start",
            "intake",
            "single",
            "latency",
            "import",
            "replay",
            "people",
            "handoff",
            "today",
            "outreach",
            "mail",
            "whatif",
            "deals",
            "forecast",
            "metrics",
            "reports",
            "backup");
    private static final PrintStream OUT = System.out;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> asked = new ArrayList<>(List.of(arguments));
        boolean quick = asked.remove("--quick");
        boolean profile = asked.remove("--profile");
        if (!ROWS.containsAll(asked)) {
            System.err.println("usage: bin/bench [--quick] [--profile] ["
                    + String.join("|", ROWS.stream().sorted().toList()) + "]...");
            System.exit(2);
        }
        int scale = quick ? 10 : 1;
        OUT.println(quick ? "Quick: every size and span is a tenth of the real one." : "Full size.");
        OUT.printf("%-58s %14s %14s%n", "what", "measured", "at least");
        Path data = Path.of("target/bench-data");
        Folders.remove(data);
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        if (profile) {
            options.add("-XX:StartFlightRecording=filename=target/bench.jfr,settings=profile");
        }
        if (wanted(asked, "fold")) {
            Rows.fold(OUT);
        }
        try (MailServer server = new MailServer();
                RunningApp app = RunningApp.on(data, environment(server), options)) {
            Rows rows = new Rows(app, scale, OUT);
            if (wanted(asked, "start")) {
                rows.start();
            }
            rows.decide();
            if (wanted(asked, "latency")) {
                rows.latency();
            }
            if (wanted(asked, "single")) {
                rows.single();
            }
            if (wanted(asked, "intake")) {
                rows.intake(Duration.ofSeconds(60 / scale));
            }
            PipelineRows pipeline = new PipelineRows(rows, app, scale, OUT);
            if (wanted(asked, "whatif")) {
                pipeline.whatIf();
            }
            if (wanted(asked, "import")) {
                rows.imported();
            }
            if (wanted(asked, "people")) {
                rows.people();
            }
            if (wanted(asked, "handoff")) {
                rows.handoff();
            }
            TodayRows today = new TodayRows(rows, app, scale, OUT);
            OutreachRows outreach = new OutreachRows(rows, app, server, scale, OUT);
            if (wanted(asked, "today")) {
                today.inTheBrowser();
                today.intake();
            }
            if (wanted(asked, "outreach")) {
                outreach.firstTouch();
                outreach.enrolments();
                outreach.unsubscribe();
            }
            if (wanted(asked, "mail")) {
                outreach.mail();
            }
            if (wanted(asked, "deals")) {
                pipeline.imported();
                pipeline.board();
            }
            if (wanted(asked, "forecast")) {
                rows.peopled(100_000 / scale);
                pipeline.forecast();
            }
            if (wanted(asked, "replay")) {
                rows.replay();
            }
            if (wanted(asked, "metrics")) {
                pipeline.metrics();
            }
            if (wanted(asked, "reports")) {
                new ReportRows(rows, app, scale, OUT).reports();
            }
            if (wanted(asked, "backup")) {
                if (!wanted(asked, "import")) {
                    rows.imported();
                }
                new BackupRows(app, data, scale, OUT).backup();
            }
        }
    }

    /** Mail goes to the server beside the load, which also speaks for many visitors: each is in a network of its own. */
    private static Map<String, String> environment(MailServer server) {
        return Map.of(
                "SLUICE_SMTP_HOST", "127.0.0.1",
                "SLUICE_SMTP_PORT", Integer.toString(server.port()),
                "SLUICE_SMTP_TLS", "none",
                "SLUICE_TRUSTED_PROXIES", "127.0.0.1,::1");
    }

    private static boolean wanted(List<String> asked, String row) {
        return asked.isEmpty() || asked.contains(row);
    }
}
