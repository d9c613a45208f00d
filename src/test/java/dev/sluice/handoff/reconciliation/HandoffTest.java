package dev.sluice.handoff.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.ResponseClockMonitor;
import dev.sluice.handoff.reconciliation.LeadReconciliation.ReconciliationFigure;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Settled;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.TestDoors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the open gate to an answer: who has a lead, for how long, and what became of it. */
class HandoffTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Standings standings;

    @Autowired
    private Funnels funnels;

    @Autowired
    private Settled settled;

    @Autowired
    private TestDoors doors;

    @Autowired
    private Members members;

    @Autowired
    private LeadReconciliation books;

    @Autowired
    private OwnershipChecks incidents;

    @Autowired
    private ResponseClockMonitor watch;

    @Autowired
    private OwnershipMonitor ownership;

    private int workspace;
    private int source;
    private List<Member> sellers;

    @BeforeEach
    void aWorkspaceWithTwoSellers() throws IOException {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.API, "test");
        sellers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String address = address();
            doors.user(workspace, address, PASSWORD, "member");
            sellers.add(members.all(workspace).stream()
                    .filter(member -> member.email().equals(address))
                    .findFirst()
                    .orElseThrow());
        }
        tenancy.in(workspace, () -> {
            jdbc.sql("INSERT INTO routing_team (workspace_id, name) VALUES (?, 'inbound')")
                    .param(workspace)
                    .update();
            sellers.forEach(seller -> jdbc.sql(
                            "INSERT INTO routing_member (workspace_id, team, user_id) VALUES (?, 'inbound', ?)")
                    .params(workspace, seller.user())
                    .update());
        });
        settled.decides(workspace, yaml());
    }

    /** The ready-made funnel, with clocks that run by day and night. */
    private static String yaml() throws IOException {
        try (InputStream in = HandoffTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("hours: working", "hours: always");
        }
    }

    private long tell(String email, Instant at, String kind, String subject, Map<String, Object> traits) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        at,
                        null,
                        kind,
                        subject,
                        true,
                        source,
                        traits,
                        Map.of(),
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private long qualified(String email) {
        long person = tell(
                email,
                clock.instant(),
                "demo_requested",
                "",
                Map.of("company_size", 120, "role", "director", "country", "US"));
        settled.settled(workspace);
        return person;
    }

    private String stage(long person) {
        return standings.of(workspace, person).getFirst().standing().stage();
    }

    private Map<String, Object> one(String sql, long person) {
        return tenancy.read(
                workspace, () -> jdbc.sql(sql).params(workspace, person).query().singleRow());
    }

    private List<Map<String, Object>> all(String sql, long person) {
        return tenancy.read(
                workspace, () -> jdbc.sql(sql).params(workspace, person).query().listOfRows());
    }

    private static final String LEAD = "SELECT * FROM lead_assignment WHERE workspace_id = ? AND person_id = ?";
    private static final String CLOCK =
            "SELECT * FROM response_clock WHERE workspace_id = ? AND person_id = ? ORDER BY id";
    private static final String GIVEN = "SELECT * FROM assignment WHERE workspace_id = ? AND person_id = ? ORDER BY id";
    private static final String ANSWER =
            "SELECT * FROM handoff_answer WHERE workspace_id = ? AND person_id = ? ORDER BY id";

    @Test
    void theGateOpensAndTheLeadHasAnOwnerAClockAndAReason() {
        long ann = qualified("ann@quay.test");
        assertThat(stage(ann)).isEqualTo("mql");
        Map<String, Object> lead = one(LEAD, ann);
        assertThat(lead).containsEntry("state", "offered").containsEntry("stage", "mql");
        assertThat(sellers).extracting(Member::user).contains((Integer) lead.get("owner_id"));
        assertThat(one(CLOCK, ann)).containsEntry("class", "inbound").containsEntry("owner_id", lead.get("owner_id"));
        Map<String, Object> given = one(GIVEN, ann);
        assertThat(given).containsEntry("cause", "routed").containsEntry("rule", "otherwise → team/inbound");
        assertThat(owner(workspace).get("/people/" + ann + "/hand-off").body())
                .contains("everyone else goes to the Inbound team", "2 considered", "another", "turn");
        assertThat(String.valueOf(given.get("candidates")))
                .contains(
                        String.valueOf(sellers.get(0).user()),
                        String.valueOf(sellers.get(1).user()));
    }

    @Test
    void leadsAreSharedFairly() {
        for (int i = 0; i < 10; i++) {
            qualified("lead" + i + "@firm" + i + ".test");
        }
        List<Long> shares = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM lead_assignment WHERE workspace_id = ? GROUP BY owner_id")
                        .param(workspace)
                        .query(Long.class)
                        .list());
        assertThat(shares).containsExactly(5L, 5L);
    }

    @Test
    void whoeverIsAwayGetsNothingWhileAColleagueIsThere() {
        away(sellers.getFirst().user(), null);
        for (int i = 0; i < 3; i++) {
            assertThat(one(LEAD, qualified("lead" + i + "@firm" + i + ".test")))
                    .containsEntry("owner_id", sellers.getLast().user());
        }
    }

    @Test
    void acceptingMakesItAnSqlAndItsCompanyTheOwners() {
        long ann = qualified("ann@quay.test");
        owner(workspace).post("/today/" + ann + "/accept", Map.of());
        settled.settled(workspace);
        assertThat(stage(ann)).isEqualTo("sql");
        assertThat(one(LEAD, ann)).containsEntry("state", "accepted");
        assertThat(one(ANSWER, ann)).containsEntry("answer", "accepted");
        Object ownerOfAnn = one(LEAD, ann).get("owner_id");
        long bob = qualified("bob@quay.test");
        assertThat(one(LEAD, bob)).containsEntry("owner_id", ownerOfAnn);
        assertThat(String.valueOf(one(GIVEN, bob).get("rule"))).endsWith("→ company_owner");
    }

    @Test
    void rejectingGivesItBackWithTheReason() {
        long ann = qualified("ann@quay.test");
        assertThat(owner(workspace)
                        .post("/today/" + ann + "/reject", Map.of("reason", "no such"))
                        .statusCode())
                .isEqualTo(422);
        owner(workspace).post("/today/" + ann + "/reject", Map.of("reason", "no_budget", "remark", "next year"));
        settled.settled(workspace);
        assertThat(stage(ann)).isEqualTo("lead");
        assertThat(all(LEAD, ann)).isEmpty();
        assertThat(one(ANSWER, ann)).containsEntry("answer", "rejected").containsEntry("reason", "no_budget");
        assertThat(one(CLOCK, ann).get("ended_at")).isNotNull();
        assertThat(owner(workspace).get("/people/" + ann).body()).contains("next year");
    }

    @Test
    void aLoggedCallStopsTheClockAndAStatusDoesNot() {
        long ann = qualified("ann@quay.test");
        owner(workspace).post("/today/" + ann + "/accept", Map.of());
        settled.settled(workspace);
        assertThat(one(CLOCK, ann).get("met_at")).isNull();
        owner(workspace).post("/today/" + ann + "/call", Map.of("outcome", "connected"));
        settled.settled(workspace);
        assertThat(one(CLOCK, ann).get("met_at")).isNotNull();
        assertThat(one(CLOCK, ann).get("breached_at")).isNull();
    }

    @Test
    void aLeadThatNobodyAnswersGoesToTheNext() {
        long ann = qualified("ann@quay.test");
        Object first = one(LEAD, ann).get("owner_id");
        clock.forward(Duration.ofMinutes(31));
        fire();
        assertThat(one(CLOCK, ann).get("breached_at")).isNotNull();
        assertThat(one(LEAD, ann)).containsEntry("owner_id", first);
        clock.forward(Duration.ofMinutes(31));
        fire();
        assertThat(one(LEAD, ann).get("owner_id")).isNotNull().isNotEqualTo(first);
        assertThat(all(GIVEN, ann)).extracting(row -> row.get("cause")).containsExactly("routed", "reassigned");
        assertThat(one(CLOCK, ann).get("fire_at")).as("nothing more follows").isNull();
    }

    @Test
    void afterALongOutageOneStepFollowsAndTheNextCountsFromThen() {
        long ann = qualified("ann@quay.test");
        clock.forward(Duration.ofDays(3));
        fire();
        watch.fire(workspace);
        assertThat(one(CLOCK, ann)).containsEntry("step", 1);
        assertThat(all(GIVEN, ann))
                .as("reminded, not given away in the same breath")
                .hasSize(1);
        clock.forward(Duration.ofMinutes(31));
        fire();
        assertThat(one(CLOCK, ann)).containsEntry("step", 2);
    }

    private void fire() {
        watch.fire(workspace);
        await().until(() -> tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) = 0 FROM response_clock WHERE workspace_id = ? AND fire_at <= ?")
                        .params(workspace, java.sql.Timestamp.from(clock.instant()))
                        .query(Boolean.class)
                        .single()));
    }

    @Test
    void anAnswerAtTheLastInstantIsInTimeWhoeverWritesFirst() {
        long ann = qualified("ann@quay.test");
        Instant due = ((java.sql.Timestamp) one(CLOCK, ann).get("due_at")).toInstant();
        clock.forward(Duration.ofMinutes(31));
        fire();
        tell("ann@quay.test", due, "call_logged", "connected", Map.of());
        settled.settled(workspace);
        assertThat(one(CLOCK, ann).get("breached_at")).isNull();
        assertThat(one(CLOCK, ann).get("met_at")).isNotNull();
        long bob = qualified("bob@pier.test");
        Instant late =
                ((java.sql.Timestamp) one(CLOCK, bob).get("due_at")).toInstant().plusMillis(1);
        clock.forward(Duration.ofMinutes(31));
        tell("bob@pier.test", late, "call_logged", "connected", Map.of());
        settled.settled(workspace);
        fire();
        assertThat(one(CLOCK, bob).get("breached_at")).isNotNull();
    }

    @Test
    void whoeverStoodThereBeforeTheFunnelWasActivatedIsPutIntoHands() throws IOException {
        long ann = qualified("ann@quay.test");
        settled.decides(workspace, yaml().replace("at_least: 25", "at_least: 24"));
        tenancy.in(
                workspace,
                () -> jdbc.sql("DELETE FROM lead_assignment WHERE workspace_id = ?")
                        .param(workspace)
                        .update());
        ownership.check(workspace);
        assertThat(all(LEAD, ann)).hasSize(1);
    }

    @Test
    void todayShowsTheLeadAndSaysWhenSomethingChanges() throws Exception {
        var browser = owner(workspace);
        assertThat(browser.get("/today?whose=all").body()).contains("Nothing waits for you");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/today/live?whose=all"))
                .build();
        try (HttpClient client =
                        HttpClient.newBuilder().cookieHandler(browser.cookies()).build();
                var lines = client.send(request, BodyHandlers.ofLines()).body()) {
            List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());
            Thread.ofVirtual().start(() -> lines.forEach(heard::add));
            await().until(() -> heard.contains("event:open"));
            long ann = qualified("ann@quay.test");
            await().atMost(Duration.ofMinutes(1)).until(() -> heard.contains("event:changed"));
            assertThat(browser.get("/today/queue?whose=all").body()).contains("ann@quay.test", "Answer in 29 min");
            assertThat(browser.get("/today/" + ann).body())
                    .contains("Accept", "everyone else goes to the Inbound team");
            client.shutdownNow();
        }
    }

    @Test
    void aManagerGivesAwayEverythingThatSomebodyHas() {
        long ann = qualified("ann@quay.test");
        int had = (int) one(LEAD, ann).get("owner_id");
        assertThat(user(workspace, "member")
                        .post("/hand-off/users/" + had + "/leads", Map.of())
                        .statusCode())
                .isEqualTo(403);
        owner(workspace).post("/hand-off/users/" + had + "/leads", Map.of());
        assertThat(one(LEAD, ann).get("owner_id")).isNotNull().isNotEqualTo(had);
        assertThat(one(CLOCK, ann).get("owner_id")).isEqualTo(one(LEAD, ann).get("owner_id"));
        assertThat(owner(workspace).get("/hand-off").body()).contains("Uma User");
    }

    @Test
    void whoeverGoesAwaySaysSoAndHandsTheirLeadsOver() {
        long ann = qualified("ann@quay.test");
        Member holder = sellers.stream()
                .filter(seller -> one(LEAD, ann).get("owner_id").equals(seller.user()))
                .findFirst()
                .orElseThrow();
        Browser browser = browser().signIn(holder.email(), PASSWORD);
        String page = "/settings/users/" + holder.user();
        browser.post(page + "/absences", Map.of("from", "2030-01-07", "to", "2030-01-11"));
        assertThat(browser.get(page + "/hours").body()).contains("1 lead in hands", "Hand over 1 lead");
        browser.post("/hand-off/users/" + holder.user() + "/leads", Map.of());
        assertThat(one(LEAD, ann).get("owner_id")).isNotNull().isNotEqualTo(holder.user());
        int colleague = (int) one(LEAD, ann).get("owner_id");
        assertThat(browser.get("/settings/users/" + colleague + "/hours").statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/settings/users/" + colleague + "/absences", Map.of("from", "2030-01-07"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tryingItOnSaysWhereSomebodyWouldGoAndTakesNobodysTurn() {
        long ann = qualified("ann@quay.test");
        String first = owner(workspace).get("/people/" + ann + "/route").body();
        assertThat(first).contains("everyone else goes to the Inbound team", "Uma User");
        assertThat(owner(workspace).get("/people/" + ann + "/route").body()).isEqualTo(first);
    }

    @Test
    void tasksAreTheNextActionUntilTheyAreDone() {
        long ann = qualified("ann@quay.test");
        var browser = owner(workspace);
        browser.post(
                "/today/" + ann + "/call",
                Map.of("outcome", "left a message", "next", "Try again", "day", "2030-01-31"));
        assertThat(browser.get("/today/" + ann).body()).contains("Try again");
        assertThat(browser.post("/today/" + ann + "/tasks", Map.of("what", "x", "day", "soon"))
                        .statusCode())
                .isEqualTo(422);
        long task = (long) one("SELECT id FROM next_step WHERE workspace_id = ? AND person_id = ?", ann)
                .get("id");
        browser.post("/today/tasks/" + task + "/done", Map.of());
        assertThat(browser.get("/today/" + ann).body()).doesNotContain("Try again");
    }

    @Test
    void aFlaggedLeadIsInboundOnceItQualifiesAndAFlagRaisedInHandsStartsItsOwnClock() throws IOException {
        flagsWhoeverWantsACallback();
        long ann = flagged("ann@quay.test");
        var rep = one(LEAD, ann).get("owner_id");
        qualified("ann@quay.test");
        assertThat(one(LEAD, ann)).containsEntry("state", "offered").containsEntry("owner_id", rep);
        assertThat(all(CLOCK, ann)).extracting(row -> row.get("class")).containsExactly("flagged", "inbound");
        assertThat(all(CLOCK, ann).getFirst().get("ended_at"))
                .as("what is more urgent takes the place of the other")
                .isNotNull();
        long bob = qualified("bob@pier.test");
        tell("bob@pier.test", clock.instant(), "page_viewed", "/callback", Map.of());
        settled.settled(workspace);
        assertThat(all(CLOCK, bob)).extracting(row -> row.get("class")).containsExactly("inbound", "flagged");
    }

    @Test
    void aFlagOnANurturedLeadBringsItToSomebodyUntilTheyHaveAnswered() throws IOException {
        flagsWhoeverWantsACallback();
        long ann = flagged("ann@quay.test");
        assertThat(one(LEAD, ann)).containsEntry("state", "flagged");
        assertThat(one(LEAD, ann).get("owner_id")).isNotNull();
        assertThat(all(CLOCK, ann)).extracting(row -> row.get("class")).containsExactly("flagged");
        ownership.check(workspace);
        assertThat(all(LEAD, ann)).as("nobody takes it away meanwhile").hasSize(1);
        assertThat(all("SELECT what FROM incident WHERE workspace_id = ? AND person_id = ?", ann))
                .isEmpty();
        var browser = owner(workspace);
        assertThat(browser.get("/today/" + ann).body())
                .contains("Still nurtured")
                .doesNotContain("Accept");
        browser.post(
                "/today/" + ann + "/call", Map.of("outcome", "connected", "next", "Call again", "day", "2030-01-31"));
        settled.settled(workspace);
        assertThat(all(LEAD, ann)).as("there is something to do").hasSize(1);
        long task = (long) one("SELECT id FROM next_step WHERE workspace_id = ? AND person_id = ?", ann)
                .get("id");
        browser.post("/today/tasks/" + task + "/done", Map.of());
        ownership.check(workspace);
        assertThat(all(LEAD, ann)).isEmpty();
        tell("ann@quay.test", clock.instant(), "asset_downloaded", "checklist", Map.of());
        settled.settled(workspace);
        assertThat(all(LEAD, ann)).as("the same flag asks for no second look").isEmpty();
    }

    @Test
    void aFlaggedLeadThatIsGivenBackLeavesTodayAtOnce() throws IOException {
        flagsWhoeverWantsACallback();
        long ann = flagged("ann@quay.test");
        owner(workspace).post("/today/" + ann + "/reject", Map.of("reason", "wrong_time"));
        settled.settled(workspace);
        assertThat(all(LEAD, ann)).isEmpty();
        assertThat(one(CLOCK, ann).get("ended_at")).isNotNull();
    }

    private void flagsWhoeverWantsACallback() throws IOException {
        settled.decides(
                workspace,
                yaml().replaceFirst(
                                "(?m)^flags:", "flags:\n  - {id: keen, when: {happened: {page_viewed: /callback}}}"));
    }

    private long flagged(String email) {
        long person = tell(
                email, clock.instant(), "page_viewed", "/callback", Map.of("company_size", 120, "role", "director"));
        settled.settled(workspace);
        return person;
    }

    @Test
    void aCompanysOwnerOutsideSalesStillGetsItsLeadsUnlessAway() {
        long ann = qualified("ann@quay.test");
        Member boss = members.all(workspace).stream()
                .filter(member -> member.name().equals("Olga Owner"))
                .findFirst()
                .orElseThrow();
        tenancy.in(
                workspace,
                () -> jdbc.sql("""
                                INSERT INTO company_owner (workspace_id, company_id, user_id, since)
                                SELECT workspace_id, company_id, ?, now() FROM person
                                WHERE workspace_id = ? AND id = ?""").params(boss.user(), workspace, ann).update());
        assertThat(one(LEAD, qualified("bob@quay.test"))).containsEntry("owner_id", boss.user());
        away(boss.user(), null);
        long eve = qualified("eve@quay.test");
        assertThat(sellers).extracting(Member::user).contains((Integer)
                one(LEAD, eve).get("owner_id"));
        assertThat(String.valueOf(one(GIVEN, eve).get("candidates"))).contains("is away");
    }

    @Test
    void whoeverStandsInGetsTheTurnsOfAColleagueWhoIsAway() {
        Member boss = members.all(workspace).stream()
                .filter(member -> member.name().equals("Olga Owner"))
                .findFirst()
                .orElseThrow();
        away(sellers.getFirst().user(), boss.user());
        List<Object> owners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            owners.add(one(LEAD, qualified("lead" + i + "@firm" + i + ".test")).get("owner_id"));
        }
        assertThat(owners)
                .containsExactlyInAnyOrder(
                        boss.user(),
                        boss.user(),
                        sellers.getLast().user(),
                        sellers.getLast().user());
    }

    private void away(int user, @Nullable Integer cover) {
        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO absence (workspace_id, user_id, from_day, to_day, cover_id)
                            VALUES (?, ?, ?::date, ?::date, ?)""")
                    .param(workspace)
                    .param(user)
                    .param(clock.instant().minus(Duration.ofDays(2)).toString())
                    .param(clock.instant().plus(Duration.ofDays(2)).toString())
                    .param(cover)
                    .update();
        });
    }

    @Test
    void whatWasToBeDoneAboutSomebodyIsToBeDoneAboutWhoTheyAreMergedInto() {
        long ann = qualified("ann@quay.test");
        long bob = qualified("bob@pier.test");
        owner(workspace).post("/today/" + bob + "/tasks", Map.of("what", "Send the offer", "day", "2030-01-31"));
        owner(workspace).post("/people/" + ann + "/merges", Map.of("merged", Long.toString(bob)));
        settled.settled(workspace);
        assertThat(one("SELECT * FROM next_step WHERE workspace_id = ? AND person_id = ?", ann))
                .containsEntry("what", "Send the offer")
                .containsEntry("done_at", null);
        assertThat(all(LEAD, bob)).isEmpty();
    }

    @Test
    void theBooksBalanceAndNobodyIsForgottenWhateverHappens() {
        Random dice = new Random(20_261_122);
        Instant start = clock.instant().minus(Duration.ofDays(40));
        List<String> kinds = List.of(
                "demo_requested",
                "page_viewed",
                "accepted_by_sales",
                "rejected_by_sales",
                "call_logged",
                "meeting_booked",
                "deal_won",
                "deal_lost",
                "identified");
        List<NewSignal> history = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            int who = dice.nextInt(60);
            // a second key makes two of them one person now and then
            IdentityKeys keys = dice.nextInt(40) == 0
                    ? new IdentityKeys("p" + who + "@firm.test", "u" + dice.nextInt(60), null, List.of())
                    : dice.nextBoolean()
                            ? IdentityKeys.email("p" + who + "@firm.test")
                            : new IdentityKeys(null, "u" + who, null, List.of());
            String kind = kinds.get(dice.nextInt(kinds.size()));
            Map<String, Object> traits = dice.nextInt(3) == 0
                    ? Map.of(
                            "company_size",
                            40 + dice.nextInt(200),
                            "role",
                            dice.nextInt(9) == 0 ? "student" : "director")
                    : Map.of();
            history.add(new NewSignal(
                    keys,
                    start.plusSeconds(dice.nextInt(40 * 86_400)),
                    null,
                    kind,
                    kind.equals("meeting_booked") ? "discovery" : kind.equals("page_viewed") ? "/pricing" : "",
                    true,
                    source,
                    traits,
                    Map.of(),
                    Trust.INTERNAL));
        }
        for (int i = 0; i < history.size(); i += 50) {
            signals.record(workspace, history.subList(i, i + 50));
        }
        settled.settled(workspace);
        ownership.check(workspace);
        HandoffPolicy hands = HandoffPolicy.of(funnels.active(workspace).getFirst());
        Instant from = start.minus(Duration.ofDays(1));
        Instant to = clock.instant().plus(Duration.ofDays(1));
        List<LeadReconciliation.LeadReconciliationAccount> ledger = books.ledger(workspace, hands, from, to);
        assertThat(ledger)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.missing()).isZero());
        assertThat(ledger.stream()
                        .mapToLong(LeadReconciliation.LeadReconciliationAccount::in)
                        .sum())
                .isGreaterThan(30);
        assertThat(ledger.stream()
                        .mapToLong(LeadReconciliation.LeadReconciliationAccount::merged)
                        .sum())
                .isPositive();
        LeadReconciliation.ForgottenProof proof = books.proof(workspace, hands);
        assertThat(proof.forgotten()).isZero();
        assertThat(proof.owned()).isEqualTo(proof.open());
        assertThat(proof.dated()).as("the limit of a stage is no step").isBetween(proof.inHands(), proof.open() - 1);
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT count(*) FROM report_forgotten WHERE workspace_id = ?")
                                .param(workspace)
                                .query(Long.class)
                                .single()))
                .isZero();
        assertThat(incidents.newest(workspace, 5)).isEmpty();
        everyFigureOpensToAsManyPeople(
                ledger,
                proof,
                (figure, source) -> behind(hands, new LeadReconciliation.DrillDownQuery(figure, source, from, to)));
    }

    /** How many leads all pages behind a figure have together, each once. */
    private int behind(HandoffPolicy policy, LeadReconciliation.DrillDownQuery query) {
        Set<Long> leads = new HashSet<>();
        int shown = 0;
        String after = "";
        while (true) {
            Page<LeadReconciliation.BooksDrillDown> page = books.drillDown(workspace, policy, query, after, 7);
            page.items().forEach(lead -> leads.add(lead.lead()));
            shown += page.items().size();
            if (page.next() == null) {
                assertThat(leads).hasSize(shown);
                return shown;
            }
            after = page.next();
        }
    }

    private static void everyFigureOpensToAsManyPeople(
            List<LeadReconciliation.LeadReconciliationAccount> ledger,
            LeadReconciliation.ForgottenProof proof,
            ToIntBiFunction<ReconciliationFigure, String> behind) {
        assertThat(Map.of(
                        ReconciliationFigure.OPEN, proof.open(),
                        ReconciliationFigure.FORGOTTEN, proof.forgotten(),
                        ReconciliationFigure.IN_HANDS, proof.inHands(),
                        ReconciliationFigure.NURTURED, proof.nurtured(),
                        ReconciliationFigure.DATED, proof.dated(),
                        ReconciliationFigure.OVERDUE, proof.overdue()))
                .allSatisfy((fate, figure) -> assertThat((long) behind.applyAsInt(fate, ""))
                        .as(fate.code())
                        .isEqualTo(figure));
        for (LeadReconciliation.LeadReconciliationAccount line : ledger) {
            String source = line.source() == null ? "" : line.source();
            assertThat(Map.of(
                            ReconciliationFigure.IN, line.in(),
                            ReconciliationFigure.WON, line.won(),
                            ReconciliationFigure.LOST, line.lost(),
                            ReconciliationFigure.DISQUALIFIED, line.disqualified(),
                            ReconciliationFigure.NURTURING, line.nurturing(),
                            ReconciliationFigure.ACTIVE, line.active(),
                            ReconciliationFigure.MERGED, line.merged(),
                            ReconciliationFigure.MISSING, line.missing()))
                    .allSatisfy((fate, figure) -> assertThat((long) behind.applyAsInt(fate, source))
                            .as(source + " " + fate.code())
                            .isEqualTo(figure));
        }
    }
}
