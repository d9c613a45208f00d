package dev.sluice.handoff.routing;

import dev.sluice.funnel.Definition.Route;
import dev.sluice.funnel.RouteMatcher;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.RoutingDecision.Candidate;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Routes leads of one funnel one after the other; later ones see the turns of earlier ones. */
public final class RoutingBatch {
    private static final String SALES = "sales";

    /** How unavailable a rep is; no one of a later tier is chosen while an earlier one has someone. */
    private enum Tier {
        FREE(""),
        AFTER_HOURS("outside working hours"),
        FULL("has as many leads as agreed"),
        AWAY("is away"),
        HAD_IT("had it and did not answer");

        final String reason;

        Tier(String reason) {
            this.reason = reason;
        }
    }

    private final RouterRows rows;
    private final TeamRotation rotation;
    private final int workspace;
    private final DefinitionRun run;
    private final Instant now;
    private final boolean forGood;
    private final Map<Long, Long> companyOf;
    private final Map<Long, Integer> ownerOf;
    private final Map<String, List<Rep>> teams = new HashMap<>();
    private List<Rep> everybody = List.of();
    private final Map<String, Double> turns = new HashMap<>();
    private final Map<Integer, Long> open = new HashMap<>();
    private final Map<Integer, Boolean> atWork = new HashMap<>();

    RoutingBatch(RouterRows rows, TeamRotation rotation, RoutingRequest request) {
        this.rows = rows;
        this.rotation = rotation;
        this.workspace = request.workspace();
        this.run = request.run();
        this.now = request.now();
        this.forGood = request.forGood();
        this.companyOf = request.companyOf();
        this.ownerOf = rows.companyOwners(workspace, companyOf.values());
    }

    /**
     * What a batch routes.
     *
     * @param companyOf the company of each person who has one
     * @param forGood whether the turns of the reps who get a lead are saved
     */
    record RoutingRequest(int workspace, DefinitionRun run, Instant now, Map<Long, Long> companyOf, boolean forGood) {}

    /** @param notAgain users who had the lead and are passed over while there is anyone else */
    public RoutingDecision route(long person, Standing standing, Set<Integer> notAgain) {
        Integer companyOwner = ownerOf.get(companyOf.getOrDefault(person, -1L));
        Route rule = RouteMatcher.choose(
                run.definition(), standing, Map.of("company_has_owner", companyOwner != null), Time.micros(now));
        if (rule == null) {
            return pick("no rule", 0, SALES, "round_robin", members(SALES), notAgain);
        }
        String text = (rule.otherwise() ? "otherwise" : rule.when().text()) + " → " + rule.to();
        if (rule.to().equals("company_owner")) {
            List<Rep> reps =
                    companyOwner == null ? members(SALES) : matching(rep -> rep.user() == companyOwner, notAgain);
            return pick(text, rule.line(), SALES, "", reps, notAgain);
        }
        String name = rule.to().substring(rule.to().indexOf('/') + 1);
        if (rule.to().startsWith("user/")) {
            List<Rep> reps = matching(rep -> rep.name().equalsIgnoreCase(name), notAgain);
            return pick(text, rule.line(), SALES, "", reps, notAgain);
        }
        return pick(text, rule.line(), name, rule.by(), members(name), notAgain);
    }

    private List<Rep> members(String team) {
        return teams.computeIfAbsent(team, name -> {
            List<Rep> members = rotation.members(workspace, name, now);
            countOpen(members);
            return members;
        });
    }

    /** The matching users of the workspace, in sales or not; while they are unavailable, sales comes after them. */
    private List<Rep> matching(Predicate<Rep> condition, Set<Integer> notAgain) {
        List<Rep> matching = everybody().stream().filter(condition).toList();
        if (matching.stream().anyMatch(rep -> tier(rep, notAgain).compareTo(Tier.AWAY) < 0)) {
            return matching;
        }
        return Stream.concat(matching.stream(), members(SALES).stream().filter(condition.negate()))
                .toList();
    }

