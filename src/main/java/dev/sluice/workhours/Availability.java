package dev.sluice.workhours;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workhours.WorkCalendar.Hours;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When the users of a workspace work, how much they take at once, and when they are away. */
@Component
public class Availability {
    /** What was set for a user; null is the workspace's time zone, the ordinary week, and no limit. */
    public record Terms(
            @Nullable ZoneId zone,
            @Nullable List<List<Hours>> week,
            @Nullable Integer capacity,
            int weight) {
        static final Terms ORDINARY = new Terms(null, null, null, 1);

        public List<List<Hours>> weekOrOrdinary() {
            return week == null ? WorkCalendar.ORDINARY : week;
        }
    }

    /** Days away, both included. */
    public record Absence(
            long id,
            int user,
            LocalDate from,
            LocalDate to,
            @Nullable Integer cover,
            String note) {
        public boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** A day on which nobody of the workspace works. */
    public record Holiday(LocalDate day, String name) {}

    /** All that bears on when a user gets work. */
    public record UserAvailability(
            WorkCalendar calendar, @Nullable Integer capacity, int weight, List<Absence> absences) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final AuditLog audit;

    Availability(JdbcClient jdbc, Tenancy tenancy, Workspaces workspaces, AuditLog audit) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    /** An entry for each of these users, with the absences and holidays that end on that day or later. */
    public Map<Integer, UserAvailability> of(int workspace, Collection<Integer> users, LocalDate since) {
        Map<Integer, UserAvailability> entries = new HashMap<>();
        if (users.isEmpty()) {
            return entries;
        }
        ZoneId home = workspaces.get(workspace).timeZone();
        Map<Integer, Terms> terms = terms(workspace, users);
        List<Absence> absences = absences(workspace, users, since);
        List<LocalDate> holidays =
                holidays(workspace, since).stream().map(Holiday::day).toList();
        for (int user : users) {
            List<Absence> own =
                    absences.stream().filter(each -> each.user() == user).toList();
            entries.put(user, entry(terms.getOrDefault(user, Terms.ORDINARY), home, holidays, own));
        }
        return entries;
    }

    /** The entry of one user, with everything past. */
    public UserAvailability of(int workspace, int user) {
        return Objects.requireNonNull(
                of(workspace, List.of(user), LocalDate.EPOCH).get(user));
    }

    public Terms terms(int workspace, int user) {
        return terms(workspace, List.of(user)).getOrDefault(user, Terms.ORDINARY);
    }

    public List<Absence> absences(int workspace, Collection<Integer> users, LocalDate since) {
        return jdbc.sql("""
                        SELECT id, user_id, from_day, to_day, cover_id, note FROM absence
                        WHERE workspace_id = :workspace AND user_id IN (:users) AND to_day >= :since
                        ORDER BY from_day, id""")
                .param("workspace", workspace)
                .param("users", users)
                .param("since", since)
                .query((row, number) -> new Absence(
                        row.getLong("id"),
                        row.getInt("user_id"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        row.getObject("cover_id", Integer.class),
                        row.getString("note")))
                .list();
    }

    public List<Holiday> holidays(int workspace, LocalDate since) {
        return jdbc.sql("SELECT day, name FROM holiday WHERE workspace_id = ? AND day >= ? ORDER BY day")
                .params(workspace, since)
                .query((row, number) -> new Holiday(row.getObject("day", LocalDate.class), row.getString("name")))
                .list();
    }

    public void set(Member by, Member user, Terms terms) {
        tenancy.in(by.workspace(), () -> {
            jdbc.sql("""
                            INSERT INTO availability (workspace_id, user_id, zone, hours, capacity, weight)
                            VALUES (:workspace, :user, :zone, :hours::jsonb, :capacity, :weight)
                            ON CONFLICT (workspace_id, user_id) DO UPDATE SET zone = excluded.zone,
                                hours = excluded.hours, capacity = excluded.capacity, weight = excluded.weight""")
                    .param("workspace", by.workspace())
                    .param("user", user.user())
                    .param("zone", terms.zone() == null ? null : terms.zone().getId())
                    .param("hours", terms.week() == null ? null : json(terms.week()))
                    .param("capacity", terms.capacity())
                    .param("weight", terms.weight())
                    .update();
            audit.note(
                    by, "working hours changed", user.email(), Map.of("hours", WeekText.words(terms.weekOrOrdinary())));
        });
    }

    public void away(Member by, Member user, LocalDate from, LocalDate to, @Nullable Integer cover, String note) {
        tenancy.in(by.workspace(), () -> {
            jdbc.sql("""
                            INSERT INTO absence (workspace_id, user_id, from_day, to_day, cover_id, note)
                            VALUES (:workspace, :user, :from, :to, :cover, :note)""")
                    .param("workspace", by.workspace())
                    .param("user", user.user())
                    .param("from", from)
                    .param("to", to)
                    .param("cover", cover)
                    .param("note", note)
                    .update();
            audit.note(by, "absence added", user.email(), Map.of("from", from.toString(), "to", to.toString()));
        });
    }

    /** The user whose absence it is. */
    public int whose(int workspace, long absence) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT user_id FROM absence WHERE workspace_id = ? AND id = ?")
                        .params(workspace, absence)
                        .query(Integer.class)
                        .optional()
                        .orElseThrow(() -> new NotFound("absence")));
    }

