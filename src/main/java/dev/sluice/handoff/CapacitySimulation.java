package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.funnel.Thresholds;
import dev.sluice.handoff.routing.Rep;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.Replay;
import dev.sluice.workhours.WorkCalendar;
import dev.sluice.workspace.Workspaces;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How many leads each threshold of the hand-off would have let through, and how soon the team would have answered. */
@Component
public class CapacitySimulation {
    private static final Duration HISTORY = Duration.ofDays(84);
    private static final double WEEKS = 12;
    private static final double[] STEPS = {0.5, 0.75, 1, 1.25, 1.5, 2, 3};
    private static final String USUAL = "inbound";

    /**
     * One threshold.
     *
     * @param leads handed off in the twelve weeks, the n of what follows
     * @param median working seconds until somebody would have been free to answer
     * @param inTime the share within the target of the class, 0 to 1
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CapacityPoint(
            double threshold,
            boolean current,
            long leads,
            double perWeek,
            @Nullable Double median,
            @Nullable Double p90,
            @Nullable Double inTime) {}

    /** Somebody who answers leads: how many on one of their busier days, and what that makes in an hour. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Hand(String name, long answered, double perHour) {}

    /** @param threshold null where the gate asks for no engagement, so that there is nothing to turn */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reckoning(
            String funnel,
            String stage,
            @Nullable Double threshold,
            double weeks,
            long targetSeconds,
            List<Hand> team,
            List<CapacityPoint> points) {}

    /**
     * How soon leads would have been answered.
     *
     * @param median working seconds until somebody would have been free, null without leads or anybody who answers them
     * @param hands how many answer leads, and {@code perDay} how many leads they answer together on a busier day
     */
    public record Expected(
            @Nullable Double median, @Nullable Double p90, int hands, double perDay) {}

    private record RepServer(Hand hand, WorkCalendar calendar) {
        Duration perLead() {
            return Duration.ofSeconds(Math.max(1, Math.round(3_600 / hand.perHour())));
        }
    }

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final TeamRotation rota;
    private final Replay replay;
    private final Workspaces workspaces;
    private final InstantSource clock;

