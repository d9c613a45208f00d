package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Where;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Deals at their doors: the same gates on every path, and of two who move one card the first wins. */
class DealTest extends SluiceTest {
    private static final String DECIDES = """
            {"to": "proposal", "amount": 9000, "expected_close": "2027-01-31",
             "people": [{"email": "ana@example.com", "role": "decision_maker"}]}""";

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Deals deals;

    @Autowired
    private DealDetail detail;

    @Autowired
    private DealSearch search;

    @Autowired
    private Settled settled;

    private int workspace;
    private Api api;
    private long deal;

    @BeforeEach
    void aDeal() {
        workspace = workspace();
        api = api(workspace);
        api.post("/api/v1/people", "{\"email\": \"ana@example.com\", \"traits\": {\"name\": \"Ana\"}}");
        HttpResponse<String> opened = api.post(
                "/api/v1/deals", "{\"email\": \"ana@example.com\", \"key\": \"crm-7\", \"title\": \"Support\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        deal = Long.parseLong(
                opened.headers().firstValue("Location").orElseThrow().replaceAll(".*/", ""));
    }

    private DealSummary card() {
        return detail.card(workspace, deal);
    }

    @Test
    void theApiNamesEachFieldThatAStageNeeds() {
        HttpResponse<String> refused = api.post("/api/v1/deals/" + deal + "/moves", "{\"to\": \"proposal\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"amount\"", "\"expected_close\"", "\"decision_maker\"");
        assertThat(card().stage()).isEqualTo("discovery");
        assertThat(detail.log(workspace, deal)).hasSize(1);

        assertThat(api.post("/api/v1/deals/" + deal + "/moves", DECIDES).statusCode())
                .isEqualTo(200);
        assertThat(card().stage()).isEqualTo("proposal");
    }

