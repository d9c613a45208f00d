package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.SignalLog;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.workhours.WorkCalendar;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a salesperson wants to know before the working day: who warmed up since the last one, and what is due. */
@Component
public class Digest {
    private static final int MOST_LEADS = 300;
    private static final int SHOWN = 20;
    private static final int LONGEST_BREAK = 30;

    /** A rise of engagement that is worth a line. */
    private static final double WORTH = 1;

    /**
     * A lead that warmed up.
     *
     * @param came whether the lead was handed over since
     * @param before engagement then, {@code now} engagement now, in points
     * @param flags raised since
     * @param last what the lead did last, as kind and subject; null when nothing since
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

    private record HeldLead(long person, int funnel, String title, String stage, Instant at) {}

    private record Did(String what, Instant at) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final TeamRotation rota;
    private final Funnels funnels;
    private final Standings standings;
    private final SignalLog log;
    private final InstantSource clock;

    Digest(
            JdbcClient jdbc,
            Tenancy tenancy,
            TeamRotation rota,
            Funnels funnels,
            Standings standings,
            SignalLog log,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.rota = rota;
        this.funnels = funnels;
        this.standings = standings;
        this.log = log;
        this.clock = clock;
    }

    /** Whether this is a working day of that user, so that a digest is wanted. */
    public boolean wanted(int workspace, int user) {
        return tenancy.read(workspace, () -> {
            WorkCalendar calendar = rota.calendar(workspace, user);
            return calendar.works(calendar.day(clock.instant()));
        });
    }

    /** A user's digest as of now. */
    public Morning of(int workspace, int user) {
        Instant now = clock.instant();
        return tenancy.read(workspace, () -> {
            WorkCalendar calendar = rota.calendar(workspace, user);
            LocalDate today = calendar.day(now);
            LocalDate last = today.minusDays(1);
            while (!calendar.works(last) && last.isAfter(today.minusDays(LONGEST_BREAK))) {
                last = last.minusDays(1);
            }
            Instant since = last.atStartOfDay(calendar.zone()).toInstant();
            Instant tomorrow = today.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
            return new Morning(
                    user,
                    today,
                    calendar.zone(),
                    since,
                    warm(workspace, user, since, now),
                    due(workspace, user, tomorrow, CLOCKS),
                    due(workspace, user, tomorrow, TASKS));
        });
    }

    private List<Warm> warm(int workspace, int user, Instant since, Instant now) {
        List<HeldLead> held = held(workspace, user);
        Map<Long, Did> did = did(workspace, held.stream().map(HeldLead::person).toList(), since);
        List<Warm> warm = new ArrayList<>();
        for (DefinitionRun run : funnels.active(workspace)) {
            List<HeldLead> mine = held.stream()
                    .filter(lead -> lead.funnel() == run.funnel())
                    .filter(lead -> did.containsKey(lead.person()) || !lead.at().isBefore(since))
                    .toList();
            List<Long> people = mine.stream().map(HeldLead::person).toList();
            Map<Long, Standing> then = standings.asOf(workspace, run, people, since);
            Map<Long, Standing> today = standings.of(workspace, run, people);
            for (HeldLead lead : mine) {
                Standing standing = today.get(lead.person());
                if (standing != null) {
                    Standing before = then.getOrDefault(lead.person(), Standing.NEW);
                    warm.add(warm(lead, before, standing, did.get(lead.person()), since, now));
                }
            }
        }
        return warm.stream()
                .filter(one -> one.came() || !one.flags().isEmpty() || one.now() - one.before() >= WORTH)
                .sorted(Comparator.comparing((Warm one) -> one.flags().isEmpty())
                        .thenComparing(one -> one.before() - one.now())
                        .thenComparing(Warm::person))
                .limit(SHOWN)
                .toList();
    }

    private static Warm warm(
            HeldLead lead, Standing before, Standing today, @Nullable Did did, Instant since, Instant now) {
        return new Warm(
                lead.person(),
                lead.title(),
                lead.stage(),
                !lead.at().isBefore(since),
                before.engagement(Time.micros(since)),
                today.engagement(Time.micros(now)),
                today.flags().entrySet().stream()
                        .filter(flag -> flag.getValue() >= Time.micros(since))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                did == null ? null : did.what(),
                did == null ? null : did.at());
    }

    private List<HeldLead> held(int workspace, int user) {
        return jdbc.sql("""
                        SELECT l.person_id, l.funnel_id, coalesce(p.name, p.email, 'Lead ' || l.person_id), l.stage, l.since
                        FROM lead_assignment l
                        LEFT JOIN report_person p ON p.workspace_id = l.workspace_id AND p.id = l.person_id
                        WHERE l.workspace_id = ? AND l.owner_id = ? ORDER BY l.since DESC LIMIT ?""")
                .params(workspace, user, MOST_LEADS)
                .query((row, number) -> new HeldLead(
                        row.getLong(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /** What each of these people did last since then, by what the log says of humans. */
    private Map<Long, Did> did(int workspace, List<Long> people, Instant since) {
        Map<Long, Did> did = new HashMap<>();
        log.latestByHumans(workspace, people, since)
                .forEach((person, signal) -> did.put(
                        person,
                        new Did((signal.kind() + " " + signal.subject()).strip().replace('_', ' '), signal.at())));
        return did;
    }

    private static final String CLOCKS = """
            SELECT c.person_id, coalesce(p.name, p.email, 'Lead ' || c.person_id), 'Answer: ' || replace(c.class, '_', ' '),
                   c.due_at
            FROM response_clock c
            LEFT JOIN report_person p ON p.workspace_id = c.workspace_id AND p.id = c.person_id
            WHERE c.workspace_id = ? AND c.owner_id = ? AND c.met_at IS NULL AND c.ended_at IS NULL AND c.due_at < ?
            ORDER BY c.due_at, c.id LIMIT ?""";

    private static final String TASKS = """
            SELECT t.person_id, coalesce(p.name, p.email, 'Lead ' || t.person_id), t.what, t.due_at
            FROM task t
            LEFT JOIN report_person p ON p.workspace_id = t.workspace_id AND p.id = t.person_id
            WHERE t.workspace_id = ? AND t.owner_id = ? AND t.done_at IS NULL AND t.due_at < ?
            ORDER BY t.due_at, t.id LIMIT ?""";

    private List<DueItem> due(int workspace, int user, Instant before, String sql) {
        return jdbc.sql(sql)
                .params(workspace, user, Timestamp.from(before), SHOWN)
                .query((row, number) -> new DueItem(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