    /** Takes an absence back, and gives back whose it was. */
    public int back(Member by, long absence) {
        return tenancy.in(by.workspace(), () -> {
            Absence gone = jdbc.sql("""
                            DELETE FROM absence WHERE workspace_id = ? AND id = ?
                            RETURNING id, user_id, from_day, to_day""")
                    .params(by.workspace(), absence)
                    .query((row, number) -> new Absence(
                            row.getLong("id"),
                            row.getInt("user_id"),
                            row.getObject("from_day", LocalDate.class),
                            row.getObject("to_day", LocalDate.class),
                            null,
                            ""))
                    .optional()
                    .orElseThrow(() -> new NotFound("absence"));
            audit.note(
                    by,
                    "absence deleted",
                    "user " + gone.user(),
                    Map.of("from", gone.from().toString(), "to", gone.to().toString()));
            return gone.user();
        });
    }

    public void close(Member by, Holiday holiday) {
        tenancy.in(by.workspace(), () -> {
            int added = jdbc.sql(
                            "INSERT INTO holiday (workspace_id, day, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(by.workspace(), holiday.day(), holiday.name())
                    .update();
            if (added == 0) {
                throw new BadInput("day", "That day is a holiday already.");
            }
            audit.note(
                    by,
                    "holiday added",
                    holiday.name(),
                    Map.of("day", holiday.day().toString()));
        });
    }

    public void reopen(Member by, LocalDate day) {
        tenancy.in(by.workspace(), () -> {
            String name = jdbc.sql("DELETE FROM holiday WHERE workspace_id = ? AND day = ? RETURNING name")
                    .params(by.workspace(), day)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> new NotFound("holiday"));
            audit.note(by, "holiday deleted", name, Map.of("day", day.toString()));
        });
    }

    private Map<Integer, Terms> terms(int workspace, Collection<Integer> users) {
        Map<Integer, Terms> terms = new HashMap<>();
        jdbc.sql("""
                        SELECT user_id, zone, hours, capacity, weight FROM availability
                        WHERE workspace_id = :workspace AND user_id IN (:users)""").param("workspace", workspace).param("users", users).query(row -> {
            terms.put(row.getInt("user_id"), terms(row));
        });
        return terms;
    }

    private static Terms terms(ResultSet row) throws SQLException {
        String zone = row.getString("zone");
        String hours = row.getString("hours");
        return new Terms(
                zone == null ? null : ZoneId.of(zone),
                hours == null ? null : week(hours),
                row.getObject("capacity", Integer.class),
                row.getInt("weight"));
    }

    private static UserAvailability entry(Terms terms, ZoneId home, List<LocalDate> holidays, List<Absence> absences) {
        Set<LocalDate> off = new HashSet<>(holidays);
        absences.forEach(
                absence -> absence.from().datesUntil(absence.to().plusDays(1)).forEach(off::add));
        ZoneId zone = terms.zone() == null ? home : terms.zone();
        return new UserAvailability(
                new WorkCalendar(zone, terms.weekOrOrdinary(), off), terms.capacity(), terms.weight(), absences);
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
