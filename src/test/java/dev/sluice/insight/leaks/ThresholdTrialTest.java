package dev.sluice.insight.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A lower threshold is advised where its replay lets somebody pass; else the condition is named that holds them. */
class ThresholdTrialTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: managed-it
            profile: Whoever is told of.
            sources: [import, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - id: mql
                layer: engage
                owner: marketing
                limit: 9d
                enter: {all: [{fit: {at_least: FIT}}, {engagement: {at_least: 20}}]}
              - {id: sql, layer: convert, owner: sales, limit: 20d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            fit:
              - {when: {company_size: {at_least: 50}}, points: 20}
              - {when: {industry: finance}, points: 20}
            engagement:
              half_life: 3650d
              rules:
                - {when: demo_requested, points: 17}
            disqualify:
              - {reason: unreachable, when: {happened: {email_bounced: "*", times: 3}}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    @ParameterizedTest
    @CsvSource({
        // 17 points of engagement each: 20 keeps out whoever asked for one demo only, 16 does not
        "20, Try a lower threshold for MQL, 60 of the 60 newest",
        "40, Look at what the gate of MQL asks for, 60 lack “fit at least 40”"
    })
    void theFixIsWhatItsReplayShows(int fit, String advice, String evidence) {
        int workspace = workspace();
        driver.decides(workspace, FUNNEL.replace("FIT", Integer.toString(fit)));
        int door = sources.named(workspace, Sources.Kind.API, "list");
        List<NewSignal> told = new ArrayList<>();
        Instant begin = clock.instant().minus(Duration.ofDays(20));
        for (int i = 0; i < 100; i++) {
            boolean good = i < 40;
            Map<String, Object> traits = Map.of("company_size", 80, "industry", good ? "finance" : "retail");
            told.add(signal(i, begin, "identified", traits, good ? "fair" : "search", door));
            for (int n = 0; n < (good ? 2 : 1); n++) {
                told.add(signal(i, begin.plusSeconds(60L + n), "demo_requested", Map.of(), "", door));
            }
            if (good && i < 12) {
                told.add(signal(i, begin.plusSeconds(900), "accepted_by_sales", Map.of(), "", door));
                told.add(signal(i, begin.plusSeconds(1_900), "deal_won", Map.of(), "", door));
            }
        }
        told.sort(Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        driver.settled(workspace);
        String page = owner(workspace).get("/insight/leaks?period=all").body();
        assertThat(page).contains("Lead to MQL", advice, evidence);
        assertThat(page).doesNotContain(fit == 20 ? "Look at what the gate" : "Try a lower threshold");
    }

    private static NewSignal signal(
            int who, Instant at, String kind, Map<String, Object> traits, String origin, int door) {
        return new NewSignal(
                IdentityKeys.email("t" + who + "@trial.test"),
                at,
                null,
                kind,
                "",
                true,
                door,
                traits,
                origin.isEmpty() ? Map.of() : Map.of("origin", origin),
                Trust.INTERNAL);
    }
}
