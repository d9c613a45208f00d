package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.funnel.text.Problem;
import dev.sluice.handoff.routing.RoutingActivationCheck;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Settled;
import dev.sluice.workspace.Members;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The playbook beside a lead, and the reports on how leads were answered. */
class HandoffReportPagesTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Autowired
    private Digest digest;

    @Autowired
    private CapacitySimulation capacity;

    @Autowired
    private RoutingActivationCheck preflight;

    @Autowired
    private Funnels funnels;

    @Autowired
    private Members members;

    /** What a demo request and the form before it are worth to the ready-made funnel, in points of engagement. */
    private static final double ENGAGED = 60;

    private int workspace;
    private Browser browser;
    private long ann;

    @BeforeEach
    void aLeadThatWasAccepted() throws IOException {
        workspace = workspace();
        browser = owner(workspace);
        try (InputStream in = HandoffReportPagesTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(
                    workspace,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("engagement: {at_least: 12}", "engagement: {at_least: 25}"));
        }
        tell("form_submitted", "contact", Map.of());
        tell(
                "demo_requested",
                "",
                Map.of("name", "Ann Quay", "company_size", 120, "role", "director", "country", "US"));
        ann = persons.withKey(workspace, "e:ann@quay.test").orElseThrow().id();
        browser.post("/today/" + ann + "/accept", Map.of());
        settled.settled(workspace);
    }

    private void tell(String kind, String subject, Map<String, Object> traits) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email("ann@quay.test"),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        traits,
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
    }

    @Test
    void thePlaybookOfTheStageStandsBesideTheLead() {
        assertThat(browser.get("/people/" + ann + "/playbook").body())
                .contains("Call within the half hour", "Know who else decides", "0 of 3", "What is needed.");
        assertThat(browser.get("/people/" + ann).body()).contains("/people/" + ann + "/playbook");
        assertThat(browser.get("/today/" + ann).body()).contains("/people/" + ann + "/playbook");
        assertThat(browser.get("/funnel").body()).contains("Call within the half hour", "Know who else decides");
    }

    @Test
    void aTickIsASignalAndCountsFromWhenTheStageWasEntered() {
        Map<String, String> tick = Map.of("item", "Know who else decides");
        assertThat(browser.post("/people/" + ann + "/checklist", tick).body()).contains("1 of 3", "Olga Owner");
        assertThat(browser.post("/people/" + ann + "/checklist", tick).body()).contains("1 of 3");
        assertThat(browser.get("/people/" + ann + "/timeline").body()).containsOnlyOnce("Done: Know who else decides");
        assertThat(browser.post("/people/" + ann + "/checklist", Map.of("item", "Dance"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anAnswerToAQuestionOfThePlaybookIsATraitFromThenOn() {
        assertThat(browser.post(
                                "/people/" + ann + "/answers",
                                Map.of("need", "Fewer outages", "decision_maker", "true"))
                        .body())
                .contains("Fewer outages");
        assertThat(persons.facts(workspace, ann)).anySatisfy(fact -> {
            assertThat(fact.trait()).isEqualTo("decision_maker");
            assertThat(fact.value()).isEqualTo("true");
        });
    }

    @Test
    void everyFigureOfTheResponseTimesOpensItsLeads() {
        browser.post("/today/" + ann + "/call", Map.of("outcome", "connected"));
        settled.settled(workspace);
        String report = browser.get("/hand-off/response-times").body();
        assertThat(report).contains("inbound", "1 of 1", "Olga Owner", "By the hour");
        assertThat(browser.get("/hand-off/response-times/people?class=inbound").body())
                .contains("Ann Quay", "in time");
        assertThat(browser.get("/hand-off/response-times/people?class=inbound&outcome=late")
                        .body())
                .doesNotContain("Ann Quay");
        assertThat(browser.get("/hand-off/response-times/people?outcome=soon").statusCode())
                .isEqualTo(422);
    }

    @Test
    void whatSalesAnswersIsShownBySourceFormAndReason() {
        browser.post("/today/" + ann + "/reject", Map.of("reason", "no_budget"));
        settled.settled(workspace);
        assertThat(browser.get("/hand-off/answers").body()).contains("contact", "No budget", "1 of 2");
        assertThat(browser.get("/hand-off/answers/people?reason=no_budget").body())
                .contains("Ann Quay", "rejected: No budget");
        assertThat(browser.get("/hand-off/answers/people?form=elsewhere").body())
                .contains("No answer is like this");
    }

    @Test
    void everyReportIsAFileWithTheNamesOfTheApi() {
        browser.post("/today/" + ann + "/reject", Map.of("reason", "no_budget"));
        settled.settled(workspace);
        assertThat(browser.get("/hand-off.csv").body())
                .contains("funnel,source,in,won,lost,disqualified,nurturing,active,merged,missing", "managed-it,");
        assertThat(browser.get("/hand-off/response-times.csv?by=user").body())
                .contains("response_class,owner,owner_name,source,day,hour,clocks,in_time,late", "Olga Owner");
        assertThat(browser.get("/hand-off/answers.csv?by=reason").body())
                .contains("key,accepted,rejected,ignored", "no_budget,0,1,0");
        assertThat(browser.get("/hand-off/capacity.csv").body())
                .contains("funnel,stage,threshold,current,leads,per_week,median,p90,in_time", "managed-it,mql,25");
        assertThat(browser.get("/hand-off/answers.csv?by=moon").statusCode()).isEqualTo(422);
        assertThat(browser.get("/hand-off/answers").body()).contains("/hand-off/answers.csv?by=form");
    }

    @Test
    void theDigestSaysWhoWarmedUpSinceTheLastWorkingDayAndWhatIsDue() {
        int user =
                digest.of(workspace, members.all(workspace).getFirst().user()).user();
        Digest.Morning morning = digest.of(workspace, user);
        assertThat(morning.warm()).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo("Ann Quay");
            assertThat(one.came()).isTrue();
            assertThat(one.before()).isZero();
            assertThat(one.now()).isPositive();
        });
        assertThat(morning.since()).isBefore(clock.instant());
        browser.post(
                "/today/" + ann + "/tasks",
                Map.of("what", "Send the agenda", "day", morning.day().toString(), "time", "00:01"));
        assertThat(browser.get("/today/digest").body()).contains("Ann Quay", "new", "Send the agenda");
        clock.forward(Duration.ofDays(20));
        assertThat(digest.of(workspace, user).warm())
                .as("nothing happened since")
                .isEmpty();
    }

    @Test
    void aHigherThresholdWouldHaveBroughtFewerLeads() {
        browser.post("/today/" + ann + "/call", Map.of("outcome", "connected"));
        settled.settled(workspace);
        CapacitySimulation.Reckoning reckoning = capacity.of(
                workspace, HandoffPolicy.of(funnels.active(workspace).getFirst()));
        assertThat(reckoning.stage()).isEqualTo("mql");
        assertThat(reckoning.threshold()).isEqualTo(25);
        assertThat(reckoning.points())
                .extracting(CapacitySimulation.CapacityPoint::threshold)
                .contains(25.0, 75.0);
        assertThat(reckoning.points())
                .allSatisfy(point -> assertThat(point.leads()).isEqualTo(point.threshold() <= ENGAGED ? 1 : 0));
        assertThat(reckoning.team()).extracting(CapacitySimulation.Hand::name).containsExactly("Olga Owner");
        assertThat(browser.get("/hand-off/capacity").body()).contains("/hand-off/capacity/figures");
        assertThat(browser.get("/hand-off/capacity/figures").body()).contains("Leads a week", "Olga Owner");
        assertThat(api(workspace).get("/api/v1/reports/capacity").body()).contains("\"per_week\"");
    }

    @Test
    void preflightNamesTheTeamsInWhichThereIsNobody() {
        List<Problem> problems = preflight.warnings(
                workspace, funnels.active(workspace).getFirst().definition());
        assertThat(problems)
                .extracting(Problem::what)
                .anySatisfy(what -> assertThat(what).contains("no team \"london\"", "Teams and hours"))
                .anySatisfy(what -> assertThat(what).contains("no team \"inbound\""));
        browser.post("/settings/teams", Map.of("name", "london"));
        browser.post(
                "/settings/teams/london/members",
                Map.of(
                        "user",
                        Integer.toString(members.all(workspace).getFirst().user())));
        assertThat(preflight.warnings(
                        workspace, funnels.active(workspace).getFirst().definition()))
                .extracting(Problem::what)
                .noneSatisfy(what -> assertThat(what).contains("london"));
    }
}
