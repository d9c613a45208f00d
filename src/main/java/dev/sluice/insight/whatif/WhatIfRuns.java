package dev.sluice.insight.whatif;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.handoff.CapacitySimulation;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Replay;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Tries definitions: a durable task replays history by the deciding one and the tried one, side by side. */
@Component
class WhatIfRuns {
    private static final String NAME = "what-if";
    private static final int KEPT = 50;

    /** Days: a century is all time. */
    static final int LONGEST = 36_500;

    private final WhatIfRunRows rows;
    private final Replay replay;
    private final Funnels funnels;
    private final CapacitySimulation capacity;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ObjectProvider<SchedulerClient> scheduler;

    WhatIfRuns(
            WhatIfRunRows rows,
            Replay replay,
            Funnels funnels,
            CapacitySimulation capacity,
            Tenancy tenancy,
            InstantSource clock,
            ObjectProvider<SchedulerClient> scheduler) {
        this.rows = rows;
        this.replay = replay;
        this.funnels = funnels;
        this.capacity = capacity;
        this.tenancy = tenancy;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Configuration(proxyBeanMethods = false)
    static class TrialCalendar {
        @Bean
        OneTimeTask<Void> whatIfTask(WhatIfRuns runs) {
            return Tasks.oneTime(NAME, Void.class).execute((instance, context) -> {
                String[] id = instance.getId().split("/");
                runs.run(Integer.parseInt(id[0]), Long.parseLong(id[1]));
            });
        }
    }

    /** Starts a trial of a text that has no errors. */
    long begin(int workspace, String yaml, @Nullable Instant from, @Nullable Integer user) {
        Definition tried = definition(workspace, yaml);
        return tenancy.in(workspace, () -> {
            deciding(workspace, tried.name());
            rows.deleteOld(workspace, KEPT);
            long id = rows.start(workspace, tried.name(), yaml, from, user, clock.instant());
            scheduler.getObject().schedule(new TaskInstance<>(NAME, workspace + "/" + id), Time.ofThisMachine());
            return id;
        });
    }

    private Definition definition(int workspace, String yaml) {
        ParsedDefinition reading = funnels.check(workspace, yaml);
        if (reading instanceof ParsedDefinition.Readable readable) {
            return readable.definition();
        }
        throw Funnels.refused(reading);
    }

    /** What the trial is held against. */
    DefinitionRun deciding(int workspace, String funnel) {
        return funnels.active(workspace).stream()
                .filter(run -> run.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "funnel",
                        "No version of a funnel named \"" + funnel + "\" decides yet; there is nothing to compare."));
    }

    /** Safe to run again after a crash: it writes nothing but its own result. */
    void run(int workspace, long id) {
        WhatIfRun trial = tenancy.read(workspace, () -> rows.find(workspace, id));
        try {
            Definition now = deciding(workspace, trial.funnel()).definition();
            Definition then = definition(workspace, trial.yaml());
            WhatIfComparison comparison = new WhatIfComparison(now, then, trial.from());
            replay.both(
                    workspace,
                    now,
                    then,
                    comparison::add,
                    done -> tenancy.in(workspace, () -> rows.progress(workspace, id, done)));
            Instant end = clock.instant();
            WhatIfRun.WhatIfOutcome result =
                    comparison.result(weekdays(trial.from(), end), arrivals -> capacity.expected(workspace, arrivals));
            tenancy.in(workspace, () -> rows.done(workspace, id, result));
        } catch (BadInput bad) {
            tenancy.in(
                    workspace,
                    () -> rows.failed(workspace, id, bad.faults().getFirst().sentence()));
        }
    }

    private static long weekdays(@Nullable Instant from, Instant to) {
        if (from == null) {
            return 0;
        }
        LocalDate first = from.atZone(ZoneOffset.UTC).toLocalDate();
        return first.datesUntil(to.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .count();
    }
}
