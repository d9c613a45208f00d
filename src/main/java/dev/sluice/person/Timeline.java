package dev.sluice.person;

import dev.sluice.platform.Cursor;
import dev.sluice.platform.Json;
import dev.sluice.platform.Page;
import dev.sluice.platform.SqlArray;
import dev.sluice.platform.Tenancy;
import dev.sluice.signal.Signal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that happened to a person, newest first, whichever of their merged numbers it was recorded for. */
@Component
public class Timeline {
    /** A signal with the place it came through. */
    public record Entry(Signal signal, String sourceKind, String sourceName) {}

    private static final Cursor TOP = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Persons persons;

    Timeline(JdbcClient jdbc, Tenancy tenancy, Persons persons) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.persons = persons;
    }

    /**
     * The newest signals before a place.
     *
     * @param kinds which kinds to show; empty shows all
     * @param after the {@code next} of the page before, null for the newest
     */
    public Page<Entry> page(int workspace, long person, Collection<String> kinds, @Nullable String after, int limit) {
        Cursor cursor = cursor(after);
        List<Entry> entries = tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT s.id, s.person_id, s.at, s.received_at, s.source_id, s.human, s.kind, s.subject,
                               s.traits::text, s.data::text, o.kind, o.name
                        FROM (SELECT s.* FROM unnest(?::bigint[]) AS g(id)
                              CROSS JOIN LATERAL (
                                  SELECT * FROM signal s
                                  WHERE s.workspace_id = ? AND s.person_id = g.id AND (s.at, s.id) < (?, ?)
                                    AND (? OR s.kind = ANY (?))
                                  ORDER BY s.at DESC, s.id DESC LIMIT ?) s
                              ORDER BY s.at DESC, s.id DESC LIMIT ?) s
                        LEFT JOIN source o ON o.workspace_id = s.workspace_id AND o.id = s.source_id
                        ORDER BY s.at DESC, s.id DESC""")
                        .params(
                                SqlArray.bigint(persons.group(workspace, person)),
                                workspace,
                                Timestamp.from(cursor.instant(0)),
                                cursor.uuid(1),
                                kinds.isEmpty(),
                                SqlArray.text(kinds),
                                limit + 1,
                                limit + 1)
                        .query(Timeline::entry)
                        .list());
        return Page.of(
                entries,
                limit,
                last -> Cursor.of(last.signal().at(), last.signal().id()));
    }

    /** The instant of a place in a timeline. */
    public static Instant at(String cursor) {
        return cursor(cursor).instant(0);
    }

    private static Cursor cursor(@Nullable String after) {
        Cursor cursor = Cursor.read("after", after, Instant.class, UUID.class);
        return cursor == null ? TOP : cursor;
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        Signal signal = new Signal(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant(),
                row.getInt(5),
                row.getBoolean(6),
                row.getString(7),
                row.getString(8),
                Json.object(row.getString(9)),
                Json.object(row.getString(10)));
        String name = row.getString(12);
        return new Entry(signal, name == null ? "" : row.getString(11), name == null ? "" : name);
    }
}
