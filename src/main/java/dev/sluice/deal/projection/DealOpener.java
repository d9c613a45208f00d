package dev.sluice.deal.projection;

import dev.sluice.deal.DealSignals;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.Handoffs;
import dev.sluice.person.Persons;
import dev.sluice.platform.Time;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.StandingsChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens the deal of whoever enters the stage at which the definition opens one. */
@Component
class DealOpener {
    private final DealOpenerRows rows;
    private final Signals signals;
    private final Sources sources;
    private final Persons persons;
    private final Handoffs desk;

    DealOpener(DealOpenerRows rows, Signals signals, Sources sources, Persons persons, Handoffs desk) {
        this.rows = rows;
        this.signals = signals;
        this.sources = sources;
        this.persons = persons;
        this.desk = desk;
    }

    @EventListener
    void on(StandingsChanged moved) {
        Map<Long, Standing> people = new HashMap<>();
        moved.people().forEach(one -> people.put(one.person(), one.after()));
        settle(moved.workspace(), moved.run(), people);
    }

    /** Sees to it that each of these people who ought to have a deal has one, opened when it ought to have been. */
    void settle(int workspace, DefinitionRun run, Map<Long, Standing> people) {
        for (Pipeline pipeline : run.definition().pipelines()) {
            Map<Long, Instant> due = new TreeMap<>();
            if (!pipeline.opensAt().isEmpty()) {
                people.forEach((person, standing) -> {
                    Instant at = since(run, pipeline, standing);
                    if (at != null) {
                        due.put(person, at);
                    }
                });
            }
            if (!due.isEmpty()) {
                open(workspace, run, pipeline, due, people);
            }
        }
    }

    private void open(
            int workspace, DefinitionRun run, Pipeline pipeline, Map<Long, Instant> due, Map<Long, Standing> people) {
        Map<Long, DealOpenerRows.Last> last = rows.last(workspace, run.funnel(), pipeline.id(), due.keySet());
        Map<Long, @Nullable Long> opening = new TreeMap<>();
        due.forEach((person, at) -> {
            DealOpenerRows.Last deal = last.get(person);
            if (deal == null || (deal.closedAt() != null && deal.closedAt().isBefore(at))) {
                Standing standing = people.get(person);
                if (standing != null && stays(run.definition(), standing)) {
                    opening.put(person, null);
                }
            } else if (deal.untold() && deal.openedAt().isAfter(at)) {
                opening.put(person, deal.id());
            }
        });
        if (!opening.isEmpty()) {
            record(workspace, run, pipeline, due, opening);
        }
    }

    private void record(
            int workspace,
            DefinitionRun run,
            Pipeline pipeline,
            Map<Long, Instant> due,
            Map<Long, @Nullable Long> opening) {
        int source = sources.known(workspace, Sources.Kind.HAND, "Pipeline");
        Map<Long, IdentityKeys> keys = persons.keys(workspace, opening.keySet());
        Map<Long, Integer> owners = desk.owners(workspace, opening.keySet());
        List<NewSignal> told = new ArrayList<>();
        opening.forEach((person, deal) -> {
            Instant at = due.get(person);
            IdentityKeys of = keys.get(person);
            if (at == null || of == null) {
                return;
            }
            Map<String, Object> data = new HashMap<>();
            data.put("funnel", run.definition().name());
            data.put("rule", "entered " + pipeline.opensAt());
            if (deal != null) {
                data.put("deal", deal);
            }
            Integer owner = owners.get(person);
            if (owner != null) {
                data.put("owner", owner);
            }
            String message = "deal/" + run.funnel() + "/" + pipeline.id() + "/" + person + "/" + Time.micros(at);
            told.add(new NewSignal(
                    of,
                    at,
                    message,
                    DealSignals.OPENED.name(),
                    pipeline.id(),
                    true,
                    source,
                    Map.of(),
                    data,
                    Trust.INTERNAL));
        });
        signals.recordHere(workspace, told);
    }

    /** When the person came to where deals are opened, last or else first; null for who never did. */
    private static @Nullable Instant since(DefinitionRun run, Pipeline pipeline, Standing standing) {
        if (pipeline.opensAt().equals(standing.stage())) {
            return Time.instant(standing.enteredAt());
        }
        Long reached = standing.reached().get(pipeline.opensAt());
        String stage = standing.stage();
        if (reached != null) {
            return Time.instant(reached);
        }
        boolean beyond = stage != null
                && run.position(stage) > run.position(pipeline.opensAt())
                && stays(run.definition(), standing);
        return beyond ? Time.instant(standing.enteredAt()) : null;
    }

    /** On the way, neither lost nor a customer already. */
    private static boolean stays(Definition definition, Standing standing) {
        String stage = standing.stage();
        Definition.Stage at = stage == null ? null : definition.stage(stage);
        return standing.outcome() == Standing.StandingOutcome.ACTIVE
                && at != null
                && at.layer() != Definition.Layer.RETAIN;
    }
}
