package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.signal.Keys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The playbook beside a lead, and the reports on how leads were answered. */
class ReportPagesTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    private int workspace;
    private Browser browser;
    private long ann;

    @BeforeEach
    void aLeadThatWasAccepted() throws IOException {
        workspace = workspace();
        browser = owner(workspace);
        try (InputStream in = ReportPagesTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
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
                        Keys.email("ann@quay.test"),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        traits,
                        Map.of())));
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
        assertThat(browser.get("/people/" + ann + "/timeline").body())
                .containsOnlyOnce("Checklist done: Know who else decides");
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
        assertThat(report).contains("inbound", "100.0 %", "Olga Owner", "By the hour");
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
        assertThat(browser.get("/hand-off/answers").body()).contains("contact", "No budget", "50.0 %");
        assertThat(browser.get("/hand-off/answers/people?reason=no_budget").body())
                .contains("Ann Quay", "rejected: No budget");
        assertThat(browser.get("/hand-off/answers/people?form=elsewhere").body())
                .contains("No answer is like this");
    }
}
