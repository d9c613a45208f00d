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
    static final Set<String> ROWS =
            Set.of("fold", "start", "intake", "single", "latency", "import", "replay", "people", "handoff");
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
        try (RunningApp app = RunningApp.on(data, Map.of(), options)) {
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
            if (wanted(asked, "import")) {
                rows.imported();
            }
            if (wanted(asked, "people")) {
                rows.people();
            }
            if (wanted(asked, "handoff")) {
                rows.handoff();
            }
            if (wanted(asked, "replay")) {
                rows.replay();
            }
        }
    }

    private static boolean wanted(List<String> asked, String row) {
        return asked.isEmpty() || asked.contains(row);
    }
}
