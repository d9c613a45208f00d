package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The funnel report on cases small enough to be counted by hand. */
class ReportTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: tiny
            profile: Whoever is told of.
            sources: [import, api]
            stages:
              - {id: mql, layer: engage, owner: marketing, limit: 90d, enter: {happened: {stage_recorded: mql}}}
              - {id: sql, layer: convert, owner: sales, limit: 90d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            disqualify:
              - {reason: unreachable, when: {happened: {email_bounced: "*", times: 3}}}
            lost:
              - {reason: price, when: {happened: deal_lost}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    private int workspace;
    private int source;
    private final List<NewSignal> told = new ArrayList<>();

    @BeforeEach
    void aFunnelOfThreeStages() {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.IMPORT, "list");
        driver.decides(workspace, FUNNEL);
    }

    @Test
    void ofEachStageThoseWhoWentOnAndThoseWhoStoppedAddUpToThoseWhoReachedIt() {
        mql("open", "2026-01-05", "search");
        mql("accepted", "2026-01-05", "search");
        tell("accepted", "2026-01-06", "accepted_by_sales", null);
        mql("lost", "2026-01-05", "search");
        tell("lost", "2026-01-06", "accepted_by_sales", null);
        tell("lost", "2026-01-09", "deal_lost", null);
        mql("won", "2026-01-05", "search");
        tell("won", "2026-01-06", "accepted_by_sales", null);
        tell("won", "2026-01-15", "deal_won", null);
        mql("skipped", "2026-01-05", "search");
        tell("skipped", "2026-01-25", "deal_won", null);
        Map<String, Object> total = total(report(""));
        assertThat(total)
                .containsEntry("people", 5)
                .containsEntry("won", 2)
                .containsEntry("lost", 1)
                .containsEntry("disqualified", 0)
                .containsEntry("open", 2)
                .containsEntry("conversion", 0.4);
        assertThat(stage(total, "mql"))
                .containsEntry("reached", 5)
                .containsEntry("went_on", 4)
                .containsEntry("conversion", 0.8)
                .containsEntry("open", 1);
        assertThat(stage(total, "sql"))
                .containsEntry("reached", 3)
                .containsEntry("went_on", 1)
                .containsEntry("conversion", 0.333333)
                .containsEntry("open", 1)
                .containsEntry("lost", 1);
        assertThat(stage(total, "customer")).containsEntry("reached", 2).doesNotContainKey("conversion");
        assertThat(total.get("days_to_win")).isEqualTo(Map.of("n", 2, "p25", 13.25, "median", 15.75, "p75", 18.25));
    }

    @Test
    void aMissingOriginIsKeptApartFromOneThatSaysUnknown() {
        mql("a", "2026-01-05", null);
        mql("b", "2026-01-05", "unknown");
        mql("c", "2026-01-05", "unknown");
        assertThat(people(report("by=source"))).isEqualTo(Map.of("(blank)", 1, "unknown", 2));
    }

    @Test
    void whoWonBeforeTheRecordedFirstContactCountsByTheContactAndWithNegativeDays() {
        mql("early", "2026-02-03", "search");
        tell("early", "2026-01-30", "deal_won", null);
        Map<String, Object> report = report("by=month");
        assertThat(people(report)).isEqualTo(Map.of("2026-02", 1));
        assertThat(total(report).get("days_to_win"))
                .isEqualTo(Map.of("n", 1, "p25", -3.25, "median", -3.25, "p75", -3.25));
    }

    @Test
    void aPeriodHoldsBothItsDays() {
        mql("before", "2025-12-31", null);
        mql("first", "2026-01-01", null);
        mql("last", "2026-01-31", null);
        mql("after", "2026-02-01", null);
        assertThat(total(report("from=2026-01-01&to=2026-01-31"))).containsEntry("people", 2);
        assertThat(total(report("from=2026-01-01&to=2026-02-01"))).containsEntry("people", 3);
        assertThat(total(report("from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")))
                .containsEntry("people", 2);
        assertThat(total(report("from=2026-01-01T00:00:00.000001Z"))).containsEntry("people", 2);
        assertThat(total(report("to=2025-12-31"))).containsEntry("people", 1);
    }

    @Test
    void monthsAreThoseOfTheWorkspacesZone() {
        jdbc.sql("UPDATE workspace SET time_zone = 'America/New_York' WHERE id = ?")
                .param(workspace)
                .update();
        mql("newYear", "2026-01-01", null);
        assertThat(people(report("by=month"))).isEqualTo(Map.of("2025-12", 1));
    }

    @Test
    void whoHasEnteredNoStageIsAVisitorAndNoLead() {
        mql("lead", "2026-01-05", null);
        tell("passer-by", "2026-01-05", "page_viewed", null);
        assertThat(total(report(""))).containsEntry("people", 1).containsEntry("visitors", 1);
    }

    @Test
    void byFormCountsTheFormThatFirstToldOfThem() {
        int first = source;
        source = sources.named(workspace, Sources.Kind.FORM, "Contact");
        mql("a", "2026-01-05", null);
        mql("b", "2026-01-05", null);
        source = first;
        mql("c", "2026-01-05", null);
        assertThat(people(report("by=form"))).isEqualTo(Map.of("Contact", 2, "(no form)", 1));
    }

    @Test
    void aQuestionThatCannotBeUnderstoodIsRefusedWithItsField() {
        for (String question : List.of("by=colour", "from=yesterday", "from=2026-02-01&to=2026-01-01")) {
            HttpResponse<String> answer = api(workspace).get("/api/v1/reports/funnel?" + question);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        }
        assertThat(api(workspace).get("/api/v1/reports/funnel?funnel=none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeyNeedsTheScopeOfReports() {
        assertThat(api(workspace, "people:read").get("/api/v1/reports/funnel").statusCode())
                .isEqualTo(403);
    }

    private void mql(String who, String day, @Nullable String origin) {
        told.add(new NewSignal(
                new IdentityKeys(null, who, null, List.of()),
                Instant.parse(day + "T00:00:00Z"),
                null,
                "stage_recorded",
                "mql",
                true,
                source,
                Map.of(),
                origin == null ? Map.of() : Map.of("origin", origin),
                Trust.INTERNAL));
    }

    private void tell(String who, String day, String kind, @Nullable String origin) {
        told.add(new NewSignal(
                new IdentityKeys(null, who, null, List.of()),
                Instant.parse(day + "T18:00:00Z"),
                null,
                kind,
                "",
                true,
                source,
                Map.of(),
                origin == null ? Map.of() : Map.of("origin", origin),
                Trust.INTERNAL));
    }

    private Map<String, Object> report(String question) {
        signals.record(workspace, List.copyOf(told));
        told.clear();
        driver.settled(workspace);
        HttpResponse<String> answer = api(workspace).get("/api/v1/reports/funnel?funnel=tiny&" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private static Map<String, Integer> people(Map<String, Object> report) {
        return rows(report.get("rows")).stream()
                .filter(row -> !row.get("people").equals(0))
                .collect(Collectors.toMap(row -> (String) row.get("group"), row -> (Integer) row.get("people")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(@Nullable Object rows) {
        return (List<Map<String, Object>>) rows;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> total(Map<String, Object> report) {
        return (Map<String, Object>) report.get("total");
    }

    private static Map<String, Object> stage(Map<String, Object> group, String id) {
        return rows(group.get("stages")).stream()
                .filter(stage -> id.equals(stage.get("stage")))
                .findFirst()
                .orElseThrow();
    }
}
