package dev.sluice.sample;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.Sources.Kind;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On an empty database, creates the sample workspace and records its history through the same intake as real sources. */
@Component
@ConditionalOnProperty(name = "SLUICE_SAMPLE", havingValue = "true")
class SampleWorkspace {
    static final String NAME = "Harbour IT Services";
    static final Workspaces.FirstOwner OWNER =
            new Workspaces.FirstOwner("Maya Harbour", "maya@harbour-it.example", "harbour lights");
    private static final long SEED = 20_260_401;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(SampleWorkspace.class);

    private final Signals signals;
    private final Sources sources;
    private final Standings standings;
    private final SampleSetup setup;
    private final SampleTeam team;
    private final Tenancy tenancy;
    private final InstantSource clock;

    SampleWorkspace(
            Signals signals,
            Sources sources,
            Standings standings,
            SampleSetup setup,
            SampleTeam team,
            Tenancy tenancy,
            InstantSource clock) {
        this.signals = signals;
        this.sources = sources;
        this.standings = standings;
        this.setup = setup;
        this.team = team;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Order // after everything else that waits for the application to be ready
    @EventListener(ApplicationReadyEvent.class)
    void onReady() throws InterruptedException {
        if (team.isFirst()) {
            Instant started = clock.instant();
            log.info("Making the sample workspace: eighteen months of history, half a minute.");
            SampleResult sample = make();
            log.info(
                    "{} signals recorded in {} s.",
                    sample.signals(),
                    Duration.between(started, clock.instant()).toSeconds());
        }
        if (!team.isHere()) {
            log.warn("SLUICE_SAMPLE is set, but this installation has another workspace already: no sample was made.");
            return;
        }
        log.info(
                "Sample workspace \"{}\": sign in as {} with the password \"{}\".",
                NAME,
                OWNER.email(),
                OWNER.password());
    }

    /** The workspace, and how many signals its history has. */
    record SampleResult(int workspace, int signals) {}

    SampleResult make() throws InterruptedException {
        int workspace = team.create();
        setup.in(workspace);
        AtomicInteger recorded = new AtomicInteger();
        SampleHistory history = new SampleHistory(
                sampleSources(workspace), clock.instant().truncatedTo(ChronoUnit.MINUTES), SEED, batch -> {
                    // as intake records them, without a caller that would give up
                    tenancy.in(workspace, () -> {
                        signals.recordHere(workspace, batch);
                    });
                    recorded.addAndGet(batch.size());
                });
        history.record();
        awaitDecisions(workspace);
        history.recordLate();
        return new SampleResult(workspace, recorded.get());
    }

    private SampleSources sampleSources(int workspace) {
        return new SampleSources(
                sources.named(workspace, Kind.SCRIPT, "Website"),
                sources.named(workspace, Kind.FORM, SampleForms.CONTACT),
                sources.named(workspace, Kind.FORM, SampleForms.CHECKLIST),
                sources.named(workspace, Kind.FORM, SampleForms.BUDGET),
                sources.named(workspace, Kind.IMPORT, "Lists"),
                sources.named(workspace, Kind.HAND, "By hand"));
    }

    /** Waits until the funnel that every new workspace starts with has decided about all signals. */
    private void awaitDecisions(int workspace) throws InterruptedException {
        Instant deadline = clock.instant().plus(TIMEOUT);
        while (standings.backlog(workspace) > 0) {
            if (clock.instant().isAfter(deadline)) {
                throw new IllegalStateException("the sample's signals were not folded in " + TIMEOUT);
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }
}
