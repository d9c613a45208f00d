package dev.sluice.signal;

import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.InstantSource;
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
