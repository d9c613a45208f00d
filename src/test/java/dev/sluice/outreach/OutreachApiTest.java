package dev.sluice.outreach;

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
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Outreach as a caller of the API sees it. */
class OutreachApiTest extends SluiceTest {
    private static final String EMAIL = "ruth@acme-metalworks.test";
    private static final String LATER = """
            {"name": "later", "title": "Later", "priority": 70, "exits": ["reply", "won"],
             "window": {"days": ["monday"], "from": "09:00", "to": "12:00"},
             "steps": [{"id": "a", "kind": "mail", "after": "5d",
                        "variants": [{"template": "outage-cost"}, {"template": "case-study", "weight": 3}]},
                       {"id": "b", "kind": "task", "after": "1wd", "task": "call", "what": "Call them"}]}""";

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
    private long ruth;

    @BeforeEach
    void somebodyIsKnown() {
        workspace = workspace();
        api = api(workspace);
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(EMAIL),
                        clock.instant(),
                        null,
                        "identified",
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of("name", "Ruth Okafor"),
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
        ruth = persons.withKey(workspace, "e:" + EMAIL).orElseThrow().id();
    }

    private static Map<String, Object> read(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.object(answer.body());
    }

    private static void refused(HttpResponse<String> answer, String field, String why) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"" + field + "\"", why);
    }

    private void running() {
        read(api.post("/api/v1/sequences", LATER), 201);
        started();
    }

    private void started() {
        read(api.patch("/api/v1/sequences/later", "{\"status\": \"running\"}"), 200);
    }

    private HttpResponse<String> put(String path, Map<String, ?> json) {
        return api.put("/api/v1" + path, "application/json", Json.write(json));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(String path, String name) {
        return (List<Map<String, Object>>) read(api.get("/api/v1" + path), 200).get(name);
    }

    @Test
    void aTemplateIsAddedReadAndChanged() {
        Map<String, String> line = new HashMap<>(Map.of(
                "name",
                "greeting",
                "title",
                "Greeting",
                "format",
                "text",
                "subject",
                "Hi",
                "body",
                "Hello {{first_name|there}}"));
        HttpResponse<String> added = api.post("/api/v1/templates", Json.write(line));
        assertThat(read(added, 201)).containsEntry("version", 1).containsAllEntriesOf(line);
        assertThat(added.headers().firstValue("Location")).contains("/api/v1/templates/greeting");
        line.put("subject", "Good morning");
        assertThat(read(put("/templates/greeting", line), 200)).containsEntry("version", 2);
        assertThat(read(api.get("/api/v1/templates/greeting"), 200)).containsEntry("subject", "Good morning");
        assertThat(list("/templates", "templates"))
                .extracting(one -> one.get("name"))
                .contains("greeting", "outage-cost");
    }

    @Test
    void whatIsWrongWithATemplateIsSaidByField() {
        Map<String, String> line = Map.of("name", "greeting", "title", "Greeting", "subject", "Hi", "body", "Hello");
        for (String field : line.keySet()) {
            Map<String, String> bad = new HashMap<>(line);
            bad.remove(field);
            refused(api.post("/api/v1/templates", Json.write(bad)), field, "");
        }
        Map<String, String> taken = new HashMap<>(line);
        taken.put("name", "outage-cost");
        refused(api.post("/api/v1/templates", Json.write(taken)), "name", "a template of that name already");
        read(put("/templates/none", line), 404);
        read(api.get("/api/v1/templates/none"), 404);
    }

    @Test
    void aSequenceIsAddedStartedChangedAndPaused() {
        Map<String, Object> added = read(api.post("/api/v1/sequences", LATER), 201);
        assertThat(added)
                .containsEntry("status", "draft")
                .containsEntry("version", 1)
                .containsEntry("priority", 70)
                .containsEntry("exits", List.of("reply", "won"));
        assertThat(read(api.patch("/api/v1/sequences/later", "{\"status\": \"running\"}"), 200))
                .containsEntry("status", "running");

        Map<String, Object> changed = new HashMap<>(added);
        changed.put("title", "Much later");
        assertThat(read(put("/sequences/later", changed), 200))
                .containsEntry("version", 2)
                .containsEntry("title", "Much later")
                .containsEntry("status", "running")
                .containsEntry("steps", added.get("steps"));
        refused(put("/sequences/later", changed), "version", "Somebody else has changed this sequence meanwhile");

        assertThat(read(api.patch("/api/v1/sequences/later", "{\"status\": \"paused\"}"), 200))
                .containsEntry("paused_why", "Paused by hand");
        assertThat(read(api.get("/api/v1/sequences/later"), 200))
                .containsEntry("title", "Much later")
                .containsEntry("figures", List.of());
        assertThat(list("/sequences", "sequences"))
                .extracting(one -> one.get("name"))
                .contains("later", "five-mails", "fast-start");
    }

    @Test
    void stepsAreKnownByTheirIdsWhenASequenceIsWrittenAnew() {
        Map<String, Object> written = new HashMap<>(read(api.post("/api/v1/sequences", LATER), 201));
        started();
        read(api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"person\": " + ruth + "}"), 201);

        Map<String, Object> call = Map.of("kind", "task", "after", "2wd", "task", "call", "what", "Call them");
        written.put("steps", List.of(call));
        assertThat(String.valueOf(read(put("/sequences/later", written), 200).get("changes")))
                .as("without its id it is another step")
                .contains("Step a is removed; 1 person stood in front of it")
                .contains("Step b is removed")
                .contains("Step s1 is new");

        written.put("version", 2);
        written.put("steps", List.of(with(call, "id", "b"), call));
        assertThat((List<?>) read(put("/sequences/later", written), 200).get("steps"))
                .as("a removed step comes back under its id; nobody inherits the id of another")
                .extracting(step -> ((Map<?, ?>) step).get("id"))
                .isEqualTo(List.of("b", "s2"));

        written.put("version", 3);
        written.put("steps", List.of(with(call, "id", "call")));
        refused(put("/sequences/later", written), "steps[0].id", "This sequence has no step call");
    }

    private static Map<String, Object> with(Map<String, Object> json, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(json);
        changed.put(field, value);
        return changed;
    }

    @Test
    void whatIsWrongWithASequenceIsSaidByItsPlace() {
        refused(sequence("steps", List.of(Map.of("kind", "dance"))), "steps[0].kind", "Say mail, task, wait or branch");
        refused(sequence("steps", List.of(Map.of("kind", "mail"))), "steps[0].template", "Name a template");
        refused(
                sequence("steps", List.of(Map.of("kind", "wait", "after", "soon"))),
                "steps[0].after",
                "Write a delay such as");
        refused(
                sequence("steps", List.of(Map.of("kind", "mail", "template", "none"))),
                "steps",
                "There is no template none");
        refused(
                sequence(
                        "steps",
                        List.of(Map.of(
                                "kind",
                                "branch",
                                "when",
                                "{identified: true}",
                                "then",
                                List.of(Map.of("kind", "task"))))),
                "steps[0].then[0].task",
                "Say one of call");
        refused(sequence("steps", "none"), "steps", "Give a list of steps");
        refused(sequence("name", "Later On"), "name", "small letters");
        refused(sequence("name", "five-mails"), "name", "a sequence of that name already");
        refused(sequence("title", ""), "title", "Give the sequence a title");
        refused(sequence("exits", List.of("boredom")), "exits", "boredom");
        refused(
                sequence("window", Map.of("days", List.of(), "from", "09:00", "to", "12:00")),
                "days",
                "at least one day");
        read(api.get("/api/v1/sequences/later"), 404);

        read(put("/sequences/later", Json.object(LATER)), 404);
        read(api.patch("/api/v1/sequences/later", "{\"status\": \"running\"}"), 404);
        refused(
                api.patch("/api/v1/sequences/five-mails", "{\"status\": \"flying\"}"),
                "status",
                "Say running or paused");
        read(sequence("steps", List.of()), 201);
        refused(
                api.patch("/api/v1/sequences/later", "{\"status\": \"running\"}"),
                "steps",
                "A sequence without steps cannot run");
    }

    private HttpResponse<String> sequence(String field, Object value) {
        Map<String, Object> json = new HashMap<>(Json.object(LATER));
        json.put(field, value);
        return api.post("/api/v1/sequences", Json.write(json));
    }

    @Test
    void somebodyIsEnrolledOnceAndTakenOutAgain() {
        running();
        Map<String, Object> begun = read(
                api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"email\": \" RUTH@acme-metalworks.test\"}"),
                201);
        assertThat(begun).containsEntry("begun", true);
        String enrolment = "{\"sequence\": \"later\", \"person\": " + ruth + "}";
        assertThat(read(api.post("/api/v1/enrolments", enrolment), 200))
                .containsEntry("begun", false)
                .containsEntry("enrolment", begun.get("enrolment"));
        Map<String, Object> line =
                list("/enrolments?sequence=later", "enrolments").getFirst();
        assertThat(line)
                .isEqualTo(begun.get("enrolment"))
                .containsEntry("state", "active")
                .containsEntry("next_step", "a")
                .containsEntry("cause", "by hand")
                .containsKeys("due_at", "started_at")
                .doesNotContainKey("ended_at");
        assertThat(list("/enrolments?person=" + ruth, "enrolments")).contains(line);

        assertThat(read(api.delete("/api/v1/enrolments/" + line.get("id")), 200))
                .containsEntry("state", "stopped")
                .containsEntry("why", "Stopped by hand")
                .containsKey("ended_at");
        refused(api.delete("/api/v1/enrolments/" + line.get("id")), "enrolment", "over: Stopped by hand");
        assertThat(read(api.post("/api/v1/enrolments", enrolment), 201)).containsEntry("begun", true);
    }

    @Test
    void whatIsWrongWithAnEnrolmentIsSaidByField() {
        read(api.post("/api/v1/sequences", LATER), 201);
        refused(
                api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"person\": " + ruth + "}"),
                "sequence",
                "start it first");
        started();
        refused(api.post("/api/v1/enrolments", "{\"sequence\": \"later\"}"), "email", "Name a person");
        refused(api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"email\": \"nobody\"}"), "email", "address");
        read(api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"email\": \"nobody@example.org\"}"), 404);
        read(api.post("/api/v1/enrolments", "{\"sequence\": \"none\", \"person\": " + ruth + "}"), 404);
        read(api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"person\": 9007199254740991}"), 404);
        read(api.post("/api/v1/enrolments", "{\"sequence\": \"later\", \"person\": \"Ruth\"}"), 400);
        read(api.delete("/api/v1/enrolments/9007199254740991"), 404);
        refused(api.get("/api/v1/enrolments"), "person", "Name a person or a sequence");
    }

    @Test
    void aKeyDoesWhatItsScopesAllowAndNothingInAnotherWorkspace() {
        running();
        Api reader = api(workspace, "outreach:read");
        for (String path : List.of("/templates", "/sequences", "/sequences/later", "/enrolments?sequence=later")) {
            assertThat(reader.get("/api/v1" + path).statusCode()).as(path).isEqualTo(200);
            assertThat(api(workspace, "people:read").get("/api/v1" + path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        read(reader.post("/api/v1/templates", "{}"), 403);
        read(reader.post("/api/v1/sequences", LATER), 403);
        read(reader.patch("/api/v1/sequences/later", "{\"status\": \"paused\"}"), 403);
        read(reader.post("/api/v1/enrolments", "{}"), 403);
        read(reader.delete("/api/v1/enrolments/1"), 403);
        Api stranger = api(workspace());
        read(stranger.get("/api/v1/sequences/later"), 404);
        read(stranger.get("/api/v1/enrolments?person=" + ruth), 404);
        read(stranger.post("/api/v1/enrolments", "{\"sequence\": \"five-mails\", \"person\": " + ruth + "}"), 404);
    }
}
