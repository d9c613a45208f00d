package dev.sluice.insight.review;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Role;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The review comes on Monday to whoever wants it; a threshold is proposed once a quarter and activated by nobody but people. */
class WeeklyReviewTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: weekly
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
            pipelines:
              - id: new
                stages:
                  - {id: talk, probability: 20, limit: 30d}
            engagement:
              half_life: 14d
              rules:
                - {when: demo_requested, points: 20}
                - {when: {page_viewed: /pricing*}, points: 15}
            disqualify:
              - {reason: student, when: {role: {in: [student]}}}
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

    @Autowired
    private Funnels funnels;

    @Autowired
    private WeeklyReviewMailer mail;

    @Autowired
    private ThresholdProposals proposals;

    @Autowired
    private ThresholdProposalTask proposalTask;

    @Autowired
    private Members members;

    private int workspace;

    /** Thirty winners who had looked at the prices twice, and thirty who had not and were lost. */
    @BeforeEach
    void aQuarter() {
        workspace = workspace();
        driver.decides(workspace, FUNNEL);
        int door = sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean wins = i % 2 == 0;
            told.add(signal(i, 60, "identified", "", door));
            if (wins) {
                told.add(signal(i, 51, "page_viewed", "/pricing", door));
                told.add(signal(i, 50, "page_viewed", "/pricing/plans", door));
            }
            told.add(signal(i, 50, "demo_requested", "", door));
            told.add(signal(i, 45, "accepted_by_sales", "", door));
            told.add(signal(i, 20, wins ? "deal_won" : "deal_lost", wins ? "" : "price", door));
        }
        told.sort(Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        driver.settled(workspace);
    }

    private static NewSignal signal(int who, int daysAgo, String kind, String subject, int door) {
        return new NewSignal(
                new IdentityKeys("w" + who + "@weekly.test", null, null, List.of()),
                TestClock.now().minus(Duration.ofDays(daysAgo)).plusSeconds(kind.length()),
                null,
                kind,
                subject,
                true,
                door,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }

    @Test
    void onMondayMorningTheOwnerHasTheReviewOnceAndAMemberWhoDidNotAskHasNone() {
        Browser member = user(workspace, "member");
        monday(LocalTime.of(6, 0));
        mail.mondays(workspace);
        assertThat(mailed(Role.OWNER)).isEmpty();
        clock.forward(Duration.ofHours(1));
        mail.mondays(workspace);
        mail.mondays(workspace);
        assertThat(mailed(Role.OWNER)).singleElement().asString().startsWith("Week of ");
        assertThat(mailed(Role.MEMBER)).isEmpty();

        member.post("/insight/review/mail", Map.of("wanted", "true"));
        mail.mondays(workspace);
        assertThat(mailed(Role.MEMBER)).hasSize(1);
        assertThat(mailed(Role.OWNER)).hasSize(1);
    }

    @Test
    void whoeverStopsTheMailHasNoMore() {
        Browser owner = owner(workspace);
        assertThat(owner.get("/insight/review").body()).contains("Stop the Monday mail");
        owner.post("/insight/review/mail", Map.of("wanted", "false"));
        assertThat(owner.get("/insight/review").body()).contains("Mail it to me on Mondays");
        monday(LocalTime.of(8, 0));
        mail.mondays(workspace);
        assertThat(mailed(Role.OWNER)).isEmpty();
    }

    @Test
    void aQuarterHasOneProposalWhichIsADraftAndDecidesNothing() {
        proposalTask.daily(workspace);
        clock.forward(Duration.ofDays(1));
        proposalTask.daily(workspace);
        int funnel = funnels.named(workspace, "weekly").id();
        List<Funnels.Version> versions = funnels.versions(workspace, funnel);
        Funnels.Version draft = versions.getFirst();
        assertThat(versions).hasSize(2);
        assertThat(draft.activatedAt()).isNull();
        assertThat(draft.note()).startsWith("Proposed by the threshold audit: wins kept 100.0 %");
        ThresholdProposal one = proposals.open(workspace).getFirst();
        assertThat(one.asked()).isEqualTo(10);
        assertThat(one.proposed()).isGreaterThan(20);
        assertThat(draft.yaml()).contains("at_least: " + Math.round(one.proposed()));

        Browser owner = owner(workspace);
        assertThat(owner.get("/").body()).contains("asks for " + Math.round(one.proposed()) + " instead of 10");
        assertThat(owner.get(one.href()).body()).contains("at_least: " + Math.round(one.proposed()));
        assertThat(user(workspace, "member").get("/").body()).doesNotContain("instead of 10");
        assertThat(map(((List<?>) review().get("proposals")).getFirst())).containsEntry("version", 2);

        owner.post("/insight/threshold/dismissal", Map.of("funnel", "weekly"));
        assertThat(owner.get("/").body()).doesNotContain("instead of 10");
        assertThat(funnels.versions(workspace, funnel)).hasSize(2);
    }

    @Test
    void quartersBeginInJanuaryAprilJulyAndOctober() {
        assertThat(ThresholdProposal.quarter(LocalDate.of(2026, 3, 31))).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(ThresholdProposal.quarter(LocalDate.of(2026, 4, 1))).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(ThresholdProposal.quarter(LocalDate.of(2026, 12, 31))).isEqualTo(LocalDate.of(2026, 10, 1));
    }

    @Test
    void aNewVersionIsSeenBesideTheTimeBeforeIt() {
        driver.decides(workspace, FUNNEL.replace("limit: 7d", "limit: 8d"));
        Instant activated = funnels.versions(
                        workspace, funnels.named(workspace, "weekly").id())
                .getFirst()
                .activatedAt();
        clock.forward(Duration.ofDays(70));
        Map<String, Object> change = map(((List<?>) review().get("changes")).getFirst());
        assertThat(change).containsEntry("version", 2).containsEntry("since", String.valueOf(activated));
        Map<String, Object> lead = map(((List<?>) change.get("stages")).getFirst());
        // all sixty came in the seventy days before, and nobody since
        assertThat(map(lead.get("before"))).containsEntry("n", 60).containsEntry("part", 60);
        assertThat(map(lead.get("after"))).containsEntry("n", 0);
        assertThat(owner(workspace).get("/insight/review?funnel=weekly").body())
                .contains("before and after", "Version 2");
    }

    @Test
    void theReviewHoldsTheForecastAndTheFileOfItsWeek() {
        int door = sources.named(workspace, Sources.Kind.API, "crm");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email("w1@weekly.test"),
                        TestClock.now().minus(Duration.ofDays(3)),
                        "open",
                        "deal_opened",
                        "new",
                        true,
                        door,
                        Map.of(),
                        Map.of("deal", "test:1", "amount", 9_000, "currency", "USD"),
                        Trust.INTERNAL)));
        driver.settled(workspace);
        Browser owner = owner(workspace);
        assertThat(owner.get("/insight/review?funnel=weekly").body()).contains("no target is set", "All open deals: $");
        assertThat(owner.get("/insight/review.csv?funnel=weekly").body()).contains("Became Lead", "Became Customer");
        List<?> parts = (List<?>) review().get("parts");
        assertThat(map(parts.getFirst())).containsEntry("title", "Forecast");
    }

    private void monday(LocalTime at) {
        ZonedDateTime now = clock.instant().atZone(workspaces.get(workspace).timeZone());
        clock.forward(Duration.between(
                now, now.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(at)));
    }

    /** The subjects of the reviews mailed to whoever has that role. */
    private List<String> mailed(Role role) {
        List<String> subjects = new ArrayList<>();
        members.all(workspace).stream()
                .filter(member -> member.role() == role)
                .forEach(member -> subjects.addAll(tenancy.read(
                        workspace,
                        () -> jdbc.sql(
                                        "SELECT subject FROM message WHERE workspace_id = ? AND address = ? AND template = 'review'")
                                .params(workspace, member.email())
                                .query(String.class)
                                .list())));
        return subjects;
    }

    private Map<String, Object> review() {
        return Json.object(api(workspace, "reports:read")
                .get("/api/v1/reports/review?funnel=weekly")
                .body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
