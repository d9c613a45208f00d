package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The hand-off as a caller of the API sees it. */
class HandoffApiTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    private int workspace;
    private Api api;
    private long ann;

    @BeforeEach
    void aLeadHandedToTheOwner() throws IOException {
        workspace = workspace();
        api = api(workspace);
        try (InputStream in = HandoffApiTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email("ann@quay.test"),
                        clock.instant(),
                        null,
                        "demo_requested",
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of("name", "Ann Quay", "company_size", 120, "role", "director", "country", "US"),
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
        ann = persons.withKey(workspace, "e:ann@quay.test").orElseThrow().id();
    }

    private static Map<String, Object> read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.object(answer.body());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> rows(String path) {
        return (List<Map<String, Object>>) read(api.get("/api/v1" + path)).get("rows");
    }

    @Test
    void theQueueTellsWhoIsToBeAnsweredByWhen() {
        List<Map<String, Object>> queue = rows("/queue");
        assertThat(queue).hasSize(1);
        Map<String, Object> row = queue.getFirst();
        assertThat(row)
                .containsEntry("title", "Ann Quay")
                .containsEntry("stage", "mql")
                .containsEntry("offered", true)
                .containsEntry("next_what", "Answer the lead")
                .containsKeys("answer_by", "owner_name", "next_at", "flags");
        assertThat(((Number) row.get("person")).longValue()).isEqualTo(ann);
        assertThat(rows("/queue?owner=" + row.get("owner"))).isEqualTo(queue);
        assertThat(rows("/queue?owner=2147483647")).isEmpty();
    }

    @Test
    void anAssignmentNamesItsRuleAndWhoWasConsidered() {
        assertThat(rows("/people/" + ann + "/assignments"))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .containsEntry("cause", "routed")
                        .containsEntry("rule", "otherwise → team/inbound")
                        .containsEntry("owner", "Olga Owner")
                        .containsKey("candidates"));
    }

    @Test
    void aResponseClockSaysWhenItIsDueAndWhatTheAnswerTook() {
        assertThat(rows("/people/" + ann + "/response-clocks"))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .containsEntry("response_class", "inbound")
                        .containsKey("due_at")
                        .doesNotContainKeys("met_at", "breached_at", "working_seconds"));
        owner(workspace).post("/today/" + ann + "/call", Map.of("outcome", "connected"));
        settled.settled(workspace);
        assertThat(rows("/people/" + ann + "/response-clocks").getFirst()).containsKeys("met_at", "working_seconds");
    }

    @Test
    void aTaskIsAddedForWhoeverHasTheLeadAndEndedOnce() {
        String due = clock.instant().plus(Duration.ofDays(1)).toString();
        Map<String, Object> added = read(api.post(
                "/api/v1/people/" + ann + "/tasks",
                Json.write(Map.of("kind", "call", "what", "Ring back", "due_at", due))));
        assertThat(rows("/people/" + ann + "/tasks"))
                .singleElement()
                .satisfies(task -> assertThat(task)
                        .containsEntry("what", "Ring back")
                        .containsEntry("id", added.get("id"))
                        .containsEntry("owner", rows("/queue").getFirst().get("owner")));
        Map<String, Object> ended = read(api.post("/api/v1/tasks/" + added.get("id") + "/done", ""));
        assertThat(ended).containsEntry("outcome", "done").containsKey("done_at");
        clock.forward(Duration.ofHours(1));
        assertThat(read(api.post("/api/v1/tasks/" + added.get("id") + "/done", "")))
                .isEqualTo(ended);
        assertThat(rows("/people/" + ann + "/tasks")).isEmpty();
    }

    @Test
    void whatIsWrongWithATaskIsSaidByField() {
        String tasks = "/api/v1/people/" + ann + "/tasks";
        assertThat(api.post(tasks, "{\"what\": \"Ring\", \"due_at\": \"soon\"}").body())
                .contains("due_at", "2026-11-30T09:00:00Z");
        assertThat(api.post(tasks, "{\"due_at\": \"2030-01-01T00:00:00Z\"}").body())
                .contains("what", "300");
        assertThat(api.post(tasks, "{\"kind\": \"dance\", \"what\": \"x\", \"due_at\": \"2030-01-01T00:00:00Z\"}")
                        .body())
                .contains("kind", "meeting");
        HttpResponse<String> stranger =
                api.post(tasks, "{\"what\": \"x\", \"due_at\": \"2030-01-01T00:00:00Z\", \"owner\": 2147483647}");
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.body()).contains("owner");
        assertThat(rows("/people/" + ann + "/tasks")).isEmpty();
    }

    @Test
    void theProofAndTheLedgerComeOutEven() {
        assertThat(rows("/reports/proof"))
                .singleElement()
                .satisfies(proof -> assertThat(proof)
                        .containsEntry("funnel", "managed-it")
                        .containsEntry("open", 1)
                        .containsEntry("in_hands", 1)
                        .containsEntry("forgotten", 0)
                        .containsEntry("overdue", 0));
        assertThat(rows("/reports/ledger"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("in", 1)
                        .containsEntry("active", 1)
                        .containsEntry("missing", 0));
        assertThat(rows("/reports/ledger?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z"))
                .isEmpty();
        assertThat(api.get("/api/v1/reports/ledger?from=yesterday").statusCode())
                .isEqualTo(422);
    }

    @Test
    void responseTimesAreToldByClassUserSourceAndHour() {
        owner(workspace).post("/today/" + ann + "/call", Map.of("outcome", "connected"));
        settled.settled(workspace);
        assertThat(rows("/reports/response-times"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("response_class", "inbound")
                        .containsEntry("clocks", 1)
                        .containsEntry("in_time", 1)
                        .containsEntry("late", 0)
                        .containsEntry("answered", 1)
                        .containsKeys("median", "p90", "worst")
                        .doesNotContainKeys("owner", "day"));
        assertThat(rows("/reports/response-times?by=user").getFirst()).containsEntry("owner_name", "Olga Owner");
        assertThat(rows("/reports/response-times?by=source").getFirst()).containsKey("source");
        assertThat(rows("/reports/response-times?by=hour").getFirst()).containsKeys("day", "hour");
        assertThat(rows("/reports/response-times?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(api.get("/api/v1/reports/response-times?by=moon").body()).contains("class, user, source, hour");
    }

    @Test
    void answersOfSalesAreToldBySourceFormAndReason() {
        owner(workspace).post("/today/" + ann + "/reject", Map.of("reason", "no_budget"));
        settled.settled(workspace);
        assertThat(rows("/reports/answers"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("accepted", 0)
                        .containsEntry("rejected", 1)
                        .containsEntry("ignored", 0));
        assertThat(rows("/reports/answers?by=form").getFirst()).containsEntry("key", "(no form)");
        assertThat(rows("/reports/answers?by=reason").getFirst()).containsEntry("key", "no_budget");
    }

    @Test
    void aKeyReadsWhatItsScopesAllowAndNothingOfAnotherWorkspace() {
        Api reader = api(workspace, "people:read");
        assertThat(reader.get("/api/v1/queue").statusCode()).isEqualTo(200);
        assertThat(reader.get("/api/v1/reports/proof").statusCode()).isEqualTo(403);
        assertThat(reader.post("/api/v1/people/" + ann + "/tasks", "{}").statusCode())
                .isEqualTo(403);
        Api stranger = api(workspace());
        assertThat(stranger.get("/api/v1/people/" + ann + "/assignments").statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/api/v1/queue").body()).doesNotContain("Ann");
    }
}
