package dev.sluice.workhours;

import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.workhours.Availability.Absence;
import dev.sluice.workhours.Availability.Holiday;
import dev.sluice.workhours.Availability.Terms;
import dev.sluice.workhours.WorkCalendar.Hours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of working hours, absences and holidays. */
@Component
class AvailabilityRows {
    private final JdbcClient jdbc;

    AvailabilityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The settings of those of these users who have any. */
    Map<Integer, Terms> terms(int workspace, Collection<Integer> users) {
        Map<Integer, Terms> terms = new HashMap<>();
        jdbc.sql("""
                        SELECT user_id, zone, hours, capacity, weight FROM availability
                        WHERE workspace_id = :workspace AND user_id IN (:users)""")
                .param("workspace", workspace)
                .param("users", users)
                .query(Row.each(row -> terms.put(row.intValue("user_id"), terms(row))));
        return terms;
    }

    private static Terms terms(Row row) {
        String zone = row.optionalText("zone");
        String hours = row.optionalText("hours");
        return new Terms(
                zone == null ? null : ZoneId.of(zone),
                hours == null ? null : week(hours),
                row.optionalInt("capacity"),
                row.intValue("weight"));
    }

    void save(int workspace, int user, Terms terms) {
        jdbc.sql("""
                        INSERT INTO availability (workspace_id, user_id, zone, hours, capacity, weight)
                        VALUES (:workspace, :user, :zone, :hours::jsonb, :capacity, :weight)
                        ON CONFLICT (workspace_id, user_id) DO UPDATE SET zone = excluded.zone,
                            hours = excluded.hours, capacity = excluded.capacity, weight = excluded.weight""")
                .param("workspace", workspace)
                .param("user", user)
                .param("zone", terms.zone() == null ? null : terms.zone().getId())
                .param("hours", terms.week() == null ? null : json(terms.week()))
                .param("capacity", terms.capacity())
                .param("weight", terms.weight())
                .update();
    }

    List<Absence> absences(int workspace, Collection<Integer> users, LocalDate since) {
        return jdbc.sql("""
                        SELECT id, user_id, from_day, to_day, cover_id, note FROM absence
                        WHERE workspace_id = :workspace AND user_id IN (:users) AND to_day >= :since
                        ORDER BY from_day, id""")
                .param("workspace", workspace)
                .param("users", users)
                .param("since", since)
                .query(Row.map(AvailabilityRows::absence))
                .list();
    }

    private static Absence absence(Row row) {
        return new Absence(
                row.longValue("id"),
                row.intValue("user_id"),
                row.date("from_day"),
                row.date("to_day"),
                row.optionalInt("cover_id"),
                row.text("note"));
    }

    void insert(int workspace, Absence absence) {
        jdbc.sql("""
                        INSERT INTO absence (workspace_id, user_id, from_day, to_day, cover_id, note)
                        VALUES (:workspace, :user, :from, :to, :cover, :note)""")
                .param("workspace", workspace)
                .param("user", absence.user())
                .param("from", absence.from())
                .param("to", absence.to())
                .param("cover", absence.cover())
                .param("note", absence.note())
                .update();
    }

    Optional<Integer> userOf(int workspace, long absence) {
        return jdbc.sql("SELECT user_id FROM absence WHERE workspace_id = ? AND id = ?")
                .params(workspace, absence)
                .query(Integer.class)
                .optional();
    }

    Optional<Absence> delete(int workspace, long absence) {
        return jdbc.sql("""
                        DELETE FROM absence WHERE workspace_id = ? AND id = ?
                        RETURNING id, user_id, from_day, to_day, cover_id, note""")
                .params(workspace, absence)
                .query(Row.map(AvailabilityRows::absence))
                .optional();
    }

    List<Holiday> holidays(int workspace, LocalDate since) {
        return jdbc.sql("SELECT day, name FROM holiday WHERE workspace_id = ? AND day >= ? ORDER BY day")
                .params(workspace, since)
                .query(Row.mapper(Holiday.class))
                .list();
    }

    /** Whether the day was no holiday before. */
    boolean insert(int workspace, Holiday holiday) {
        return jdbc.sql("INSERT INTO holiday (workspace_id, day, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(workspace, holiday.day(), holiday.name())
                        .update()
                > 0;
    }

    /** Returns the name of the deleted holiday. */
    Optional<String> delete(int workspace, LocalDate day) {
        return jdbc.sql("DELETE FROM holiday WHERE workspace_id = ? AND day = ? RETURNING name")
                .params(workspace, day)
                .query(String.class)
                .optional();
    }

    private static String json(List<List<Hours>> week) {
        return Json.write(week.stream()
                .map(day -> day.stream()
                        .map(part -> List.of(part.from(), part.to()))
                        .toList())
                .toList());
    }

    private static List<List<Hours>> week(String json) {
        return List.of(Json.read(json, int[][][].class)).stream()
                .map(day -> List.of(day).stream()
                        .map(part -> new Hours(part[0], part[1]))
                        .toList())
                .toList();
    }
}
