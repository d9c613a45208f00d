package dev.sluice.deal.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Everywhere;
import dev.sluice.SluiceTest;
import dev.sluice.person.Erasure;
import dev.sluice.person.Merges;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Deals are what the signals of a workspace say of them, whatever door and order they come by. */
class ProjectionTest extends SluiceTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Merges merges;

    @Autowired
    private Erasure erasure;

    @Autowired
    private Settled settled;

    @Autowired
    private MissingDealSweep missing;

    @Autowired
    private Everywhere everywhere;

    private int workspace;
    private int source;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.API, "test");
    }

    private NewSignal told(String who, int hour, String kind, String subject, Map<String, Object> data) {
        Instant at = START.plus(Duration.ofHours(hour));
        return new NewSignal(
                IdentityKeys.email(who),
                at,
                who + kind + hour,
                kind,
                subject,
                true,
                source,
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    private void record(NewSignal... news) {
        for (NewSignal one : news) {
            signals.record(workspace, List.of(one));
        }
    }

    private List<Map<String, Object>> deals() {
        return rows("""
                SELECT state, stage, amount, currency, expected_close::text, next_step, reason, opened_at, closed_at,
                       stage_entered_at, owner, products::text, pipeline, title
                FROM deal WHERE workspace_id = ? ORDER BY key""");
    }

    private List<Map<String, Object>> log() {
        return rows("""
                SELECT e.kind, e.at, array_to_string(e.held, ',') AS held, e.step, e.state, e.stage, e.amount
                FROM deal_event e WHERE e.workspace_id = ? ORDER BY e.deal_id, e.at, e.signal_id""");
    }

    private List<Map<String, Object>> rows(String sql) {
        return tenancy.read(
                workspace, () -> jdbc.sql(sql).param(workspace).query().listOfRows());
    }

    private List<NewSignal> aWholeDeal() {
        Map<String, Object> on = Map.of("deal", "crm-1");
        return List.of(
                told("ana@example.com", 0, "deal_opened", "sales", Map.of("deal", "crm-1", "title", "Support")),
                told("ana@example.com", 2, "deal_moved", "proposal", on),
                told(
                        "ana@example.com",
                        4,
                        "deal_changed",
                        "",
                        Map.of("deal", "crm-1", "amount", 12000, "expected_close", "2026-05-01")),
                told(
                        "ana@example.com",
                        6,
                        "deal_changed",
                        "",
                        Map.of(
                                "deal",
                                "crm-1",
                                "people",
                                List.of(Map.of("email", "ana@example.com", "role", "decision_maker")))),
                told("ana@example.com", 8, "deal_moved", "proposal", on),
                told("ana@example.com", 9, "deal_moved", "discovery", on),
                told("ana@example.com", 10, "deal_moved", "negotiation", Map.of("deal", "crm-1", "next_step", "Sign")),
                told("ana@example.com", 12, "deal_lost", "price", on),
                told("ana@example.com", 14, "deal_moved", "discovery", on),
                told("ana@example.com", 16, "deal_reopened", "", on),
                told("ana@example.com", 18, "deal_won", "", Map.of("deal", "crm-1", "amount", "11500.50")));
    }

    @Test
    void aDealIsWhatItsLogSaysInAnyOrderOfArrival() {
        record(aWholeDeal().toArray(NewSignal[]::new));
        List<Map<String, Object>> inOrder = deals();
        List<Map<String, Object>> log = log();

        assertThat(inOrder).singleElement().satisfies(deal -> {
            assertThat(deal).containsEntry("state", "won").containsEntry("stage", "negotiation");
            assertThat(deal.get("amount")).hasToString("11500.50");
        });
        assertThat(log)
                .extracting(row -> row.get("held"))
                .containsExactly(
                        null,
                        "amount,expected_close,decision_maker",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "closed",
                        null,
                        null);
        for (int seed = 1; seed <= 12; seed++) {
            aWorkspace();
            List<NewSignal> shuffled = new ArrayList<>(aWholeDeal());
            Collections.shuffle(shuffled, new Random(seed));
            record(shuffled.toArray(NewSignal[]::new));
            assertThat(deals()).as("seed %d", seed).isEqualTo(inOrder);
            assertThat(log()).as("seed %d", seed).isEqualTo(log);
        }
    }

    @Test
    void aNameThatIsNoStageIsHeldAndOneWrittenOtherwiseIsUnderstood() {
        Map<String, Object> on = Map.of("deal", "crm-2");
        record(
                told("uma@example.com", 0, "deal_opened", "sales", Map.of("deal", "crm-2", "stage", "Somewhere")),
                told("uma@example.com", 1, "deal_moved", "Assessment", on),
                told(
                        "uma@example.com",
                        2,
                        "deal_moved",
                        "2. PROPOSAL",
                        Map.of(
                                "deal",
                                "crm-2",
                                "amount",
                                10,
                                "expected_close",
                                "2026-05-01",
                                "people",
                                List.of(Map.of("email", "uma@example.com", "role", "decision_maker")))),
                told("uma@example.com", 3, "deal_moved", "Nego - tiation", on));

        assertThat(log())
                .extracting(row -> row.get("stage") + " " + row.get("held"))
                .containsExactly(
                        "discovery unknown stage \"Somewhere\"",
                        "discovery unknown stage \"Assessment\"",
                        "proposal null",
                        "proposal next_step");
    }

    @Test
    void aDealInAStageThatALaterVersionLacksStaysThereUntilItIsMovedOn() {
        String first = """
                funnel: managed-it
                sources: [api, import]
                stages:
                  - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
                disqualify: [{reason: student, when: {role: student}}]
                routing: [{otherwise: true, to: team/inbound}]
                pipelines:
                  - {id: sales, stages: [{id: talk, probability: 10, limit: 9d}, {id: trial, probability: 20, limit: 9d}]}
                """;
        settled.decides(workspace, first);
        record(
                told("vic@example.com", 0, "deal_opened", "sales", Map.of("deal", "old")),
                told("vic@example.com", 1, "deal_moved", "trial", Map.of("deal", "old")));
        settled.decides(workspace, first.replace("id: trial", "id: pilot"));
        record(
                told("vic@example.com", 2, "deal_changed", "", Map.of("deal", "old", "amount", 5)),
                told("vic@example.com", 3, "deal_moved", "trial", Map.of("deal", "old")));
        assertThat(deals()).singleElement().satisfies(deal -> assertThat(deal).containsEntry("stage", "trial"));

        record(told("vic@example.com", 4, "deal_moved", "pilot", Map.of("deal", "old")));
        record(told("vic@example.com", 5, "deal_moved", "trial", Map.of("deal", "old")));
        assertThat(deals()).singleElement().satisfies(deal -> assertThat(deal).containsEntry("stage", "pilot"));
        assertThat(log().getLast()).containsEntry("held", "unknown stage \"trial\"");
    }

    @Test
    void theStaysInAStageAreRowsOfTheirOwn() {
        record(aWholeDeal().toArray(NewSignal[]::new));

        assertThat(rows("""
                SELECT stage, extract(epoch FROM left_at - entered_at)::int / 3600 AS hours
                FROM report_deal_stage WHERE workspace_id = ? ORDER BY entered_at"""))
                .extracting(row -> row.get("stage") + " " + row.get("hours"))
                .containsExactly("discovery 8", "proposal 1", "discovery 1", "negotiation 2", "negotiation 2");
    }

    @Test
    void whatIsWonWithoutAWordBeforeIsADealThatItOpensAndCloses() {
        record(told("bo@example.com", 5, "deal_won", "", Map.of("amount", 900)));

        assertThat(deals())
                .singleElement()
                .satisfies(deal -> assertThat(deal)
                        .containsEntry("state", "won")
                        .containsEntry("opened_at", deal.get("closed_at"))
                        .containsEntry("currency", "USD"));
        assertThat(rows("SELECT entered_at = left_at AS same FROM report_deal_stage WHERE workspace_id = ?"))
                .containsExactly(Map.of("same", true));
    }

    @Test
    void anEndWithoutADealClosesThePersonsOpenOne() {
        record(
                told("cy@example.com", 1, "deal_opened", "sales", Map.of("amount", 500)),
                told("cy@example.com", 9, "deal_lost", "competitor", Map.of()));

        assertThat(deals())
                .singleElement()
                .satisfies(
                        deal -> assertThat(deal).containsEntry("state", "lost").containsEntry("reason", "competitor"));
    }

    @Test
    void enteringTheStageThatOpensDealsOpensOneThatHistoryMayOpenEarlier() {
        signals.record(
                workspace,
                List.of(
                        told("di@example.com", 20, "deal_won", "", Map.of()),
                        told("di@example.com", 4, "meeting_booked", "discovery", Map.of()),
                        told("ed@example.com", 6, "meeting_booked", "discovery", Map.of())));
        settled.settled(workspace);

        assertThat(rows("""
                SELECT p.email, d.state, d.opened_at FROM deal d JOIN person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
                WHERE d.workspace_id = ? ORDER BY 1"""))
                .extracting(row -> row.get("email") + " " + row.get("state") + " "
                        + ((java.sql.Timestamp) row.get("opened_at")).toInstant())
                .containsExactly("di@example.com won 2026-03-02T13:00:00Z", "ed@example.com open 2026-03-02T15:00:00Z");
    }

    @Test
    void whoStoodThereBeforeThePipelineDecidedHasADealToo() {
        String first = """
                funnel: plain
                sources: [api, import]
                stages:
                  - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
                  - {id: opportunity, layer: convert, owner: sales, limit: 30d, enter: {happened: meeting_booked}}
                disqualify: [{reason: student, when: {role: student}}]
                routing: [{otherwise: true, to: team/inbound}]
                """;
        settled.decides(workspace, first);
        record(told("fay@example.com", 5, "meeting_booked", "demo", Map.of()));
        settled.settled(workspace);
        settled.decides(workspace, first + """
                pipelines:
                  - {id: own, opens_at: opportunity, stages: [{id: talk, probability: 10, limit: 9d}]}
                """);

        missing.look(workspace);
        missing.look(workspace);

        assertThat(deals())
                .filteredOn(deal -> deal.get("pipeline").equals("own"))
                .singleElement()
                .satisfies(deal -> assertThat(deal).containsEntry("stage", "talk"));
    }

    @Test
    void aVisitorsBrowserMovesNobodyElsesDeal() {
        record(aWholeDeal().getFirst());
        int website = sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.visitor("stranger"),
                        START.plusSeconds(60),
                        null,
                        "deal_lost",
                        "price",
                        true,
                        website,
                        Map.of(),
                        Map.of("deal", "crm-1"),
                        Trust.INTERNAL)));

        assertThat(deals()).singleElement().satisfies(deal -> assertThat(deal).containsEntry("state", "open"));
    }

    @Test
    void dealsFollowAMergeAndItsUndoing() {
        record(told("one@example.com", 1, "deal_opened", "sales", Map.of("deal", "m")));
        record(told("two@example.com", 1, "deal_opened", "sales", Map.of("deal", "n")));
        long one = persons.withKey(workspace, "e:one@example.com").orElseThrow().id();
        long two = persons.withKey(workspace, "e:two@example.com").orElseThrow().id();

        merges.merge(workspace, one, two, 1);
        assertThat(rows("SELECT DISTINCT person_id FROM deal WHERE workspace_id = ?"))
                .containsExactly(Map.of("person_id", one));

        merges.undo(workspace, one, merges.history(workspace, one).getFirst().id(), 1);
        assertThat(rows("SELECT person_id FROM deal WHERE workspace_id = ? ORDER BY key"))
                .containsExactly(Map.of("person_id", one), Map.of("person_id", two));
    }

    @Test
    void erasingAPersonLeavesWhatWasSoldAndNothingThatNamesThem() {
        record(
                told("zuleika.gone@example.com", 0, "identified", "", Map.of()),
                told(
                        "zuleika.gone@example.com",
                        1,
                        "deal_opened",
                        "sales",
                        Map.of(
                                "deal",
                                "zuleika.gone@example.com/1",
                                "title",
                                "Support for Zuleika",
                                "owner",
                                "Maya Harbour")),
                told("zuleika.gone@example.com", 2, "deal_note", "", Map.of("remark", "Her mobile is 0151 99")),
                told(
                        "zuleika.gone@example.com",
                        3,
                        "deal_moved",
                        "proposal",
                        Map.of(
                                "amount",
                                4000,
                                "expected_close",
                                "2026-05-01",
                                "next_step",
                                "Ring Zuleika",
                                "objections",
                                List.of(Map.of("objection", "Zuleika finds it dear")),
                                "people",
                                List.of(Map.of("email", "zuleika.gone@example.com", "role", "decision_maker")))),
                told("zuleika.gone@example.com", 4, "deal_won", "", Map.of()));
        String figures = """
                SELECT state, stage, amount, currency, opened_at, closed_at, owner, origin, source_id,
                       (SELECT count(*) FROM report_deal_stage s WHERE s.deal_id = d.deal_id) AS stays
                FROM report_deal d WHERE workspace_id = ?""";
        List<Map<String, Object>> before = rows(figures);
        assertThat(before).singleElement().satisfies(deal -> assertThat(deal).containsEntry("stage", "proposal"));

        erase("zuleika.gone@example.com");

        assertThat(rows(figures)).isEqualTo(before);
        for (String trace : List.of("zuleika", "0151 99")) {
            assertThat(everywhere.tables(workspace, trace)).as(trace).isEmpty();
        }
        String list = owner(workspace).get("/deals?state=any").body();
        assertThat(list).contains("Erased person", "4,000");

        long deal = ((Number) rows("SELECT id FROM deal WHERE workspace_id = ?")
                        .getFirst()
                        .get("id"))
                .longValue();
        assertThat(api(workspace)
                        .post("/api/v1/deals/" + deal + "/moves", "{\"to\": \"open\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(deals())
                .singleElement()
                .satisfies(one ->
                        assertThat(one).containsEntry("stage", "proposal").containsEntry("state", "open"));
    }

    @Test
    void whoeverIsPutOnADealOfNobodyHasItFromThenOn() {
        record(
                told("ned@example.com", 0, "identified", "", Map.of()),
                told("gone@example.com", 1, "deal_opened", "sales", Map.of("deal", "g")));
        erase("gone@example.com");
        long deal = ((Number) rows("SELECT id FROM deal WHERE workspace_id = ?")
                        .getFirst()
                        .get("id"))
                .longValue();

        owner(workspace).post("/deals/" + deal + "/people", Map.of("email", "ned@example.com", "role", "champion"));

        assertThat(rows("""
                SELECT p.email FROM deal d JOIN person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
                WHERE d.workspace_id = ?""")).containsExactly(Map.of("email", "ned@example.com"));
    }

    @Test
    void theNextOneOnTheDealHasItWhenItsMainPersonIsErased() {
        record(
                told("kim@example.com", 0, "identified", "", Map.of()),
                told("kim@example.com", 1, "meeting_held", "discovery", Map.of()));
        record(told(
                "gone@example.com",
                1,
                "deal_opened",
                "sales",
                Map.of(
                        "deal",
                        "g",
                        "title",
                        "Support",
                        "people",
                        List.of(
                                Map.of("email", "kim@example.com", "role", "champion"),
                                Map.of("email", "gone@example.com", "role", "decision_maker")))));
        record(told(
                "gone@example.com",
                2,
                "deal_moved",
                "proposal",
                Map.of("deal", "g", "amount", 10, "expected_close", "2026-05-01")));

        erase("gone@example.com");
        record(told("kim@example.com", 3, "deal_note", "", Map.of("deal", "g", "remark", "Goes on")));

        assertThat(rows("""
                SELECT p.email, d.stage, d.state, d.amount::int AS amount FROM deal d
                JOIN person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id WHERE d.workspace_id = ?"""))
                .containsExactly(
                        Map.of("email", "kim@example.com", "stage", "proposal", "state", "open", "amount", 10));
        assertThat(log()).extracting(row -> row.get("held")).containsOnlyNulls();
    }

    @Test
    void erasingAPersonTakesTheirPartInTheDealsOfOthers() {
        record(told("gone@example.com", 0, "identified", "", Map.of()));
        record(told(
                "stays@example.com",
                1,
                "deal_opened",
                "sales",
                Map.of(
                        "deal",
                        "s",
                        "title",
                        "Support",
                        "next_step",
                        "Write to gone@example.com",
                        "people",
                        List.of(Map.of("email", "gone@example.com", "role", "champion")))));
        assertThat(rows("SELECT count(*) AS n FROM deal_person WHERE workspace_id = ?"))
                .containsExactly(Map.of("n", 2L));

        erase("gone@example.com");

        assertThat(deals())
                .singleElement()
                .satisfies(deal ->
                        assertThat(deal).containsEntry("title", "Support").containsEntry("next_step", ""));
        assertThat(rows("SELECT count(*) AS n FROM deal_person WHERE workspace_id = ?"))
                .containsExactly(Map.of("n", 1L));
        assertThat(rows("SELECT data::text FROM deal_event WHERE workspace_id = ?")
                        .toString())
                .doesNotContain("gone@");
    }

    private void erase(String address) {
        erasure.erase(
                workspace,
                persons.withKey(workspace, "e:" + address).orElseThrow().id());
    }
}
