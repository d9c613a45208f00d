package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deals for programs: lists, changes, moves, and what is refused with which status. */
class DealApiTest extends SluiceTest {
    private static final String DEALS = "/api/v1/deals";

    private int workspace;
    private Api api;

    @BeforeEach
    void someoneToSellTo() {
        workspace = workspace();
        api = api(workspace);
        for (String who : List.of("ana", "bo")) {
            api.post(
                    "/api/v1/people",
                    "{\"email\": \"" + who + "@example.com\", \"traits\": {\"name\": \"" + who + "\"}}");
        }
    }

    private long open(String json) {
        HttpResponse<String> answer = api.post(DEALS, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return id(answer);
    }

    private static long id(HttpResponse<String> answer) {
        return ((Number) Objects.requireNonNull(Json.object(answer.body()).get("id"))).longValue();
    }

    private Map<String, Object> deal(long id) {
        return Json.object(api.get(DEALS + "/" + id).body());
    }

    private List<String> titles(String query) {
        HttpResponse<String> answer = api.get(DEALS + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ((List<?>) Objects.requireNonNull(Json.object(answer.body()).get("rows")))
                .stream()
                        .map(row -> String.valueOf(((Map<?, ?>) row).get("title")))
                        .toList();
    }

    private static void refused(HttpResponse<String> answer, int status, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void anOpenedDealIsReadWholeAtItsAddress() {
        HttpResponse<String> answer = api.post(DEALS, """
                {"email": "ana@example.com", "title": "Support", "amount": "12,000", "currency": "eur",
                 "products": ["Backup"], "next_step": "Call", "next_step_at": "2030-01-31"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains(DEALS + "/" + id(answer));
        assertThat(deal(id(answer)))
                .containsEntry("title", "Support")
                .containsEntry("pipeline", "sales")
                .containsEntry("stage", "discovery")
                .containsEntry("state", "open")
                .containsEntry("probability", 20)
                .containsEntry("currency", "EUR")
                .containsEntry("next_step_at", "2030-01-31")
                .containsEntry("person_name", "ana")
                .containsEntry("products", List.of("Backup"));
        assertThat(deal(id(answer)).get("amount")).isEqualTo(12_000.0);
        assertThat((List<?>) deal(id(answer)).get("log")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email": "nobody@example.com"}                                | "person"   | Send the id of a person
            {"person": "ana"}                                              | "person"   | Send the id of a person
            {"email": "ana@example.com", "pipeline": "partners"}           | "pipeline" | Send the id of a pipeline
            {"email": "ana@example.com", "stage": "mql"}                   | "stage"    | discovery, proposal, negotiation
            {"email": "ana@example.com", "colour": "red"}                  | "colour"   | A deal has no such field.
            {"email": "ana@example.com", "expected_close": "soon"}         | "expected_close" | Write a day like 2026-11-30.
            """)
    void aDealThatCannotBeOpenedIsRefusedWithItsField(String json, String field, String sentence) {
        refused(api.post(DEALS, json), 422, field, sentence);
        assertThat(titles("?state=any")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "amount": 10, "currency": "XYZ"     | 422 |
            "amount": 10, "currency": "XXX"     | 422 |
            "amount": -10                       | 422 |
            "amount": "-0.01"                   | 422 |
            "amount": 10.123, "currency": "KWD" | 200 | 10.123
            "amount": 10.1234, "currency": "KWD"| 422 |
            "amount": 10.5, "currency": "JPY"   | 422 |
            "amount": 1000000, "currency": "jpy"| 200 | 1000000
            "amount": 10.55, "currency": "EUR"  | 200 | 10.55
            """)
    void moneyIsCheckedWhereverADealTakesIt(String money, int status, @Nullable BigDecimal amount) {
        HttpResponse<String> opened = api.post(DEALS, "{\"email\": \"ana@example.com\", " + money + "}");
        long deal = open("{\"email\": \"bo@example.com\"}");
        HttpResponse<String> changed = api.patch(DEALS + "/" + deal, "{" + money + "}");
        HttpResponse<String> won = api.post(DEALS + "/" + deal + "/moves", "{\"to\": \"won\", " + money + "}");

        assertThat(opened.statusCode()).isEqualTo(status == 200 ? 201 : status);
        assertThat(changed.statusCode()).isEqualTo(status);
        assertThat(won.statusCode()).isEqualTo(status);
        Object kept = deal(deal).get("amount");
        assertThat(kept == null ? null : new BigDecimal(kept.toString()).stripTrailingZeros())
                .isEqualTo(amount == null ? null : amount.stripTrailingZeros());
    }

    @Test
    void aClosedDealHasNoLongerTheProbabilityOfItsStage() {
        long won = open("{\"email\": \"ana@example.com\", \"amount\": 5}");
        long lost = open("{\"email\": \"bo@example.com\"}");
        api.post(DEALS + "/" + won + "/moves", "{\"to\": \"won\"}");
        api.post(DEALS + "/" + lost + "/moves", "{\"to\": \"lost\", \"reason\": \"price\"}");

        assertThat(deal(won)).containsEntry("probability", 100);
        assertThat(deal(lost)).containsEntry("probability", 0);
        api.post(DEALS + "/" + lost + "/moves", "{\"to\": \"open\"}");
        assertThat(deal(lost)).containsEntry("probability", 20);
    }

    @Test
    void aKeyIsOfOneDealAndAPersonOfOneWorkspace() {
        open("{\"email\": \"ana@example.com\", \"key\": \"crm-1\"}");

        refused(
                api.post(DEALS, "{\"email\": \"bo@example.com\", \"key\": \"crm-1\"}"),
                422,
                "There is a deal with this key already.");
        assertThat(api.post(DEALS, "{\"person\": 999999999}").statusCode()).isEqualTo(404);
    }

    @Test
    void aDealIsNotThereForAnotherWorkspaceOrWithoutTheScope() {
        long deal = open("{\"email\": \"ana@example.com\"}");
        Api stranger = api(workspace());

        assertThat(stranger.get(DEALS + "/" + deal).statusCode()).isEqualTo(404);
        assertThat(stranger.patch(DEALS + "/" + deal, "{\"title\": \"Mine\"}").statusCode())
                .isEqualTo(404);
        assertThat(stranger.post(DEALS + "/" + deal + "/moves", "{\"to\": \"lost\", \"reason\": \"price\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api(workspace, "deals:read")
                        .patch(DEALS + "/" + deal, "{\"title\": \"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api(workspace, "people:read").get(DEALS).statusCode()).isEqualTo(403);
        assertThat(deal(deal).get("title")).isNotEqualTo("Mine");
    }

    @Test
    void listsAreFilteredByWhatTheAddressSays() {
        long first = open("{\"email\": \"ana@example.com\", \"title\": \"Backup\"}");
        open("{\"email\": \"bo@example.com\", \"title\": \"Support\"}");
        api.post(DEALS + "/" + first + "/moves", "{\"to\": \"lost\", \"reason\": \"price\"}");

        assertThat(titles("")).containsExactly("Support");
        assertThat(titles("?state=lost")).containsExactly("Backup");
        assertThat(titles("?state=any")).containsExactly("Backup", "Support");
        assertThat(titles("?state=won")).isEmpty();
        assertThat(titles("?state=any&q=backup")).containsExactly("Backup");
        assertThat(titles("?stage=discovery&owner=nobody")).containsExactly("Support");
        assertThat(titles("?stage=proposal")).isEmpty();
        assertThat(titles("?stalled=yes")).isEmpty();
        refused(api.get(DEALS + "?state=closed"), 422, "\"state\"");
    }

    @Test
    void aListIsReadPageByPage() {
        for (int i = 1; i <= 5; i++) {
            open("{\"email\": \"ana@example.com\", \"title\": \"Deal " + i + "\"}");
        }
        Map<String, Object> page = Json.object(api.get(DEALS + "?limit=2").body());

        assertThat(titles("?limit=2")).containsExactly("Deal 1", "Deal 2");
        assertThat(titles("?limit=2&after=" + page.get("next"))).containsExactly("Deal 3", "Deal 4");
        assertThat(Json.object(api.get(DEALS + "?limit=5").body())).doesNotContainKey("next");
        assertThat(titles("?limit=0")).as("one at least").hasSize(1);
    }

    @Test
    void aNullClearsAFieldAndTheRestStays() {
        long deal = open(
                "{\"email\": \"ana@example.com\", \"amount\": 5, \"next_step\": \"Call\", \"competitors\": [\"Rival\"]}");

        assertThat(api.patch(DEALS + "/" + deal, "{\"amount\": null, \"next_step\": null}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(deal(deal))
                .doesNotContainKey("amount")
                .containsEntry("next_step", "")
                .containsEntry("competitors", List.of("Rival"));
    }

    @Test
    void aChangeOfAnOlderVersionIsAConflictAndNothingIsWritten() {
        long deal = open("{\"email\": \"ana@example.com\", \"title\": \"First\"}");
        Object version = deal(deal).get("version");
        String change = "{\"title\": \"%s\", \"version\": " + version + "}";

        assertThat(api.patch(DEALS + "/" + deal, change.formatted("Second")).statusCode())
                .isEqualTo(200);
        refused(api.patch(DEALS + "/" + deal, change.formatted("Third")), 409, "Somebody else has changed this deal");
        refused(
                api.post(
                        DEALS + "/" + deal + "/moves",
                        "{\"to\": \"lost\", \"reason\": \"price\", \"version\": " + version + "}"),
                409,
                "This is how it stands now.");
        assertThat(deal(deal)).containsEntry("title", "Second").containsEntry("state", "open");
        assertThat((List<?>) deal(deal).get("log")).hasSize(2);
    }

    @Test
    void onlyALostDealHasAReasonAndItMayBeMended() {
        long deal = open("{\"email\": \"ana@example.com\"}");

        refused(api.patch(DEALS + "/" + deal, "{\"reason\": \"price\"}"), 422, "Only a lost deal has a reason.");
        refused(api.patch(DEALS + "/" + deal, "{}"), 422, "Send at least one field to change.");
        api.post(DEALS + "/" + deal + "/moves", "{\"to\": \"lost\", \"reason\": \"price\"}");
        api.patch(DEALS + "/" + deal, "{\"reason\": \"competitor\"}");
        assertThat(deal(deal)).containsEntry("reason", "competitor").containsEntry("state", "lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shortlist", "Proposal 2", "mql", ""})
    void aMoveToNoStageNamesThoseThereAre(String to) {
        long deal = open("{\"email\": \"ana@example.com\"}");

        refused(
                api.post(DEALS + "/" + deal + "/moves", "{\"to\": \"" + to + "\"}"),
                422,
                "\"to\"",
                "discovery, proposal, negotiation");
    }

    @Test
    void aClosedDealIsOpenedAgainAndAnOpenOneIsNot() {
        long deal = open("{\"email\": \"ana@example.com\", \"amount\": 900}");
        String moves = DEALS + "/" + deal + "/moves";

        refused(api.post(moves, "{\"to\": \"open\"}"), 422, "This deal is open already.");
        refused(api.post(moves, "{\"to\": \"lost\"}"), 422, "Send why the deal was lost.");
        assertThat(api.post(moves, "{\"to\": \"won\", \"remark\": \"Signed\"}").statusCode())
                .isEqualTo(200);
        refused(api.post(moves, "{\"to\": \"discovery\"}"), 422, "This deal is closed; open it again first.");
        assertThat(deal(deal)).containsEntry("state", "won").containsKey("closed_at");
        assertThat(api.post(moves, "{\"to\": \"open\"}").statusCode()).isEqualTo(200);
        assertThat(deal(deal)).containsEntry("state", "open").doesNotContainKey("closed_at");
    }

    @Test
    void aMoveMayBringWhatItsStageNeeds() {
        long deal = open("{\"email\": \"ana@example.com\"}");
        HttpResponse<String> moved = api.post(DEALS + "/" + deal + "/moves", """
                {"to": "proposal", "amount": 100, "expected_close": "2030-01-01",
                 "people": [{"email": "ana@example.com", "role": "decision_maker"}]}""");

        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(Json.object(moved.body())).containsEntry("stage", "proposal").containsEntry("probability", 50);
        assertThat((List<?>) Json.object(moved.body()).get("people"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(((Map<?, ?>) part).get("name")).isEqualTo("ana");
                    assertThat(((Map<?, ?>) part).get("role")).isEqualTo("decision_maker");
                });
    }

    @Test
    void closedDealsThatLackSomethingAreFoundByAsking() {
        long deal = open("{\"email\": \"ana@example.com\", \"title\": \"For nothing\", \"amount\": 10}");
        api.post(DEALS + "/" + deal + "/moves", "{\"to\": \"won\"}");

        assertThat(titles("?asking=yes")).isEmpty();
        api.patch(DEALS + "/" + deal, "{\"amount\": null}");
        assertThat(titles("?asking=yes")).containsExactly("For nothing");
    }
}
