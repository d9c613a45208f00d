package dev.sluice.standing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.signal.SignalKinds;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions that decide now, and those being replayed; the compiled text of a version is kept in memory. */
@Component
public class DefinitionRuns {
    private final JdbcClient jdbc;
    private final Cache<Integer, DefinitionRun> compiled =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private final SignalKinds kinds;

    DefinitionRuns(JdbcClient jdbc, SignalKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    /** The deciding run of every funnel of the workspace whose transaction this is. */
    public List<DefinitionRun> deciding(int workspace) {
        return jdbc
                .sql("SELECT active_run FROM funnel WHERE workspace_id = ? AND active_run IS NOT NULL ORDER BY id")
                .param(workspace)
                .query((row, number) -> row.getInt(1))
                .list()
                .stream()
                .map(run -> run(workspace, run))
                .toList();
    }

    public List<Integer> replaying(int workspace) {
        return jdbc.sql("SELECT run FROM funnel_version WHERE workspace_id = ? AND state = 'activating'")
                .param(workspace)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    public DefinitionRun run(int workspace, int run) {
        DefinitionRun known = compiled.getIfPresent(run);
        if (known == null) {
            known = read(workspace, run);
            compiled.put(run, known);
        }
        return known;
    }

    private DefinitionRun read(int workspace, int run) {
        record Text(int funnel, int version, String yaml) {}
        Text text = jdbc.sql("SELECT funnel_id, version, yaml FROM funnel_version WHERE workspace_id = ? AND run = ?")
                .params(workspace, run)
                .query((row, number) -> new Text(row.getInt(1), row.getInt(2), row.getString(3)))
                .single();
        return new DefinitionRun(run, text.funnel(), text.version(), definition(text.yaml()));
    }

    /** The text of a version that was checked when it was saved. */
    Definition definition(String yaml) {
        return switch (DefinitionReader.read(yaml, kinds.vocabulary(), DefinitionContext.unknown())) {
            case ParsedDefinition.Readable readable -> readable.definition();
            case ParsedDefinition.DefinitionRefused refused ->
                throw new IllegalStateException("a stored definition is refused: "
                        + refused.problems().stream()
                                .map(Problem::what)
                                .findFirst()
                                .orElse(""));
        };
    }
}