    private List<Rep> everybody() {
        if (everybody.isEmpty()) {
            everybody = rotation.everybody(workspace, now);
            countOpen(everybody);
        }
        return everybody;
    }

    private RoutingDecision pick(String rule, int line, String team, String by, List<Rep> reps, Set<Integer> notAgain) {
        Comparator<Rep> order = Comparator.comparing((Rep rep) -> tier(rep, notAgain));
        if (by.equals("least_busy")) {
            order = order.thenComparing(rep -> open.getOrDefault(assignee(rep).user(), 0L));
        }
        List<Rep> queue = reps.stream()
                .sorted(order.thenComparing(rep -> turn(team, rep)).thenComparing(Rep::user))
                .toList();
        if (queue.isEmpty()) {
            return new RoutingDecision(null, team, rule, line, List.of());
        }
        Rep first = queue.getFirst();
        Rep assignee = assignee(first);
        List<Candidate> candidates = new ArrayList<>();
        if (!queue.contains(assignee)) {
            candidates.add(candidate(assignee, ""));
        }
        for (Rep rep : queue) {
            candidates.add(candidate(rep, rep.user() == assignee.user() ? "" : reason(by, rep, first, notAgain)));
        }
        double lowest = reps.stream().mapToDouble(rep -> turn(team, rep)).min().orElse(0);
        // an absence does not save up turns
        turn(team, first, Math.max(turn(team, first), lowest) + 1.0 / Math.max(1, first.weight()));
        open.merge(assignee.user(), 1L, Long::sum);
        return new RoutingDecision(assignee.user(), team, rule, line, List.copyOf(candidates));
    }

    private Candidate candidate(Rep rep, String passedOver) {
        return new Candidate(rep.user(), rep.name(), open.getOrDefault(rep.user(), 0L), passedOver);
    }

    private String reason(String by, Rep rep, Rep chosen, Set<Integer> notAgain) {
        Tier tier = tier(rep, notAgain);
        if (rep.absent()) {
            return Tier.AWAY.reason;
        }
        if (tier != tier(chosen, notAgain)) {
            return tier.reason;
        }
        boolean busier = open.getOrDefault(rep.user(), 0L) > open.getOrDefault(chosen.user(), 0L);
        return by.equals("least_busy") && busier ? "has more open leads" : "it was another's turn";
    }

    private Tier tier(Rep rep, Set<Integer> notAgain) {
        if (notAgain.contains(rep.user())) {
            return Tier.HAD_IT;
        }
        if (rep.absent()) {
            Rep cover = cover(rep);
            return cover == null ? Tier.AWAY : tier(cover, notAgain);
        }
        if (rep.capacity() != null && open.getOrDefault(rep.user(), 0L) >= rep.capacity()) {
            return Tier.FULL;
        }
        return atWork.computeIfAbsent(rep.user(), user -> rep.calendar().working(now)) ? Tier.FREE : Tier.AFTER_HOURS;
    }

    /** The rep who gets a lead of this rep's turn: the cover of a rep who is absent. */
    private Rep assignee(Rep rep) {
        Rep cover = rep.absent() ? cover(rep) : null;
        return cover == null ? rep : cover;
    }

    /** The cover of a rep who is away; null when the cover is away, too. */
    private @Nullable Rep cover(Rep rep) {
        return everybody().stream()
                .filter(other -> Objects.equals(other.user(), rep.cover()) && !other.absent())
                .findFirst()
                .orElse(null);
    }

    private void turn(String team, Rep rep, double turn) {
        turns.put(team + "/" + rep.user(), turn);
        if (forGood) {
            rotation.took(workspace, team, rep.user(), turn);
        }
    }

    private double turn(String team, Rep rep) {
        return turns.getOrDefault(team + "/" + rep.user(), rep.turn());
    }

    private void countOpen(List<Rep> reps) {
        rows.openLeads(workspace, reps.stream().map(Rep::user).toList()).forEach(open::putIfAbsent);
    }
}