    @Test
    void aStageThatIsPassedOverIsAskedToo() {
        HttpResponse<String> refused =
                api.post("/api/v1/deals/" + deal + "/moves", "{\"to\": \"negotiation\", \"next_step\": \"Sign\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("amount").doesNotContain("next step");
    }

    @Test
    void whatNoScreenAskedForIsHeldInTheLogWithWhatItLacks() {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email("ana@example.com"),
                        clock.instant(),
                        null,
                        "deal_moved",
                        "proposal",
                        true,
                        sources.named(workspace, Sources.Kind.IMPORT, "list.csv"),
                        Map.of(),
                        Map.of("deal", "crm-7"),
                        Trust.INTERNAL)));

        assertThat(card().stage()).isEqualTo("discovery");
        assertThat(detail.log(workspace, deal).getFirst().held())
                .containsExactly("amount", "expected_close", "decision_maker");
    }

    @Test
    void aDropOnTheBoardAsksForWhatIsMissingInPlace() {
        Browser owner = owner(workspace);
        var asked = owner.post(
                "/deals/" + deal + "/moves", Map.of("to", "proposal", "version", Integer.toString(card().version())));

        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("This stage needs the amount of the deal.");
    }

    @Test
    void wonNeedsAnAmountAndLostAReasonAndClosedIsClosed() {
        String moves = "/api/v1/deals/" + deal + "/moves";
        assertThat(api.post(moves, "{\"to\": \"won\"}").body()).contains("\"amount\"");
        assertThat(api.post(moves, "{\"to\": \"lost\"}").body()).contains("\"reason\"");
        assertThat(api.post(moves, "{\"to\": \"lost\", \"reason\": \"price\"}").statusCode())
                .isEqualTo(200);
        assertThat(api.post(moves, DECIDES).body()).contains("This deal is closed");
        assertThat(api.post(moves, "{\"to\": \"open\"}").statusCode()).isEqualTo(200);
        assertThat(card().state()).isEqualTo("open");
    }

    @Test
    void ofTwoWhoMoveOneCardOneWinsAndTheOtherIsTold() throws Exception {
        api.post("/api/v1/deals/" + deal + "/moves", DECIDES);
        int seen = card().version();
        Teller teller = new Teller(workspace, Sources.Kind.HAND, "By hand", "Olga Owner");
        int won = 0;
        int told = 0;
        try (ExecutorService both = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> tries = IntStream.range(0, 8)
                    .mapToObj(i -> both.submit(() -> {
                        DealChange change = deals.change(
                                teller,
                                deal,
                                DealCommand.to(
                                        i % 2 == 0 ? "discovery" : "negotiation", Map.of("next_step", "S"), seen));
                        return switch (change) {
                            case DealChange.Applied _ -> true;
                            case DealChange.DealConflict _ -> false;
                            case DealChange.Blocked _, DealChange.DealNotFound _ -> throw new AssertionError(change);
                        };
                    }))
                    .toList();
            for (Future<Boolean> one : tries) {
                if (one.get()) {
                    won++;
                } else {
                    told++;
                }
            }
        }

        assertThat(won).isEqualTo(1);
        assertThat(told).isEqualTo(7);
        assertThat(card().version()).isEqualTo(seen + 1);
        assertThat(api.patch("/api/v1/deals/" + deal, "{\"amount\": 1, \"version\": " + seen + "}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void ofTwoWhoDropOneCardAtTheSameMomentOneMovesItAndTheOtherSeesWhereItIs() throws Exception {
        api.post("/api/v1/deals/" + deal + "/moves", DECIDES);
        String seen = Integer.toString(card().version());
        List<Browser> two = List.of(owner(workspace), user(workspace, "member"));
        two.forEach(one -> one.get("/pipeline"));
        List<String> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<HttpResponse<String>>> drops = IntStream.range(0, 2)
                    .mapToObj(i -> both.submit(() -> drop(
                            two.get(i),
                            "to=" + (i == 0 ? "discovery" : "negotiation") + "&next_step=S&version=" + seen)))
                    .toList();
            for (Future<HttpResponse<String>> drop : drops) {
                answers.add(drop.get().statusCode() + " " + drop.get().body());
            }
        }
        answers.sort(null);

        assertThat(answers.getFirst()).startsWith("200").contains("data-moved");
        assertThat(answers.getLast())
                .startsWith("409")
                .contains("Somebody else has changed this deal meanwhile", "data-version=\"" + card().version() + "\"");
        assertThat(card().version()).isEqualTo(Integer.parseInt(seen) + 1);
    }

    private HttpResponse<String> drop(Browser who, String form) {
        String token = URLEncoder.encode(who.token(), StandardCharsets.UTF_8);
        return who.send(HttpRequest.newBuilder(URI.create(who.base() + "/deals/" + deal + "/moves"))
                .header("HX-Request", "true")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&_csrf=" + token)));
    }

    @Test
    void theListIsAFileThatRunsNoFormula() {
        api.patch("/api/v1/deals/" + deal, "{\"title\": \"=HYPERLINK(\\\"x\\\")\", \"amount\": 12.5}");
        api.post("/api/v1/people", "{\"email\": \"bo@example.com\"}");
        api.post("/api/v1/deals", "{\"email\": \"bo@example.com\", \"title\": \"Audit\"}");
        Browser owner = owner(workspace);

        HttpResponse<String> file = owner.get("/deals.csv");

        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"deals.csv\"");
        assertThat(file.body().lines()).hasSize(3);
        assertThat(file.body()).contains("deal,key,title", "\"'=HYPERLINK(\"\"x\"\")\"", ",12.50,USD,");
        assertThat(owner.get("/deals.csv?q=Audit").body().lines()).hasSize(2);
        assertThat(owner.get("/deals.csv?owner=mine").body().lines()).hasSize(1);
    }

    @Test
    void theSameCallTwiceOpensOneDeal() {
        String again = "{\"email\": \"ana@example.com\", \"key\": \"crm-7\"}";

        assertThat(api.post("/api/v1/deals", again).statusCode()).isEqualTo(422);
        assertThat(search.after(workspace, 0, DealFilter.of(Map.of()), 0, 10)).hasSize(1);
    }

    @Test
    void aWonDealMakesACustomer() {
        api.post("/api/v1/deals/" + deal + "/moves", "{\"to\": \"won\", \"amount\": 4000}");
        settled.settled(workspace);

        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT stage FROM transition WHERE workspace_id = ? AND kind = 'entered'")
                                .param(workspace)
                                .query(String.class)
                                .list()))
                .contains("customer");
    }

    @Test
    void aDealStallsForWantOfANextStepByItsLimitAndByItsSilence() {
        DealFilter stalled = DealFilter.of(Map.of("stalled", "yes"));
        assertThat(search.page(workspace, 0, stalled, 0, 10)).isEmpty();

        clock.forward(Duration.ofDays(3));
        assertThat(search.page(workspace, 0, stalled, 0, 10)).hasSize(1);

        api.patch(
                "/api/v1/deals/" + deal,
                "{\"next_step\": \"Call\", \"next_step_at\": \""
                        + clock.instant().plus(Duration.ofDays(200)).toString().substring(0, 10) + "\"}");
        assertThat(search.page(workspace, 0, stalled, 0, 10)).isEmpty();

        clock.forward(Duration.ofDays(13));
        assertThat(search.page(workspace, 0, stalled, 0, 10)).singleElement().satisfies(card -> {
            assertThat(card.limitAt()).isBefore(clock.instant());
            assertThat(card.decideAt()).isAfter(clock.instant());
        });
        clock.forward(Duration.ofDays(8));
        assertThat(owner(workspace).get("/pipeline/stalled").body())
                .contains("Decide: keep, lost or next stage", "Nothing heard for");
    }

    @Test
    void whoKeepsAStalledDealSaysWhyAndWhatIsNext() {
        clock.forward(Duration.ofDays(40));
        Browser owner = owner(workspace);
        assertThat(owner.post("/deals/" + deal + "/keeping", Map.of("reason", "They asked for spring"))
                        .statusCode())
                .isEqualTo(422);

        owner.post(
                "/deals/" + deal + "/keeping",
                Map.of(
                        "reason",
                        "They asked for spring",
                        "next_step",
                        "Call",
                        "next_step_at",
                        clock.instant().plus(Duration.ofDays(5)).toString().substring(0, 10)));

        assertThat(card().stalledAt()).isNull();
        assertThat(detail.log(workspace, deal).getFirst().subject()).isEqualTo("They asked for spring");
    }

    @Test
    void whatWasWonOrLostElsewhereIsBelievedAndItsOwnerAskedForWhatItLacks() {
        api.post("/api/v1/people", "{\"email\": \"bo@example.com\"}");
        api.post("/api/v1/deals", "{\"email\": \"bo@example.com\", \"key\": \"crm-8\", \"title\": \"Audit\"}");
        toldElsewhere("ana@example.com", "deal_won", "crm-7");
        toldElsewhere("bo@example.com", "deal_lost", "crm-8");
        long lost = search.of(workspace, new Where().add("d.key = :key", "crm-8"))
                .getFirst()
                .id();
        Browser owner = owner(workspace);

        assertThat(owner.get("/pipeline/asking").body()).contains("Won, but for how much?", "Lost, but why?");
        assertThat(owner.get("/deals?asking=yes").body()).contains("Support", "Audit");
        assertThat(owner.get("/deals/" + deal).body()).contains("Save the amount");
        assertThat(owner.post("/deals/" + lost + "/fields", Map.of("reason", ""))
                        .statusCode())
                .isEqualTo(422);

        owner.post(
                "/deals/" + deal + "/fields", Map.of("amount", "1,200", "version", Integer.toString(card().version())));
        String version = Integer.toString(detail.card(workspace, lost).version());
        owner.post("/deals/" + lost + "/fields", Map.of("reason", "price", "version", version));

        assertThat(card().amount()).hasToString("1200.00");
        assertThat(detail.card(workspace, lost).reason()).isEqualTo("price");
        assertThat(owner.get("/pipeline/asking").body()).doesNotContain("but for how much", "but why");
        assertThat(api.patch("/api/v1/deals/" + deal, "{\"reason\": \"price\"}").body())
                .contains("Only a lost deal has a reason.");
        assertThat(api.patch("/api/v1/deals/" + lost, "{\"reason\": \"competitor\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(detail.card(workspace, lost).reason()).isEqualTo("competitor");
    }

    private void toldElsewhere(String who, String kind, String key) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(who),
                        clock.instant(),
                        null,
                        kind,
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "CRM"),
                        Map.of(),
                        Map.of("deal", key),
                        Trust.INTERNAL)));
    }

    @Test
    void theChecklistOfItsStageIsTickedOnTheDealAndATickCanBeTakenBack() {
        Browser owner = owner(workspace);
        String item = "Written up what was agreed";
        assertThat(owner.post("/deals/" + deal + "/checklist", Map.of("item", "Terms sent"))
                        .statusCode())
                .isEqualTo(422);

        clock.forward(Duration.ofMinutes(1));
        owner.post("/deals/" + deal + "/checklist", Map.of("item", item));

        assertThat(owner.get("/deals/" + deal).body()).contains("1 of 2", "Olga Owner", "Done: " + item);
        assertThat(owner.get("/pipeline").body()).contains("1 of 2 done");
        assertThat(owner.get("/people/" + card().person() + "/playbook").body()).doesNotContain("Olga Owner");

        clock.forward(Duration.ofMinutes(1));
        owner.post("/deals/" + deal + "/checklist", Map.of("item", item, "done", "false"));
        assertThat(owner.get("/deals/" + deal).body()).contains("0 of 2", "Not done after all: " + item);
        assertThat(owner.get("/pipeline").body()).doesNotContain("of 2 done");
    }

    @Test
    void manyAreMovedAtOnceAndThoseThatCannotGoAreNamed() {
        api.patch("/api/v1/deals/" + deal, DECIDES.replace("\"to\": \"proposal\", ", ""));
        api.post("/api/v1/people", "{\"email\": \"bo@example.com\"}");
        api.post("/api/v1/deals", "{\"email\": \"bo@example.com\", \"title\": \"Without a price\"}");
        List<DealSummary> both = search.after(workspace, 0, DealFilter.of(Map.of()), 0, 10);

        String answer = owner(workspace)
                .post(
                        "/deals/moves?deal=" + both.getFirst().id() + "&deal="
                                + both.getLast().id(),
                        Map.of("to", "proposal"))
                .body();

        assertThat(answer).contains("1 deal moved to Proposal.", "Without a price stays");
        assertThat(card().stage()).isEqualTo("proposal");
    }

    @Test
    void dealsOfAStageThatTheDefinitionNoLongerHasStandInAColumnOfTheirOwn() {
        tenancy.in(workspace, () -> {
            jdbc.sql("UPDATE deal SET stage = 'shortlist' WHERE workspace_id = ?")
                    .param(workspace)
                    .update();
        });

        assertThat(owner(workspace).get("/pipeline").body())
                .contains("Shortlist", "Not a stage of this pipeline any more");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsField() {
        for (String body : List.of(
                "{\"amount\": \"lots\"}",
                "{\"expected_close\": \"soon\"}",
                "{\"score\": 5}",
                "{\"currency\": \"$\"}")) {
            HttpResponse<String> refused = api.patch("/api/v1/deals/" + deal, body);
            assertThat(refused.statusCode()).as(body).isEqualTo(422);
        }
        assertThat(detail.log(workspace, deal)).hasSize(1);
        assertThatThrownBy(() -> DealFilter.of(Map.of("owner", "'; DROP"))).isInstanceOf(BadInput.class);
    }
}
