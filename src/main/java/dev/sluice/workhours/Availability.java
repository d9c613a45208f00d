package dev.sluice.workhours;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workhours.WorkCalendar.Hours;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** When the users of a workspace work, their capacity, and when they are away. */
@Component
public class Availability {
    /** The settings of a user; null is the workspace's time zone, the ordinary week, and no limit. */
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
        public boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** A day on which no one of the workspace works. */
    public record Holiday(LocalDate day, String name) {}

    /** Everything that decides when a user gets work. */
    public record UserAvailability(
            WorkCalendar calendar, @Nullable Integer capacity, int weight, List<Absence> absences) {}

    private final AvailabilityRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Availability(
            AvailabilityRows rows,
            Tenancy tenancy,
            Workspaces workspaces,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.audit = audit;
        this.events = events;
    }

    /** The availability of each of these users, with the absences and holidays that end on that day or later. */
    public Map<Integer, UserAvailability> of(int workspace, Collection<Integer> users, LocalDate since) {
        Map<Integer, UserAvailability> entries = new HashMap<>();
        if (users.isEmpty()) {
            return entries;
        }
        ZoneId home = workspaces.get(workspace).timeZone();
        Map<Integer, Terms> terms = rows.terms(workspace, users);
        List<Absence> absences = rows.absences(workspace, users, since);
        List<LocalDate> holidays =
                rows.holidays(workspace, since).stream().map(Holiday::day).toList();
        for (int user : users) {
            List<Absence> own =
                    absences.stream().filter(absence -> absence.user() == user).toList();
            entries.put(user, entry(terms.getOrDefault(user, Terms.ORDINARY), home, holidays, own));
        }
        return entries;
    }

    /** The availability of one user, with all past absences and holidays. */
    public UserAvailability of(int workspace, int user) {
        return Objects.requireNonNull(
                of(workspace, List.of(user), LocalDate.EPOCH).get(user));
    }

    private static UserAvailability entry(Terms terms, ZoneId home, List<LocalDate> holidays, List<Absence> absences) {
        Set<LocalDate> off = new HashSet<>(holidays);
        absences.forEach(
                absence -> absence.from().datesUntil(absence.to().plusDays(1)).forEach(off::add));
        ZoneId zone = terms.zone() == null ? home : terms.zone();
        return new UserAvailability(
                new WorkCalendar(zone, terms.weekOrOrdinary(), off), terms.capacity(), terms.weight(), absences);
    }

    public Terms terms(int workspace, int user) {
        return rows.terms(workspace, List.of(user)).getOrDefault(user, Terms.ORDINARY);
    }

    public List<Absence> absences(int workspace, Collection<Integer> users, LocalDate since) {
        return rows.absences(workspace, users, since);
    }

    public List<Holiday> holidays(int workspace, LocalDate since) {
        return rows.holidays(workspace, since);
    }

    public void set(Member by, Member user, Terms terms) {
        tenancy.in(by.workspace(), () -> {
            rows.save(by.workspace(), user.user(), terms);
            changed(by, user.user());
            audit.note(
                    by, "working hours changed", user.email(), Map.of("hours", WeekText.words(terms.weekOrOrdinary())));
        });
    }

    public void away(Member by, Member user, LocalDate from, LocalDate to, @Nullable Integer cover, String note) {
        tenancy.in(by.workspace(), () -> {
            rows.insert(by.workspace(), new Absence(0, user.user(), from, to, cover, note));
            changed(by, user.user());
            audit.note(by, "absence added", user.email(), Map.of("from", from.toString(), "to", to.toString()));
        });
    }

    /** The user of an absence. */
    public int userOf(int workspace, long absence) {
        return tenancy.read(
                workspace, () -> rows.userOf(workspace, absence).orElseThrow(() -> new NotFound("absence")));
    }

    /** Deletes an absence, and returns its user. */
    public int removeAbsence(Member by, long absence) {
        return tenancy.in(by.workspace(), () -> {
            Absence removed = rows.delete(by.workspace(), absence).orElseThrow(() -> new NotFound("absence"));
            changed(by, removed.user());
            audit.note(
                    by,
                    "absence deleted",
                    "user " + removed.user(),
                    Map.of("from", removed.from().toString(), "to", removed.to().toString()));
            return removed.user();
        });
    }

    public void close(Member by, Holiday holiday) {
        tenancy.in(by.workspace(), () -> {
            if (!rows.insert(by.workspace(), holiday)) {
                throw new BadInput("day", "That day is a holiday already.");
            }
            changed(by, null);
            audit.note(
                    by,
                    "holiday added",
                    holiday.name(),
                    Map.of("day", holiday.day().toString()));
        });
    }

    public void reopen(Member by, LocalDate day) {
        tenancy.in(by.workspace(), () -> {
            String name = rows.delete(by.workspace(), day).orElseThrow(() -> new NotFound("holiday"));
            changed(by, null);
            audit.note(by, "holiday deleted", name, Map.of("day", day.toString()));
        });
    }

    private void changed(Member by, @Nullable Integer user) {
        events.publishEvent(new AvailabilityChanged(by.workspace(), user));
    }
}
