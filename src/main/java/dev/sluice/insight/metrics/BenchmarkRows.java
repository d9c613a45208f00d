package dev.sluice.insight.metrics;

import dev.sluice.insight.metrics.Benchmark.BenchmarkedMetric;
import dev.sluice.platform.database.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the benchmarks that a workspace has set. */
@Component
class BenchmarkRows {
    private final JdbcClient jdbc;

    BenchmarkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Benchmark> own(int workspace) {
        return jdbc
                .sql("SELECT metric, low, high, source FROM benchmark WHERE workspace_id = ?")
                .param(workspace)
                .query(Row.map(row -> BenchmarkedMetric.named(row.text("metric"))
                        .map(metric -> new Benchmark(
                                metric, row.doubleValue("low"), row.doubleValue("high"), row.text("source"), true))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void remove(int workspace, BenchmarkedMetric metric) {
        jdbc.sql("DELETE FROM benchmark WHERE workspace_id = ? AND metric = ?")
                .params(workspace, metric.code())
                .update();
    }

    void set(int workspace, Benchmark benchmark, int user, Instant at) {
        jdbc.sql("""
                        INSERT INTO benchmark (workspace_id, metric, low, high, source, set_by, set_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, metric) DO UPDATE SET low = excluded.low, high = excluded.high,
                            source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(
                        workspace,
                        benchmark.of().code(),
                        benchmark.low(),
                        benchmark.high(),
                        benchmark.source(),
                        user,
                        Timestamp.from(at))
                .update();
    }
}
