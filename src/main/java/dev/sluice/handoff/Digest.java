package dev.sluice.handoff;

import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workhours.WorkCalendar;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The morning digest of a salesperson: leads that warmed up since the last working day, and what is due. */
@Component
public class Digest {
    /** How many leads, clocks and tasks are listed, each. */
    static final int MAX_ITEMS = 20;

    /** How many days back the last working day is looked for. */
    private static final int MAX_BREAK = 30;

    /**
     * A lead that warmed up.
     *
     * @param came whether the lead was handed over since
     * @param before engagement then, {@code now} engagement now, in points
     * @param flags raised since
     * @param last what the lead did last, in words; null when nothing since
     */
    public record Warm(
            long person,
            String title,
            String stage,
            boolean came,
            double before,
            double now,
            List<String> flags,
            @Nullable String last,
            @Nullable Instant lastAt) {}

    /** Something that has to be done today or is overdue. */
    public record DueItem(long person, String title, String what, Instant at) {}

    /**
     * A user's morning.
     *
     * @param since the beginning of their last working day before today
     */
    public record Morning(
            int user,
            LocalDate day,
            ZoneId zone,
            Instant since,
            List<Warm> warm,
            List<DueItem> clocks,
            List<DueItem> tasks) {
        public boolean isEmpty() {
            return warm.isEmpty() && clocks.isEmpty() && tasks.isEmpty();
        }
    }

    private final DigestRows rows;
    private final WarmLeads warmLeads;
    private final TeamRotation rotation;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Digest(DigestRows rows, WarmLeads warmLeads, TeamRotation rotation, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.warmLeads = warmLeads;
        this.rotation = rotation;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Whether this is a working day of that user, so that a digest is wanted. */
    public boolean wanted(int workspace, int user) {
        return tenancy.read(workspace, () -> {
            WorkCalendar calendar = rotation.calendar(workspace, user);
            return calendar.works(calendar.day(clock.instant()));
        });
    }

    /** A user's digest as of now. */
    public Morning of(int workspace, int user) {
        Instant now = clock.instant();
        return tenancy.read(workspace, () -> {
            WorkCalendar calendar = rotation.calendar(workspace, user);
            LocalDate today = calendar.day(now);
            LocalDate last = today.minusDays(1);
            while (!calendar.works(last) && last.isAfter(today.minusDays(MAX_BREAK))) {
                last = last.minusDays(1);
            }
            Instant since = last.atStartOfDay(calendar.zone()).toInstant();
            Instant tomorrow = today.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
            return new Morning(
                    user,
                    today,
                    calendar.zone(),
                    since,
                    warmLeads.of(workspace, user, since, now),
                    rows.dueClocks(workspace, user, tomorrow, MAX_ITEMS),
                    rows.dueTasks(workspace, user, tomorrow, MAX_ITEMS));
        });
    }
}
