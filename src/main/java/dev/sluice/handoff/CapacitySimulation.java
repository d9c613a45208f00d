package dev.sluice.handoff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.ResponseClass;
import dev.sluice.funnel.Thresholds;
import dev.sluice.handoff.ResponderRows.Responder;
import dev.sluice.handoff.routing.Rep;
import dev.sluice.handoff.routing.TeamRotation;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.Replay;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
     * @param median working seconds until a rep would have been free to answer
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

    /** A rep who answers leads: how many in all, and how many in an hour of one of their busier days. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Hand(String name, long answered, double perHour) {}

    /** @param threshold null where the gate requires no engagement, so that there is nothing to change */
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
     * @param median working seconds until a rep would have been free, null without leads or reps
     * @param hands how many answer leads, and {@code perDay} how many leads they answer together on a busier day
     */
    public record Expected(
            @Nullable Double median, @Nullable Double p90, int hands, double perDay) {}

    private final ResponderRows rows;
    private final Tenancy tenancy;
    private final TeamRotation rotation;
    private final Replay replay;
    private final Workspaces workspaces;
    private final InstantSource clock;

    CapacitySimulation(
            ResponderRows rows,
            Tenancy tenancy,
            TeamRotation rotation,
            Replay replay,
            Workspaces workspaces,
            InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.rotation = rotation;
        this.replay = replay;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * How soon the team of the last twelve weeks would have answered leads that arrive at these instants: each goes to the
     * rep who could start first, in working time, and takes as long as a lead on one of that rep's busier days.
     */
    public Expected expected(int workspace, List<Instant> arrivals) {
        Instant since = clock.instant().minus(HISTORY);
        List<RepServer> team = tenancy.read(workspace, () -> team(workspace, since));
        List<Duration> waits = RepServer.waits(arrivals.stream().sorted().toList(), team);
        return new Expected(
                RepServer.quantile(waits, 0.5),
                RepServer.quantile(waits, 0.9),
                team.size(),
                team.stream().mapToDouble(RepServer::perDay).sum());
    }

    /** Reads the whole log once; a minute for a million people. */
    public Reckoning of(int workspace, HandoffPolicy policy) {
        Definition definition = policy.run().definition();
        Instant since = clock.instant().minus(HISTORY);
        String stage = policy.first() < definition.stages().size()
                ? definition.stages().get(policy.first()).id()
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
        List<Duration> waits = RepServer.waits(arrivals, team);
        return new CapacityPoint(
                threshold,
                threshold == current,
                arrivals.size(),
                arrivals.size() / WEEKS,
                RepServer.quantile(waits, 0.5),
                RepServer.quantile(waits, 0.9),
                waits.isEmpty()
                        ? null
                        : (double) waits.stream()
                                        .filter(wait -> wait.compareTo(within) <= 0)
                                        .count()
                                / waits.size());
    }

    /** Everyone who answered at least one lead since then, whether or not a clock ran. */
    private List<RepServer> team(int workspace, Instant since) {
        ZoneId zone = workspaces.get(workspace).timeZone();
        Map<Integer, Responder> responders = rows.responders(workspace, zone, since);
        List<RepServer> team = new ArrayList<>();
        for (Rep rep : rotation.everybody(workspace, since)) {
            Responder responder = responders.get(rep.user());
            if (responder != null) {
                double hours = rep.calendar().day().toMinutes() / 60.0;
                Hand hand = new Hand(rep.name(), responder.answered(), responder.busiestDay() / hours);
                team.add(new RepServer(hand, rep.calendar()));
            }
        }
        return team;
    }
}
