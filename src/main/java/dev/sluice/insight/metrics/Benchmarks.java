package dev.sluice.insight.metrics;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The benchmarks of a workspace: its own where it has set one, what ships with Sluice elsewhere. */
@Component
public class Benchmarks {
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    Benchmarks(JdbcClient jdbc, Tenancy tenancy, AuditLog audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    public Map<Benchmark.BenchmarkedMetric, Benchmark> all(int workspace) {
        Map<Benchmark.BenchmarkedMetric, Benchmark> all = new EnumMap<>(Benchmark.BenchmarkedMetric.class);
        for (Benchmark.BenchmarkedMetric of : Benchmark.BenchmarkedMetric.values()) {
            Benchmark shipped = Benchmark.shipped(of);
            if (shipped != null) {
                all.put(of, shipped);
            }
        }
        tenancy.read(workspace, () -> {
            jdbc.sql("SELECT metric, low, high, source FROM benchmark WHERE workspace_id = ?")
                    .param(workspace)
                    .query(row -> {
                        Benchmark.BenchmarkedMetric of = Benchmark.BenchmarkedMetric.named(row.getString(1))
                                .orElse(null);
                        if (of != null) {
                            all.put(of, new Benchmark(of, row.getDouble(2), row.getDouble(3), row.getString(4), true));
                        }
                    });
            return true;
        });
        return all;
    }

    /** Sets one, or goes back to the shipped range where both ends are blank; percent, or minutes for times. */
    void set(Member member, String metric, String low, String high, String source) {
        Benchmark.BenchmarkedMetric of = Benchmark.BenchmarkedMetric.named(metric)
                .orElseThrow(() -> new BadInput("metric", "There is no benchmark of this name."));
        String told = StorableText.text(source).strip();
        tenancy.in(member.workspace(), () -> {
            if (low.isBlank() && high.isBlank()) {
                jdbc.sql("DELETE FROM benchmark WHERE workspace_id = ? AND metric = ?")
                        .params(member.workspace(), of.code())
                        .update();
            } else {
                double least = number("low", low, of);
                double most = high.isBlank() ? least : number("high", high, of);
                if (most < least) {
                    throw new BadInput("high", "The upper end lies below the lower; swap them.");
                }
                if (told.isEmpty() || told.length() > LONGEST) {
                    throw new BadInput(
                            "source", "Say in up to " + LONGEST + " characters where the benchmark is from.");
                }
                jdbc.sql("""
                                INSERT INTO benchmark (workspace_id, metric, low, high, source, set_by, set_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (workspace_id, metric) DO UPDATE SET low = excluded.low, high = excluded.high,
                                    source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at""")
                        .params(
                                member.workspace(),
                                of.code(),
                                least,
                                most,
                                told,
                                member.user(),
                                Timestamp.from(clock.instant()))
                        .update();
            }
            audit.note(member, "benchmark set", of.code(), Map.of("low", low, "high", high));
        });
    }

    private static double number(String field, String text, Benchmark.BenchmarkedMetric of) {
        try {
            double value = Double.parseDouble(text.strip().replace(',', '.'));
            if (value >= 0 && value <= (of.time ? 100_000 : 100)) {
                return of.time ? value * 60 : value / 100;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new BadInput(field, of.time ? "Write minutes as a number." : "Write percent as a number from 0 to 100.");
    }
}
