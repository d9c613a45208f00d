package dev.sluice.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A higher threshold is tried over history before it decides anything. */
class WhatIfTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: tried
            profile: Whoever asks.
            sources: [script, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - id: mql
                layer: engage
                owner: marketing
                limit: 7d
                enter:
                  all:
                    - engagement: {at_least: 10}
                    - happened: demo_requested
              - {id: sql, layer: convert, owner: sales, limit: 14d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            engagement:
              half_life: 14d
              rules:
                - {when: demo_requested, points: 20}
                - {when: {page_viewed: /pricing*}, points: 15}
            disqualify:
              - {reason: student, when: {role: {in: [student]}}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    @Autowired
    private Funnels funnels;

    private int workspace;
    private final List<NewSignal> told = new ArrayList<>();

    @BeforeEach
    void threeLeads() {
        workspace = workspace();
        driver.decides(workspace, FUNNEL);
        lead("eager");
        tell("eager", 2, "page_viewed", "/pricing");
        tell("eager", 3, "demo_requested", "");
        tell("eager", 4, "accepted_by_sales", "");
        tell("eager", 9, "deal_won", "");
        lead("luke");
        tell("luke", 3, "demo_requested", "");
        tell("luke", 4, "accepted_by_sales", "");
        tell("luke", 9, "deal_won", "");
        lead("quiet");
        signals.record(workspace, told);
        driver.settled(workspace);
    }

    private void lead(String who) {
        tell(who, 1, "identified", "");
    }

    private void tell(String who, int day, String kind, String subject) {
        told.add(new NewSignal(
                new IdentityKeys(who + "@tried.test", null, null, List.of()),
                TestClock.now().minus(Duration.ofDays(20 - day)),
                null,
                kind,
                subject,
                true,
                sources.named(workspace, Sources.Kind.SCRIPT, "Website"),
                Map.of("name", who),
                Map.of(),
                Trust.INTERNAL));
    }

    @Test
    void aSlidThresholdStandsInTheTextAndNowhereElse() {
        String form = owner(workspace)
                .get("/insight/what-if?funnel=tried&stage=mql&threshold=30")
                .body();
        assertThat(form).contains("engagement: {at_least: 30}").doesNotContain("engagement: {at_least: 10}");
        assertThat(funnels.versions(workspace, funnels.named(workspace, "tried").id()))
                .hasSize(1);
    }

    @Test
    void bothStandSideBySideWithTheWinThatWouldHaveBeenLostByName() {
        Browser owner = owner(workspace);
        String trial = tried(owner, FUNNEL.replace("at_least: 10", "at_least: 30"));
        String page = owner.get(trial).body();
        assertThat(page).contains("2 → 1").contains("wins that sales would not have been given");
        assertThat(page.substring(page.indexOf("id=\"lost\""))).contains("luke").doesNotContain("eager");
    }

    @Test
    void whatWasTriedBecomesAVersionThatAnAdminCanActivate() {
        Browser owner = owner(workspace);
        String trial = tried(owner, FUNNEL.replace("at_least: 10", "at_least: 30"));
        assertThat(owner.post(trial + "/version", Map.of()).statusCode()).isEqualTo(303);
        Funnels.Version kept = funnels.versions(
                        workspace, funnels.named(workspace, "tried").id())
                .getFirst();
        assertThat(kept.version()).isEqualTo(2);
        assertThat(kept.state()).isEqualTo(Funnels.VersionState.CHECKED);
        assertThat(kept.yaml()).contains("at_least: 30");
    }

    @Test
    void aStageThatTheTriedTextDoesNotHaveIsNamed() {
        Browser owner = owner(workspace);
        String trial = tried(owner, FUNNEL.replace("{id: lead,", "{id: contact,"));
        assertThat(owner.get(trial).body()).contains("has no stage lead");
    }

    @Test
    void aTextWithErrorsIsRefusedWithItsLine() {
        HttpResponse<String> refused = owner(workspace)
                .post(
                        "/insight/what-if",
                        Map.of("funnel", "tried", "yaml", FUNNEL.replace("layer: convert", "layer: nowhere")));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("line 14");
    }

    @Test
    void theApiBeginsATrialAndReadsWhatThePageAndTheFileShow() {
        Api api = api(workspace, "reports:read");
        HttpResponse<String> begun = api.post(
                "/api/v1/reports/what-if",
                "{\"funnel\": \"tried\", \"stage\": \"mql\", \"threshold\": 30, \"days\": 90}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String address = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(address).body().contains("\"state\":\"done\""));
        Map<String, Object> result = map(Json.object(api.get(address).body()).get("result"));
        assertThat(result).containsEntry("people", 3);
        assertThat(map(result.get("now"))).containsEntry("handed", 2);
        assertThat(map(result.get("then"))).containsEntry("handed", 1);
        assertThat((List<?>) result.get("wins_lost")).hasSize(1);
        Browser owner = owner(workspace);
        String page = "/insight/what-if/" + address.substring(address.lastIndexOf('/') + 1);
        assertThat(owner.get(page).body()).contains("2 → 1", "Nobody has answered a lead that was handed over here");
        assertThat(owner.get(page + "/result.csv").body()).contains("mql,2,1");
        assertThat(owner.get(page + "/result.csv?table=people").body()).contains("person,name,now,would be");
    }

    @Test
    void theApiRefusesWhatCannotBeTried() {
        Api api = api(workspace, "reports:read");
        assertThat(api.post("/api/v1/reports/what-if", "{}").statusCode()).isEqualTo(422);
        assertThat(api.post("/api/v1/reports/what-if", "{\"funnel\": \"tried\", \"stage\": \"sql\", \"threshold\": 5}")
                        .statusCode())
                .isEqualTo(422);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }

    private static String tried(Browser owner, String yaml) {
        HttpResponse<String> begun =
                owner.post("/insight/what-if", Map.of("funnel", "tried", "yaml", yaml, "days", "90"));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String trial = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> owner.get(trial).body().contains("Side by side"));
        return trial;
    }
}
