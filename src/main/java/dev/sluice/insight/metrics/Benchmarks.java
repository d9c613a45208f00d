package dev.sluice.insight.metrics;

import dev.sluice.insight.metrics.Benchmark.BenchmarkedMetric;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The benchmarks of a workspace: its own where it has set one, else those that Sluice ships with. */
@Component
public class Benchmarks {
    private static final int MAX_SOURCE = 200;

    private final BenchmarkRows rows;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    Benchmarks(BenchmarkRows rows, Tenancy tenancy, AuditLog audit, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    public Map<BenchmarkedMetric, Benchmark> all(int workspace) {
        Map<BenchmarkedMetric, Benchmark> all = new EnumMap<>(BenchmarkedMetric.class);
        for (BenchmarkedMetric metric : BenchmarkedMetric.values()) {
            Benchmark shipped = Benchmark.shipped(metric);
            if (shipped != null) {
                all.put(metric, shipped);
            }
        }
        tenancy.read(workspace, () -> rows.own(workspace)).forEach(own -> all.put(own.of(), own));
        return all;
    }

    /** Sets one, or goes back to the shipped range where both ends are blank; percent, or minutes for times. */
    void set(Member member, String metric, String low, String high, String source) {
        BenchmarkedMetric of = BenchmarkedMetric.named(metric)
                .orElseThrow(() -> new BadInput("metric", "There is no benchmark of this name."));
        String text = StorableText.text(source).strip();
        tenancy.in(member.workspace(), () -> {
            if (low.isBlank() && high.isBlank()) {
                rows.remove(member.workspace(), of);
            } else {
                rows.set(member.workspace(), benchmark(of, low, high, text), member.user(), clock.instant());
            }
            audit.note(member, "benchmark set", of.code(), Map.of("low", low, "high", high));
        });
    }

    private static Benchmark benchmark(BenchmarkedMetric of, String low, String high, String source) {
        double from = number("low", low, of);
        double to = high.isBlank() ? from : number("high", high, of);
        if (to < from) {
            throw new BadInput("high", "The upper end lies below the lower; swap them.");
        }
        if (source.isEmpty() || source.length() > MAX_SOURCE) {
            throw new BadInput("source", "Say in up to " + MAX_SOURCE + " characters where the benchmark is from.");
        }
        return new Benchmark(of, from, to, source, true);
    }

    private static double number(String field, String text, BenchmarkedMetric of) {
        try {
            double value = Double.parseDouble(text.strip().replace(',', '.'));
            if (value >= 0 && value <= (of.time ? 100_000 : 100)) {
                return of.time ? value * 60 : value / 100;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence below
        }
        throw new BadInput(field, of.time ? "Write minutes as a number." : "Write percent as a number from 0 to 100.");
    }
}
