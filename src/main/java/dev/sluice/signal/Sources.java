package dev.sluice.signal;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The places signals come from. */
@Component
public class Sources {
    /** The kinds of place. */
    public enum Kind {
        FORM,
        SCRIPT,
        API,
        IMPORT,
        HAND,
        MAILBOX;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Sources(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    private final com.github.benmanes.caffeine.cache.Cache<String, Integer> ids =
            com.github.benmanes.caffeine.cache.Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .build();

    /** The same as {@link #named}, remembered: for doors that ask with every signal. A source is never removed. */
    public int known(int workspace, Kind kind, String name) {
        String key = workspace + "/" + kind + "/" + name;
        Integer id = ids.getIfPresent(key);
        if (id == null) {
            id = named(workspace, kind, name);
            ids.put(key, id);
        }
        return id;
    }

    /** Clears these texts from the names of sources, which may be names of files, and from what came with such a file. */
    public void erase(int workspace, List<String> texts) {
        tenancy.in(workspace, () -> {
            List<Integer> cleared = jdbc.sql("""
                            UPDATE source SET name = erased_from(name, :texts) || ' (' || id || ')'
                            WHERE workspace_id = :workspace AND EXISTS (SELECT FROM unnest(:texts::text[]) AS t(text)
                                WHERE position(lower(t.text) IN lower(name)) > 0)
                            RETURNING id""")
                    .param("workspace", workspace)
                    .param("texts", SqlArray.text(texts))
                    .query(Row.map(row -> row.intValue("id")))
                    .list();
            if (!cleared.isEmpty()) {
                jdbc.sql("""
                                UPDATE signal SET subject = erased_from(subject, :texts),
                                    data = erased_from(data::text, :texts)::jsonb
                                WHERE workspace_id = :workspace AND source_id = ANY (:sources)""")
                        .param("workspace", workspace)
                        .param("texts", SqlArray.text(texts))
                        .param(
                                "sources",
                                SqlArray.integer(cleared.stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray()))
                        .update();
                Tenancy.afterCommit(ids::invalidateAll);
            }
        });
    }

    /** The id of the source of that kind and name, made when it is new. */
    public int named(int workspace, Kind kind, String name) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("""
                        INSERT INTO source (workspace_id, kind, name, created_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (workspace_id, kind, name) DO UPDATE SET name = excluded.name
                        RETURNING id""")
                        .params(workspace, kind.code(), name, Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single());
    }
}
