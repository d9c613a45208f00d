package dev.sluice.standing;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Reason;
import dev.sluice.platform.Json;
import dev.sluice.platform.SqlArray;
import dev.sluice.platform.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The transition ledger: every decision with its version, cause and reasons, none ever edited. */
@Component
class Ledger {
    /** A decision about a person as the ledger keeps it. */
    record Line(
            long person,
            long at,
            String kind,
            @Nullable String stage,
            @Nullable String from,
            @Nullable String move,
            double fit,
            double engagement,
            List<Reason> because) {

        /** What makes two lines the same decision, whichever version made them. */
        String mark() {
            return person + "|" + kind + "|" + stage + "|" + at;
        }
    }

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Line line(long person, Decision decision) {
        return switch (decision) {
            case Decision.Entered it ->
                new Line(
                        person,
                        it.at(),
                        "entered",
                        it.stage(),
                        it.from(),
                        it.move().name().toLowerCase(java.util.Locale.ROOT),
                        it.fit(),
                        it.engagement(),
                        it.because());
            case Decision.Flagged it -> plain(person, it.at(), "flagged", it.flag(), it.because());
            case Decision.Disqualified it -> plain(person, it.at(), "disqualified", it.reason(), it.because());
            case Decision.Lost it -> plain(person, it.at(), "lost", it.reason(), it.because());
            case Decision.Reinstated it -> plain(person, it.at(), "reinstated", null, it.because());
            case Decision.LimitPassed it -> plain(person, it.at(), "limit_passed", it.stage(), List.of());
        };
    }

    private static Line plain(long person, long at, String kind, @Nullable String about, List<Reason> because) {
        return new Line(person, at, kind, about, null, null, 0, 0, because);
    }

    void write(int workspace, Run run, List<Line> lines, Instant now) {
        if (lines.isEmpty()) {
            return;
        }
        int n = lines.size();
        long[] person = new long[n];
        long[] at = new long[n];
        String[] kind = new String[n];
        @Nullable String[] stage = new String[n];
        @Nullable String[] from = new String[n];
        @Nullable String[] move = new String[n];
        double[] fit = new double[n];
        double[] engagement = new double[n];
        String[] because = new String[n];
        for (int i = 0; i < n; i++) {
            Line line = lines.get(i);
            person[i] = line.person();
            at[i] = line.at();
            kind[i] = line.kind();
            stage[i] = line.stage();
            from[i] = line.from();
            move[i] = line.move();
            fit[i] = line.fit();
            engagement[i] = line.engagement();
            because[i] = Json.write(line.because());
        }
        jdbc.sql("""
                        INSERT INTO transition (workspace_id, funnel_id, person_id, at, decided_at, kind, stage, from_stage,
                                                move, version, fit, engagement, because)
                        SELECT ?, ?, u.person, to_timestamp(u.at::float8 / 1e6), to_timestamp(?::float8 / 1e6), u.kind,
                               u.stage, u.from_stage, u.move, ?, u.fit, u.engagement, u.because::jsonb
                        FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[],
                                    ?::float8[], ?::text[])
                            AS u(person, at, kind, stage, from_stage, move, fit, engagement, because)""")
                .params(
                        workspace,
                        run.funnel(),
                        Time.micros(now),
                        run.version(),
                        SqlArray.bigint(person),
                        SqlArray.bigint(at),
                        SqlArray.text(kind),
                        SqlArray.text(stage),
                        SqlArray.text(from),
                        SqlArray.text(move),
                        SqlArray.float8(fit),
                        SqlArray.float8(engagement),
                        SqlArray.text(because))
                .update();
    }

    /**
     * After people were folded again from the log: decisions that are new are added, decisions of this version
     * that have lost their ground are superseded, the rest stays untouched.
     */
    void correct(int workspace, Run run, Set<Long> people, List<Line> now, Instant at) {
        record Kept(long id, long person, int version, String mark) {}
        List<Kept> kept = jdbc.sql("""
                        SELECT id, person_id, version,
                               person_id || '|' || kind || '|' || coalesce(stage, 'null') || '|'
                               || (extract(epoch FROM at) * 1000000)::bigint
                        FROM transition
                        WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) AND superseded_at IS NULL
                          AND kind <> 'restated'""")
                .params(workspace, run.funnel(), SqlArray.bigint(people))
                .query((row, number) -> new Kept(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4)))
                .list();
        Map<String, Kept> byMark = new HashMap<>();
        kept.forEach(line -> byMark.put(line.mark(), line));
        List<Line> added = new ArrayList<>();
        Set<String> derived = new HashSet<>();
        for (Line line : now) {
            derived.add(line.mark());
            if (!byMark.containsKey(line.mark())) {
                added.add(line);
            }
        }
        List<Long> groundless = kept.stream()
                .filter(line -> line.version() == run.version() && !derived.contains(line.mark()))
                .map(Kept::id)
                .toList();
        if (!groundless.isEmpty()) {
            jdbc.sql("""
                            UPDATE transition SET superseded_at = ?
                            WHERE workspace_id = ? AND funnel_id = ? AND person_id = ANY (?) AND id = ANY (?)""")
                    .params(
                            java.sql.Timestamp.from(at),
                            workspace,
                            run.funnel(),
                            SqlArray.bigint(people),
                            SqlArray.bigint(groundless))
                    .update();
        }
        write(workspace, run, added, at);
    }
}
