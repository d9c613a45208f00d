package dev.sluice.standing;

import dev.sluice.funnel.Decision;
import dev.sluice.funnel.Reason;
import dev.sluice.standing.LedgerRows.StoredDecision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The transition ledger: every decision with its version, cause and reasons, none ever edited. */
@Component
public class Ledger {
    /** A decision about a person as the ledger stores it. */
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

        /** Equal for the same decision, whichever version made it. */
        String key() {
            return person + "|" + kind + "|" + stage + "|" + at;
        }
    }

    private final LedgerRows rows;

    Ledger(LedgerRows rows) {
        this.rows = rows;
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

    public void write(int workspace, DefinitionRun run, List<LedgerEntry> entries, Instant now) {
        if (!entries.isEmpty()) {
            rows.write(workspace, run, entries, now);
        }
    }

    /**
     * After people were folded again from the log: decisions that are new are added, decisions of this version that no
     * longer follow from the log are superseded, the rest stays untouched.
     */
    public void correct(int workspace, DefinitionRun run, Set<Long> people, List<LedgerEntry> entries, Instant now) {
        List<StoredDecision> stored = rows.decisions(workspace, run, people);
        Set<String> existing = stored.stream().map(StoredDecision::key).collect(Collectors.toSet());
        Set<String> derived = entries.stream().map(LedgerEntry::key).collect(Collectors.toSet());
        List<Long> groundless = stored.stream()
                .filter(decision -> decision.version() == run.version() && !derived.contains(decision.key()))
                .map(StoredDecision::id)
                .toList();
        if (!groundless.isEmpty()) {
            rows.supersede(workspace, run, people, groundless, now);
        }
        write(
                workspace,
                run,
                entries.stream()
                        .filter(entry -> !existing.contains(entry.key()))
                        .toList(),
                now);
    }

    /** Removes the decisions of a version that never decided. */
    void removeVersion(int workspace, DefinitionRun run) {
        rows.removeVersion(workspace, run);
    }
}
