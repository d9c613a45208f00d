package dev.sluice.handoff.routing;

import dev.sluice.funnel.Definition.Route;
import dev.sluice.funnel.RouteMatcher;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.routing.RoutingDecision.Candidate;
import dev.sluice.person.Companies;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.standing.DefinitionRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds whoever is to have a lead: the first rule that applies names the target, and of the target's people the one
 * whose turn it is among those who are there. The members of a team are locked until the transaction's end, so that
 * two decisions at once give two turns.
 */
@Component
public class Router {
    /** How unavailable somebody is; nobody of a later tier is chosen while an earlier one has somebody. */
    private enum Tier {
        FREE(""),
        AFTER_HOURS("outside working hours"),
        FULL("has as many leads as agreed"),
        AWAY("is away"),
        HAD_IT("had it and did not answer");

        final String because;

        Tier(String because) {
            this.because = because;
        }
    }

    private static final String SALES = "sales";

    /** The first half of the advisory lock's number; merging has 1, evaluation 2, erasure 3. */
    private static final int ROUTING = 4;

    private final JdbcClient jdbc;
    private final TeamRotation rota;
    private final Companies companies;

    Router(JdbcClient jdbc, TeamRotation rota, Companies companies) {
        this.jdbc = jdbc;
        this.rota = rota;
        this.companies = companies;
    }

    /** Where a lead would go now; nobody's turn is taken. */
    public RoutingDecision tryOn(int workspace, DefinitionRun run, long person, Standing standing, Instant now) {
        return new RoutingBatch(workspace, run, now, companies.of(workspace, List.of(person)), false)
                .route(person, standing, Set.of());
    }

    /** One decision after the other for leads that are handed off together; later ones see the turns of earlier ones. */
    public RoutingBatch batch(int workspace, DefinitionRun run, Collection<Long> people, Instant now) {
        // one workspace routes one batch after the other: two that lock their teams in different orders would stop both
        jdbc.sql("SELECT pg_advisory_xact_lock(?, ?)::text")
                .params(ROUTING, workspace)
                .query(String.class)
                .optional();
        return new RoutingBatch(workspace, run, now, companies.of(workspace, people), true);
    }

    public final class RoutingBatch {
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

        private RoutingBatch(
                int workspace, DefinitionRun run, Instant now, Map<Long, Long> companyOf, boolean forGood) {
            this.workspace = workspace;
            this.run = run;
            this.now = now;
            this.forGood = forGood;
            this.companyOf = companyOf;
            this.ownerOf = owners(workspace, companyOf.values());
        }

