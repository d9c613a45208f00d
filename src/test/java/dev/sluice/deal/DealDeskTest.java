package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user does to a deal on its page and on the board, and what is refused in place. */
class DealDeskTest extends SluiceTest {
    private int workspace;
    private Api api;
    private Browser owner;
    private long deal;

    @BeforeEach
    void aDeal() {
        workspace = workspace();
        api = api(workspace);
        owner = owner(workspace);
        api.post("/api/v1/people", "{\"email\": \"ana@example.com\", \"traits\": {\"name\": \"Ana Arroyo\"}}");
        deal = open("Backup", 4_000);
    }

    private long open(String title, int amount) {
        HttpResponse<String> opened = api.post(
                "/api/v1/deals",
                "{\"email\": \"ana@example.com\", \"title\": \"" + title + "\", \"amount\": " + amount
                        + ", \"currency\": \"EUR\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return ((Number) Objects.requireNonNull(Json.object(opened.body()).get("id"))).longValue();
    }

    private Map<String, Object> told() {
        return Json.object(api.get("/api/v1/deals/" + deal).body());
    }

    private String version() {
        return String.valueOf(told().get("version"));
    }

    private HttpResponse<String> post(String what, Map<String, String> form) {
        return owner.post("/deals/" + deal + "/" + what, form);
    }

    /** A form that the board sends in place. */
    private HttpResponse<String> drop(Map<String, String> form) {
        owner.get("/deals/" + deal);
        String body = form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                + "&_csrf=" + URLEncoder.encode(owner.token(), StandardCharsets.UTF_8);
        return owner.send(HttpRequest.newBuilder(URI.create(owner.base() + "/deals/" + deal + "/moves"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("HX-Request", "true")
                .POST(BodyPublishers.ofString(body)));
    }

    private static void refused(HttpResponse<String> answer, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence);
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    @Test
    void fieldsAreChangedAndWhatWasTypedStaysWhereItIsRefused() {
        done(post(
                "fields", Map.of("title", "Backup and support", "products", "Backup, Support", "version", version())));
        assertThat(owner.get("/deals/" + deal).body()).contains("Backup and support", "Backup, Support");

        HttpResponse<String> wrong = post("fields", Map.of("amount", "plenty", "version", version()));
        refused(wrong, "Write an amount such as 12000");
        assertThat(wrong.body()).contains("plenty");
        assertThat(told().get("amount")).isEqualTo(4_000.0);
    }

    @Test
    void aFormOlderThanTheDealIsAConflict() {
        String seen = version();
        done(post("fields", Map.of("title", "One", "version", seen)));
        HttpResponse<String> late = post("fields", Map.of("title", "Two", "version", seen));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody else has changed this deal meanwhile.");
        assertThat(told()).containsEntry("title", "One");
    }

    @Test
    void aNoteIsWrittenIntoTheLog() {
        done(post("notes", Map.of("note", " They asked for references ")));

        assertThat(owner.get("/deals/" + deal).body()).contains("They asked for references");
        refused(post("notes", Map.of("note", "  ")), "Write a note of at most 2000 characters.");
        refused(post("notes", Map.of("note", "x".repeat(2_001))), "Write a note of at most 2000 characters.");
    }

    @Test
    void peopleComeOntoADealWithAPartAndLeaveIt() {
        api.post("/api/v1/people", "{\"email\": \"bo@example.com\", \"traits\": {\"name\": \"Bo Berg\"}}");

        done(post("people", Map.of("email", "BO@example.com", "role", "champion")));
        assertThat(told().get("people").toString()).contains("Bo Berg", "champion");
        done(post("people", Map.of("email", "bo@example.com", "role", "none")));
        assertThat(told().get("people").toString()).doesNotContain("Bo Berg");
    }

    @Test
    void whoIsNotKnownOrHasNoPartIsRefused() {
        refused(
                post("people", Map.of("email", "cy@example.com", "role", "user")),
                "Nobody is known by this address yet");
        refused(post("people", Map.of("email", "not an address", "role", "user")), "Write an e-mail address like");
        refused(post("people", Map.of("email", "ana@example.com", "role", "boss")), "Choose which part the person has");
    }

    @Test
    void anObjectionIsNotedAndAnsweredInItsPlace() {
        done(post("objections", Map.of("objection", "Too dear", "version", version())));
        done(post("objections", Map.of("objection", "Not now", "version", version())));
        done(post("objections", Map.of("place", "0", "answer", "Two outages less a year", "version", version())));

        assertThat(told().get("objections").toString())
                .containsSubsequence("Too dear", "Two outages less a year", "Not now");
        refused(post("objections", Map.of("objection", " ", "version", version())), "Write what speaks against it");
    }

    @Test
    void keepingNeedsAReasonAndANextStepWithItsDay() {
        refused(
                post("keeping", Map.of("next_step", "Call", "next_step_at", "2030-01-01")),
                "Write why this deal is worth keeping.");
        refused(
                post("keeping", Map.of("reason", "Budget in May", "next_step", "Call")),
                "Write the next step and the day");
        done(post("keeping", Map.of("reason", "Budget in May", "next_step", "Call", "next_step_at", "2030-01-01")));
        assertThat(told()).containsEntry("next_step", "Call").containsEntry("next_step_at", "2030-01-01");
    }

    @Test
    void onlyItemsOfTheStageWhereTheDealIsAreTicked() {
        refused(post("checklist", Map.of("item", "Terms sent")), "Tick an item of the stage where the deal is now.");
        done(post("checklist", Map.of("item", "Written up what was agreed")));
        assertThat(owner.get("/pipeline").body()).contains("1 of 2 done");
        post("moves", Map.of("to", "lost", "reason", "price", "version", version()));
        refused(post("checklist", Map.of("item", "Written up what was agreed")), "Tick an item of the stage");
    }

    @Test
    void aMoveOnThePageSaysWhatIsMissing() {
        refused(post("moves", Map.of("version", version())), "Choose where the deal goes.");
        refused(post("moves", Map.of("to", "lost", "version", version())), "Choose why the deal was lost.");
        refused(
                post("moves", Map.of("to", "proposal", "version", version())),
                "This stage needs a person on the deal who is its decision maker.");
        done(post(
                "moves",
                Map.of(
                        "to",
                        "proposal",
                        "version",
                        version(),
                        "expected_close",
                        "2030-01-01",
                        "decision_maker",
                        "ana@example.com")));
        assertThat(told()).containsEntry("stage", "proposal");
    }

    @Test
    void aDropInPlaceAnswersWithAPieceOfThePage() {
        HttpResponse<String> asked = drop(Map.of("to", "proposal", "version", version()));
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("Expected to close on").doesNotContain("<html");

        HttpResponse<String> lost = drop(Map.of("to", "lost", "reason", "price", "version", version()));
        assertThat(lost.statusCode()).as(lost.body()).isEqualTo(200);
        assertThat(lost.body()).contains("Backup: Lost").doesNotContain("<html");
    }

    @Test
    void aDropOfACardThatHasMovedIsAConflict() {
        String seen = version();
        post("notes", Map.of("note", "Meanwhile"));
        HttpResponse<String> late = drop(Map.of("to", "lost", "reason", "price", "version", seen));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody else has changed this deal meanwhile.");
        assertThat(told()).containsEntry("state", "open");
    }

    @Test
    void theBoardSumsItsColumnsPlainAndWeighted() {
        open("Support", 6_000);

        assertThat(owner.get("/pipeline").body()).contains("2 open deals", "€10,000", "€2,000 weighted", "at 20 %");
        assertThat(owner.get("/pipeline?q=support").body())
                .contains("1 open deal", "€6,000")
                .doesNotContain(">Backup<");
        assertThat(owner.get("/pipeline/columns?owner=mine").body())
                .contains("0 open deals")
                .doesNotContain("<html");
    }

    @Test
    void theListCountsAndFilters() {
        assertThat(owner.get("/deals").body()).contains("1 deal, €4,000", "€800 weighted", "Nobody");
        assertThat(owner.get("/deals?state=won").body()).contains("No deal is like that");
        assertThat(owner.get("/deals?owner=everybody").statusCode()).isEqualTo(422);
        assertThat(owner.get("/deals.csv?state=any").body().lines()).hasSize(2);
    }

    @Test
    void manyCannotBeWonOrLostAtOnce() {
        for (String to : new String[] {"won", "lost", ""}) {
            HttpResponse<String> answer = owner.post("/deals/moves?deal=" + deal, Map.of("to", to));
            assertThat(answer.statusCode()).as(to).isEqualTo(422);
            assertThat(answer.body()).contains("Choose deals and the stage to which they go.");
        }
        assertThat(owner.post("/deals/moves", Map.of("to", "proposal")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aDealIsOpenedFromThePageOfAPerson() {
        String person = String.valueOf(told().get("person"));
        HttpResponse<String> opened =
                owner.post("/people/" + person + "/deals", Map.of("title", "Audit", "amount", "700"));

        done(opened);
        assertThat(owner.get(opened.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Audit", "Olga Owner");
        assertThat(owner.get("/people/" + person + "/deals").body()).contains("Audit", "Backup");
        assertThat(owner.post("/people/" + person + "/deals", Map.of("title", "x", "pipeline", "9.none"))
                        .statusCode())
                .isEqualTo(422);
    }
}
