package dev.sluice.standing;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Reason;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
public class Ledger {
    /** A decision about a person as the ledger keeps it. */
    public record LedgerEntry(
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

    public static LedgerEntry line(long person, Decision decision) {
        return switch (decision) {
            case Decision.Entered it ->
                new LedgerEntry(
                        person,
                        it.at(),
                        "entered",
                        it.stage(),
                        it.from(),
                        it.move().name().toLowerCase(java.util.Locale.ROOT),
                        it.fit(),
                        it.engagement(),
                        it.because());
            case Decision.FlagRaised it -> plain(person, it.at(), "flagged", it.flag(), it.because());
            case Decision.Disqualified it -> plain(person, it.at(), "disqualified", it.reason(), it.because());
            case Decision.Lost it -> plain(person, it.at(), "lost", it.reason(), it.because());
            case Decision.Reinstated it -> plain(person, it.at(), "reinstated", null, it.because());
            case Decision.LimitPassed it -> plain(person, it.at(), "limit_passed", it.stage(), List.of());
        };
    }

    private static LedgerEntry plain(long person, long at, String kind, @Nullable String about, List<Reason> because) {
        return new LedgerEntry(person, at, kind, about, null, null, 0, 0, because);
    }

    public void write(int workspace, DefinitionRun run, List<LedgerEntry> lines, Instant now) {
        if (lines.isEmpty()) {
            return;
        }
        Columns.of(lines)
                .bigint("person", LedgerEntry::person)
                .timestamptz("at", line -> Time.instant(line.at()))
                .text("kind", LedgerEntry::kind)
                .text("stage", LedgerEntry::stage)
                .text("from_stage", LedgerEntry::from)
                .text("move", LedgerEntry::move)
                .float8("fit", LedgerEntry::fit)
                .float8("engagement", LedgerEntry::engagement)
                .jsonb("because", LedgerEntry::because)
                .statement(jdbc, """
                        INSERT INTO transition (workspace_id, funnel_id, person_id, at, decided_at, kind, stage, from_stage,
                                                move, version, fit, engagement, because)
                        SELECT :workspace, :funnel, u.person, u.at, :now, u.kind, u.stage, u.from_stage, u.move, :version,
                               u.fit, u.engagement, u.because
                        FROM unnest(:u)""")
                .param("workspace", workspace)
                .param("funnel", run.funnel())
                .param("version", run.version())
                .param("now", Timestamp.from(now.truncatedTo(ChronoUnit.MICROS)))
                .update();
    }

    /**
     * After people were folded again from the log: decisions that are new are added, decisions of this version
     * that have lost their ground are superseded, the rest stays untouched.
     */
    public void correct(int workspace, DefinitionRun run, Set<Long> people, List<LedgerEntry> now, Instant at) {
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
        List<LedgerEntry> added = new ArrayList<>();
        Set<String> derived = new HashSet<>();
        for (LedgerEntry line : now) {
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
                            Timestamp.from(at),
                            workspace,
                            run.funnel(),
                            SqlArray.bigint(people),
                            SqlArray.bigint(groundless))
                    .update();
        }
        write(workspace, run, added, at);
    }
}