        /** @param notAgain who had the lead and is passed over while there is anybody else */
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
                        companyOwner == null ? members(SALES) : named(rep -> rep.user() == companyOwner, notAgain);
                return pick(text, rule.line(), SALES, "", reps, notAgain);
            }
            String name = rule.to().substring(rule.to().indexOf('/') + 1);
            if (rule.to().startsWith("user/")) {
                List<Rep> reps = named(rep -> rep.name().equalsIgnoreCase(name), notAgain);
                return pick(text, rule.line(), SALES, "", reps, notAgain);
            }
            return pick(text, rule.line(), name, rule.by(), members(name), notAgain);
        }

        private List<Rep> members(String team) {
            return teams.computeIfAbsent(team, name -> {
                List<Rep> members = rota.members(workspace, name, now);
                counted(members);
                return members;
            });
        }

        /** One user of the workspace, in sales or not; while they cannot have it, sales stands behind them. */
        private List<Rep> named(Predicate<Rep> who, Set<Integer> notAgain) {
            List<Rep> named = everybody().stream().filter(who).toList();
            if (named.stream().anyMatch(rep -> tier(rep, notAgain).compareTo(Tier.AWAY) < 0)) {
                return named;
            }
            return Stream.concat(named.stream(), members(SALES).stream().filter(who.negate()))
                    .toList();
        }

        private List<Rep> everybody() {
            if (everybody.isEmpty()) {
                everybody = rota.everybody(workspace, now);
                counted(everybody);
            }
            return everybody;
        }

        private RoutingDecision pick(
                String rule, int line, String team, String by, List<Rep> reps, Set<Integer> notAgain) {
            Comparator<Rep> order = Comparator.comparing((Rep rep) -> tier(rep, notAgain));
            if (by.equals("least_busy")) {
                order = order.thenComparing(rep -> open.getOrDefault(taker(rep).user(), 0L));
            }
            List<Rep> queue = reps.stream()
                    .sorted(order.thenComparing(rep -> turn(team, rep)).thenComparing(Rep::user))
                    .toList();
            if (queue.isEmpty()) {
                return new RoutingDecision(null, team, rule, line, List.of());
            }
            Rep first = queue.getFirst();
            Rep taker = taker(first);
            List<Candidate> candidates = new ArrayList<>();
            if (!queue.contains(taker)) {
                candidates.add(candidate(taker, ""));
            }
            for (Rep rep : queue) {
                candidates.add(candidate(rep, rep.user() == taker.user() ? "" : why(by, rep, first, notAgain)));
            }
            double lowest =
                    reps.stream().mapToDouble(rep -> turn(team, rep)).min().orElse(0);
            // whoever was away has not saved up turns
            turn(team, first, Math.max(turn(team, first), lowest) + 1.0 / Math.max(1, first.weight()));
            open.merge(taker.user(), 1L, Long::sum);
            return new RoutingDecision(taker.user(), team, rule, line, List.copyOf(candidates));
        }

        private Candidate candidate(Rep rep, String passedOver) {
            return new Candidate(rep.user(), rep.name(), open.getOrDefault(rep.user(), 0L), passedOver);
        }

        private String why(String by, Rep rep, Rep chosen, Set<Integer> notAgain) {
            Tier tier = tier(rep, notAgain);
            if (rep.absent()) {
                return Tier.AWAY.because;
            }
            if (tier != tier(chosen, notAgain)) {
                return tier.because;
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
            return atWork.computeIfAbsent(rep.user(), user -> rep.calendar().working(now))
                    ? Tier.FREE
                    : Tier.AFTER_HOURS;
        }

        /** Whoever gets what falls to somebody. */
        private Rep taker(Rep rep) {
            Rep cover = rep.absent() ? cover(rep) : null;
            return cover == null ? rep : cover;
        }

        /** Who stands in for somebody who is away; nobody who is away too. */
        private @Nullable Rep cover(Rep rep) {
            return everybody().stream()
                    .filter(other -> Objects.equals(other.user(), rep.cover()) && !other.absent())
                    .findFirst()
                    .orElse(null);
        }

        private void turn(String team, Rep rep, double turn) {
            turns.put(team + "/" + rep.user(), turn);
            if (forGood) {
                rota.took(workspace, team, rep.user(), turn);
            }
        }

        private double turn(String team, Rep rep) {
            return turns.getOrDefault(team + "/" + rep.user(), rep.turn());
        }

        private void counted(List<Rep> members) {
            jdbc.sql("""
                            SELECT owner_id, count(*) FROM lead_assignment WHERE workspace_id = ? AND owner_id = ANY (?)
                            GROUP BY owner_id""")
                    .params(
                            workspace,
                            SqlArray.integer(
                                    members.stream().mapToInt(Rep::user).toArray()))
                    .query(row -> {
                        open.putIfAbsent(row.getInt(1), row.getLong(2));
                    });
        }
    }

    private Map<Long, Integer> owners(int workspace, Collection<Long> companies) {
        Map<Long, Integer> owners = new HashMap<>();
        if (!companies.isEmpty()) {
            jdbc.sql("SELECT company_id, user_id FROM company_owner WHERE workspace_id = ? AND company_id = ANY (?)")
                    .params(workspace, SqlArray.bigint(Set.copyOf(companies)))
                    .query(row -> {
                        owners.put(row.getLong(1), row.getInt(2));
                    });
        }
        return owners;
    }

    /** Whoever has a lead of a company and works it is the company's owner from then on, until somebody else is. */
    public void owns(int workspace, long person, @Nullable Integer user, Instant now) {
        Long company = companies.of(workspace, List.of(person)).get(person);
        if (company != null && user != null) {
            jdbc.sql("""
                            INSERT INTO company_owner (workspace_id, company_id, user_id, since) VALUES (?, ?, ?, ?)
                            ON CONFLICT (workspace_id, company_id) DO NOTHING""")
                    .params(workspace, company, user, java.sql.Timestamp.from(now))
                    .update();
        }
    }
}
