package dev.sluice.standing.editor;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the people in the stages of a deciding run. */
@Component
class StageOccupancyRows {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    StageOccupancyRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** In the order of the stages. */
    List<StageOccupancy> of(int workspace, DefinitionRun run) {
        return tenancy.read(workspace, () -> {
            int stages = run.definition().stages().size();
            long[] here = new long[stages];
            @Nullable Instant[] since = new Instant[stages];
            present(workspace, run.id(), here, since);
            long[] reached = new long[stages];
            long[] converted = new long[stages];
            reached(workspace, run.id(), reached, converted);
            List<StageOccupancy> occupancy = new ArrayList<>();
            for (int i = 0; i < stages; i++) {
                occupancy.add(new StageOccupancy(reached[i], converted[i], here[i], since[i]));
            }
            return occupancy;
        });
    }

    private void reached(int workspace, int run, long[] reached, long[] converted) {
        jdbc.sql("""
                        SELECT reached, count(*) AS people FROM standing
                        WHERE workspace_id = ? AND run = ? AND reached <> 0 GROUP BY reached""").params(workspace, run).query(Row.each(row -> {
            int stages = row.intValue("reached");
            long people = row.longValue("people");
            for (int i = 0; i < reached.length; i++) {
                if ((stages >> i & 1) != 0) {
                    reached[i] += people;
                    converted[i] += stages >> (i + 1) != 0 ? people : 0;
                }
            }
        }));
    }

    private void present(int workspace, int run, long[] here, @Nullable Instant[] since) {
        // 0 and 1: active and won
        jdbc.sql("""
                        SELECT stage, count(*) AS people, percentile_disc(0.5) WITHIN GROUP (ORDER BY entered_at) AS since
                        FROM standing WHERE workspace_id = ? AND run = ? AND stage >= 0 AND outcome IN (0, 1)
                        GROUP BY stage""").params(workspace, run).query(Row.each(row -> {
            here[row.intValue("stage")] = row.longValue("people");
            since[row.intValue("stage")] = row.instant("since");
        }));
    }
}
