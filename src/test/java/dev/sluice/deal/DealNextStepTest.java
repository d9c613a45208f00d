package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is planned with a person of a deal is the next step of the deal, too. */
class DealNextStepTest extends SluiceTest {
    private Api api;
    private long person;
    private long deal;

    @BeforeEach
    void aDeal() {
        api = api(workspace());
        person = id(api.post("/api/v1/people", "{\"email\": \"ana@example.com\"}"));
        deal = id(api.post("/api/v1/deals", "{\"email\": \"ana@example.com\"}"));
    }

    private static long id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return ((Number) Objects.requireNonNull(Json.object(answer.body()).get("id"))).longValue();
    }

    private Map<String, Object> deal() {
        return Json.object(api.get("/api/v1/deals/" + deal).body());
    }

    private long task(String what, Instant due) {
        return id(api.post(
                "/api/v1/people/" + person + "/tasks",
                "{\"kind\": \"call\", \"what\": \"" + what + "\", \"due_at\": \"" + due + "\"}"));
    }

    @Test
    void aTaskOfThePersonIsTheNextStepUntilItIsDone() {
        Instant due = clock.instant().plus(Duration.ofDays(5));
        task("Call about the trial", due.plus(Duration.ofDays(9)));
        long first = task("Call back", due);
        clock.forward(Duration.ofDays(3));

        assertThat(deal())
                .containsEntry("next_step", "Call back")
                .containsEntry(
                        "next_step_at", due.atZone(ZoneOffset.UTC).toLocalDate().toString())
                .doesNotContainKey("stalled_at");
        api.post("/api/v1/tasks/" + first + "/done", "");
        assertThat(deal()).containsEntry("next_step", "Call about the trial").doesNotContainKey("stalled_at");
    }

    @Test
    void withoutAnythingPlannedADealStalls() {
        clock.forward(Duration.ofDays(3));

        assertThat(deal()).containsEntry("next_step", "").containsKey("stalled_at");
    }

    @Test
    void aStepOfTheDealItselfComesFirst() {
        task("Call back", clock.instant().plus(Duration.ofDays(5)));
        api.patch("/api/v1/deals/" + deal, "{\"next_step\": \"Send terms\", \"next_step_at\": \"2030-01-31\"}");

        assertThat(deal()).containsEntry("next_step", "Send terms").containsEntry("next_step_at", "2030-01-31");
    }
}