    CapacitySimulation(
            JdbcClient jdbc,
            Tenancy tenancy,
            TeamRotation rota,
            Replay replay,
            Workspaces workspaces,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.rota = rota;
        this.replay = replay;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * What the team of the last twelve weeks would have made of leads that arrive at these instants: each in its turn goes
     * to whoever could begin with it first, in working time, and takes what a lead took on one of their busier days.
     */
    public Expected expected(int workspace, List<Instant> arrivals) {
        Instant since = clock.instant().minus(HISTORY);
        List<RepServer> team = tenancy.read(workspace, () -> team(workspace, since));
        List<Duration> waits = waits(arrivals.stream().sorted().toList(), team);
        return new Expected(
                quantile(waits, 0.5),
                quantile(waits, 0.9),
                team.size(),
                team.stream()
                        .mapToDouble(one ->
                                one.hand().perHour() * one.calendar().day().toMinutes() / 60)
                        .sum());
    }

    /** Reads the whole log once; a minute for a million people. */
    public Reckoning of(int workspace, HandoffPolicy hands) {
        Definition definition = hands.run().definition();
        Instant since = clock.instant().minus(HISTORY);
        String stage = hands.first() < definition.stages().size()
                ? definition.stages().get(hands.first()).id()
                : "";
        ResponseClass target = definition.response().stream()
                .filter(response -> response.name().equals(USUAL))
                .findFirst()
                .orElse(null);
        Duration within = target == null ? Duration.ofMinutes(30) : target.within();
        Double current = Thresholds.of(definition, stage);
        List<RepServer> team = tenancy.read(workspace, () -> team(workspace, since));
        List<CapacityPoint> points = new ArrayList<>();
        if (current != null) {
            List<Double> thresholds = thresholds(current);
            List<List<Instant>> entered = replay.entered(
                    workspace,
                    thresholds.stream()
                            .map(threshold -> Thresholds.with(definition, stage, threshold))
                            .toList(),
                    stage,
                    since);
            for (int i = 0; i < thresholds.size(); i++) {
                points.add(point(thresholds.get(i), current, entered.get(i), team, within));
            }
        }
        return new Reckoning(
                definition.name(),
                stage,
                current,
                WEEKS,
                within.toSeconds(),
                team.stream().map(RepServer::hand).toList(),
                points);
    }

    private static List<Double> thresholds(double current) {
        TreeSet<Double> thresholds = new TreeSet<>(List.of(current));
        for (double step : STEPS) {
            thresholds.add((double) Math.round(current * step));
        }
        return List.copyOf(thresholds);
    }

    private static CapacityPoint point(
            double threshold, double current, List<Instant> arrivals, List<RepServer> team, Duration within) {
        List<Duration> waits = waits(arrivals, team);
        return new CapacityPoint(
                threshold,
                threshold == current,
                arrivals.size(),
                arrivals.size() / WEEKS,
                quantile(waits, 0.5),
                quantile(waits, 0.9),
                waits.isEmpty()
                        ? null
                        : (double) waits.stream()
                                        .filter(wait -> wait.compareTo(within) <= 0)
                                        .count()
                                / waits.size());
    }

    /** Each lead in its turn goes to whoever could begin with it first; how long it waits, in working time. */
    static List<Duration> waits(List<Instant> arrivals, List<RepServer> team) {
        List<Duration> waits = new ArrayList<>();
        if (team.isEmpty()) {
            return waits;
        }
        Instant[] free = new Instant[team.size()];
        Arrays.fill(free, Instant.EPOCH);
        for (Instant arrival : arrivals) {
            int first = 0;
            Instant begins = Instant.MAX;
            for (int i = 0; i < free.length; i++) {
                Instant from = free[i].isAfter(arrival) ? free[i] : arrival;
                Instant begin = team.get(i).calendar().begin(from);
                if (begin.isBefore(begins)) {
                    begins = begin;
                    first = i;
                }
            }
            WorkCalendar calendar = team.get(first).calendar();
            waits.add(calendar.between(arrival, begins));
            free[first] = calendar.after(begins, team.get(first).perLead());
        }
        return waits;
    }

    private static @Nullable Double quantile(List<Duration> waits, double share) {
        if (waits.isEmpty()) {
            return null;
        }
        List<Duration> sorted = waits.stream().sorted().toList();
        return (double) sorted.get((int) Math.ceil(share * sorted.size()) - 1).toSeconds();
    }

    /** Whoever first answered at least one lead since then; the answer counts, whether or not a clock ran. */
    private List<RepServer> team(int workspace, Instant since) {
        ZoneId zone = workspaces.get(workspace).timeZone();
        record BusyRep(long all, double busiest) {}
        Map<Integer, BusyRep> busy = new HashMap<>();
        jdbc.sql("""
                        WITH answered AS (
                            SELECT person_id, min(at) AS at FROM report_response WHERE workspace_id = ? GROUP BY person_id),
                        owned AS (
                            SELECT DISTINCT person_id, owner_id FROM report_owner
                            WHERE workspace_id = ? AND owner_id IS NOT NULL)
                        SELECT owner_id, sum(n), percentile_disc(0.9) WITHIN GROUP (ORDER BY n) FROM (
                            SELECT owner_id, (at AT TIME ZONE ?)::date AS day, count(*) AS n
                            FROM answered JOIN owned USING (person_id) WHERE at >= ?
                            GROUP BY 1, 2) d
                        GROUP BY owner_id""")
                .params(workspace, workspace, zone.getId(), Timestamp.from(since))
                .query(row -> {
                    busy.put(row.getInt(1), new BusyRep(row.getLong(2), row.getDouble(3)));
                });
        List<RepServer> team = new ArrayList<>();
        for (Rep rep : rota.everybody(workspace, since)) {
            BusyRep one = busy.get(rep.user());
            if (one != null) {
                double hours = rep.calendar().day().toMinutes() / 60.0;
                team.add(new RepServer(new Hand(rep.name(), one.all(), one.busiest() / hours), rep.calendar()));
            }
        }
        return team;
    }
}
