package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.signal.NewSignal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Five hundred strings that have broken other programs, through every public field: each is stored as it was sent or
 * refused by name, and none is an error of ours.
 */
class HostileStringsTest extends SluiceTest {
    private static final Path LIST = Path.of("../shared/data/lists/blns.json");
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    /** What JSON can say and no column can hold: U+0000 and halves of surrogate pairs. */
    private static final List<String> UNHOLDABLE =
            List.of("\\u0000", "a\\u0000b", "\\\\u0000", "\\ud800", "a\\udfff", "\\udc00\\ud800");

    /** Filters whose values are a closed set. */
    private static final List<String> CLOSED =
            List.of("sort", "stage", "funnel", "outcome", "from", "company", "fit", "limit", "reached", "since", "to");

    private static List<String> strings = List.of();

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.exists(LIST), "left out: the list of hostile strings does not stand beside this project");
        strings =
                Json.array(Files.readString(LIST)).stream().map(String::valueOf).toList();
    }

    @Test
    void theTrackingApiKeepsWhatItIsToldAsItWasTold() {
        int workspace = workspace();
        String key = writeKey(workspace);
        for (List<String> some : chunks(120)) {
            List<Map<String, Object>> batch = new ArrayList<>();
            for (String s : some) {
                Map<String, Object> told = Map.of("note", s, "name", s, "company", s, "inner", Map.of("note", s, s, 1));
                Map<String, Object> page = Map.of("url", s, "referrer", s, "title", s, "path", s);
                Map<String, Object> context =
                        Map.of("userAgent", s, "page", page, "campaign", Map.of("name", s, "source", s, s, s));
                batch.add(Map.of("type", "identify", "anonymousId", "a-" + batch.size(), "traits", told));
                batch.add(
                        Map.of("type", "track", "userId", "u", "event", "Said", "properties", Map.of("plan", s, s, s)));
                batch.add(Map.of("type", "page", "userId", "u", "properties", page, "context", context));
                batch.add(Map.of("type", "group", "userId", "u", "groupId", s, "traits", told));
                if (!s.isBlank() && s.length() <= NewSignal.LONGEST_ID) {
                    batch.add(Map.of("type", "track", "userId", "u", "event", s));
                    batch.add(Map.of("type", "track", "event", "Known", "userId", s, "anonymousId", s, "messageId", s));
                    batch.add(Map.of("type", "alias", "userId", s, "previousId", "before " + s));
                }
            }
            HttpResponse<String> answer = track(key, "/v1/batch", Json.write(Map.of("batch", batch)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(logged(workspace, "SELECT traits->>'note' FROM signal WHERE kind = 'identified'"))
                .containsExactlyInAnyOrderElementsOf(strings);
        assertThat(logged(workspace, "SELECT data->'properties'->>'plan' FROM signal WHERE kind = 'said'"))
                .containsExactlyInAnyOrderElementsOf(strings);
        assertThat(logged(workspace, "SELECT key FROM identity WHERE key LIKE 'u:%'"))
                .containsAll(strings.stream()
                        .filter(s -> !s.isBlank() && s.length() <= NewSignal.LONGEST_ID)
                        .map(s -> "u:" + s.strip())
                        .toList());
    }

    @Test
    void anIdTooLongToTellApartIsRefusedByName() {
        int workspace = workspace();
        String key = writeKey(workspace);
        String tooLong = "x".repeat(NewSignal.LONGEST_ID + 1);
        for (String field : List.of("userId", "anonymousId")) {
            HttpResponse<String> answer = track(
                    key,
                    "/v1/batch",
                    Json.write(Map.of("batch", List.of(Map.of("type", "track", "event", "Known", field, tooLong)))));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("batch[0]." + field);
        }
        HttpResponse<String> added = api(workspace).post("/api/v1/people", Json.write(Map.of("user_id", tooLong)));
        assertThat(added.statusCode()).isEqualTo(422);
        assertThat(added.body()).contains("\"field\":\"user_id\"");
    }

    @Test
    void aBatchWithOneBadMessageLeavesNothingBehind() {
        int workspace = workspace();
        String key = writeKey(workspace);
        for (String s : strings) {
            if (s.isBlank()) {
                continue;
            }
            HttpResponse<String> answer = track(
                    key,
                    "/v1/batch",
                    Json.write(Map.of(
                            "batch",
                            List.of(
                                    Map.of("type", "track", "userId", "u", "event", "Good"),
                                    Map.of("type", "track", "userId", "u", "event", "Bad", "timestamp", s)))));
            assertThat(answer.statusCode()).as(s).isEqualTo(422);
            assertThat(answer.body()).contains("batch[1].timestamp");
        }
        assertThat(logged(workspace, "SELECT kind FROM signal")).isEmpty();
    }

    @Test
    void whatNoColumnCanHoldIsTakenWithoutItOrRefused() {
        int workspace = workspace();
        String key = writeKey(workspace);
        Api api = api(workspace);
        for (String s : Stream.concat(UNHOLDABLE.stream(), UNHOLDABLE.stream()).toList()) { // known the second time
            String text = "\"" + s + "\"";
            fine(s, track(key, "/v1/identify", """
                    {"userId": "u", "traits": {"name": %1$s, %1$s: %1$s, "list": [%1$s], "in": {%1$s: 1}}}""".formatted(text)));
            fine(s, track(key, "/v1/track", """
                    {"userId": "x%2$s", "anonymousId": "y%2$s", "event": "a%2$s", "messageId": "m%2$s",
                     "properties": {"plan": %1$s, "deep": [{%1$s: [%1$s]}]}}""".formatted(text, s)));
            fine(s, track(key, "/v1/page", """
                    {"userId": "u", "name": %1$s, "properties": {"url": "https://a.example/%2$s?utm_source=%2$s"},
                     "context": {"userAgent": %1$s, "campaign": {"name": %1$s}}}""".formatted(text, s)));
            fine(s, track(key, "/v1/group", """
                    {"userId": "u", "groupId": "g%2$s", "traits": {"name": %1$s}}""".formatted(text, s)));
            fine(s, api.post("/api/v1/people", """
                    {"email": "p%2$s@example.com", "traits": {"name": %1$s}}""".formatted(text, s)));
            fine(s, api.post("/api/v1/people", """
                    {"user_id": "p%2$s", "external_ids": ["e%2$s"], "traits": {"name": %1$s, "all": [%1$s]}}""".formatted(text, s)));
            fine(s, api.post("/api/v1/forms", form("%1$s", "%1$s").formatted(s)));
            fine(s, api.post("/api/v1/offers", """
                    {"slug": "offer", "name": %1$s, "kind": %1$s, "url": "https://a.example/%2$s", "problem": %1$s}""".formatted(text, s)));
        }
        for (String s : List.of("%00", "a%00b", "%ED%A0%80", "%FF", "%C0%80")) {
            fine(s, api.get("/api/v1/people?q=" + s));
            fine(s, api.get("/api/v1/people?source=" + s + "&form=" + s + "&flag=" + s));
            fine(s, api.get("/api/v1/people?after=" + s));
            fine(s, api.get("/api/v1/funnels/" + s));
            fine(s, api.get("/api/v1/forms/" + s));
            fine(s, browser().get("/f/" + s));
            fine(s, browser().get("/invitations/" + s));
        }
        Browser stranger = browser();
        stranger.get("/sign-in");
        for (String s : List.of("\0", "a\0@example.com", "nobody\0")) {
            fine(s, stranger.post("/sign-in", Map.of("email", s, "password", s, "next", "/" + s)));
        }
    }

    @Test
    void bodiesThatAreNotWhatTheyClaimAreRefused() {
        int workspace = workspace();
        Api api = api(workspace);
        String key = writeKey(workspace);
        for (String json : List.of(
                "",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{\"a\":}",
                "{\"a\":1,\"a\":2}",
                "[".repeat(3_000),
                "{\"userId\":\"u\",\"event\":\"e\",\"properties\":" + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_001),
                "{\"userId\":" + "1".repeat(2_000) + ",\"event\":\"e\"}",
                "{\"userId\":{},\"event\":[]}")) {
            for (HttpResponse<String> answer : List.of(
                    track(key, "/v1/track", json),
                    track(key, "/v1/batch", json),
                    api.post("/api/v1/people", json),
                    api.post("/api/v1/forms", json),
                    api.put("/api/v1/funnels/x", "application/yaml", json))) {
                assertThat(answer.statusCode())
                        .as("%.60s %s", json, answer.body())
                        .isBetween(400, 499);
            }
        }
        fine("numbers", track(key, "/v1/track", """
                {"userId": "u", "event": "e", "properties": {"a": 1e999999999, "b": -1e-999999999, "c": 1e400}}"""));
        fine("numbers", api.post("/api/v1/people", """
                {"user_id": "u", "traits": {"a": 1e999999999, "b": -1e-999999999, "company_size": 1e400}}"""));
        for (String type :
                List.of("multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=")) {
            HttpResponse<String> answer = api.send(api.request("/api/v1/imports")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("--x\r\nnonsense")));
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        }
        HttpResponse<String> unzipped = browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/track"))
                        .header("Authorization", basic(key))
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{\"userId\": \"u\"}")));
        assertThat(unzipped.statusCode()).as(unzipped.body()).isBetween(400, 499);
        for (String body : List.of("email=%zz&page=%", "%", "&&&=&=", "email=%ED%A0%80", "=".repeat(20_000))) {
            HttpResponse<String> answer = browser()
                    .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            fine(
                    body,
                    browser()
                            .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/f/no-such-form"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(body))));
        }
    }

    @Test
    void theApiOfPeopleKeepsThemAsTraitsAndIds() {
        int workspace = workspace();
        Api api = api(workspace);
        int n = 0;
        for (List<String> some : chunks(20)) {
            Map<String, Object> traits = new HashMap<>();
            some.forEach(s -> traits.put("t" + traits.size(), s));
            traits.put("all", some);
            HttpResponse<String> added = api.post(
                    "/api/v1/people",
                    Json.write(Map.of(
                            "user_id",
                            "p" + n++,
                            "external_ids",
                            some.stream()
                                    .filter(s -> !s.isBlank() && s.length() <= NewSignal.LONGEST_ID)
                                    .toList(),
                            "traits",
                            traits)));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            Map<?, ?> kept = (Map<?, ?>) Json.object(added.body()).get("traits");
            traits.forEach((name, value) -> assertThat(kept.get(name)).isEqualTo(value));
        }
        for (String s : strings) {
            HttpResponse<String> refused = api.post("/api/v1/people", Json.write(Map.of("email", s)));
            assertThat(refused.statusCode()).as(s).isEqualTo(422);
            assertThat(refused.body()).contains("\"field\":\"email\"");
        }
    }

    @Test
    void noFilterSearchOrOrderIsMoreThanText() {
        int workspace = workspace();
        Api api = api(workspace);
        Browser owner = owner(workspace);
        int last = strings.size() - 1;
        for (int i = 0; i <= last; i++) {
            String s = strings.get(i);
            String other = strings.get(last - i);
            fine(s, api.get("/api/v1/people?q=" + url(s) + "&source=" + url(other) + "&flag=" + url(s)));
            fine(s, api.get("/api/v1/people?form=" + url(s) + "&after=" + url(other)));
            String name = CLOSED.get(i % CLOSED.size());
            HttpResponse<String> answer = api.get("/api/v1/people?" + name + "=" + url(s));
            fine(s, answer);
            if (answer.statusCode() == 422) {
                assertThat(answer.body()).contains("\"field\":\"" + name + "\"");
            }
            if (i % 16 == 0) {
                fine(s, owner.get("/people?q=" + url(s) + "&source=" + url(other)));
                fine(s, owner.get("/people?sort=" + url(s)));
                fine(s, owner.get("/people/suggest?q=" + url(s)));
                fine(s, owner.get("/companies?q=" + url(s)));
                fine(s, owner.get("/companies?after=1." + url(s)));
                fine(s, api.get("/api/v1/reports/funnel?by=" + url(s) + "&from=" + url(s) + "&funnel=" + url(s)));
                fine(s, api.get("/api/v1/people/" + url(s)));
                fine(s, api.put("/api/v1/funnels/" + url(s), "application/yaml", s));
            }
        }
    }

    @Test
    void aHostedFormKeepsEveryAnswer() {
        int workspace = workspace();
        String slug = "hostile-" + workspace;
        int asked = 19;
        HttpResponse<String> made = api(workspace)
                .post(
                        "/api/v1/forms",
                        Json.write(Map.of(
                                "slug",
                                slug,
                                "name",
                                "Hostile",
                                "headline",
                                "Say anything",
                                "many_fields_accepted",
                                true,
                                "fields",
                                IntStream.rangeClosed(0, asked)
                                        .mapToObj(i -> Map.of(
                                                "trait", i == 0 ? "email" : "said_" + i,
                                                "label", "Say " + i,
                                                "type", i == 0 ? "email" : "long_text"))
                                        .toList())));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        Browser visitor = browser();
        for (List<String> some : chunks(asked)) {
            Map<String, String> answers = new HashMap<>(Map.of("email", address()));
            some.forEach(s -> answers.put("said_" + answers.size(), s));
            some.forEach(s -> answers.putIfAbsent(s.isEmpty() ? "x" : s, s));
            HttpResponse<String> sent = send(visitor, slug, answers);
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        }
        List<String> kept =
                logged(workspace, "SELECT value FROM signal, jsonb_each_text(traits) WHERE key LIKE 'said_%'");
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(strings.stream()
                        .map(HostileStringsTest::asTyped)
                        .filter(s -> !s.isEmpty())
                        .toList());
    }

    @Test
    void aHostedFormRefusesThemByNameWhereItAsksForSomethingElse() {
        int workspace = workspace();
        String slug = "strict-" + workspace;
        HttpResponse<String> made =
                api(workspace).post("/api/v1/forms", form("Strict", "Strict").replace("hostile", slug));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        Browser visitor = browser();
        for (int i = 0; i < 25; i++) {
            String s = strings.get(i * 20 + 7);
            HttpResponse<String> refused = send(visitor, slug, Map.of("email", s, "company_size", s));
            assertThat(refused.statusCode()).as(s).isEqualTo(422);
            assertThat(refused.body()).containsPattern("This is no e-mail address|This is longer than|Please fill in");
        }
        assertThat(logged(workspace, "SELECT kind FROM signal WHERE kind = 'form_submitted'"))
                .isEmpty();
    }

    @Test
    void theApiOfFormsKeepsTheirTexts() {
        int workspace = workspace();
        Api api = api(workspace);
        int n = 0;
        for (String s : strings) {
            Map<String, Object> json = new HashMap<>(Map.of(
                    "slug", "f-" + workspace + "-" + n++,
                    "name", s,
                    "headline", s,
                    "thanks", s,
                    "fields", List.of(Map.of("trait", "email", "label", "Mail"))));
            HttpResponse<String> made = api.post("/api/v1/forms", Json.write(json));
            if (made.statusCode() == 201) {
                assertThat(Json.object(made.body())).containsEntry("headline", s.strip());
            } else {
                assertThat(made.statusCode()).as(made.body()).isEqualTo(422);
                assertThat(made.body()).containsPattern("\"field\":\"(name|headline)\"");
            }
            json.put("redirect", s);
            json.put("slug", s);
            fine(s, api.post("/api/v1/forms", Json.write(json)));
        }
    }

    /** What databases and spreadsheets write for no value is left out of an import, and said. */
    private static final Set<String> NO_VALUE =
            Set.of("undefined", "null", "NULL", "(null)", "nil", "NIL", "None", ".", "-", "NaN", "--");

    @Test
    void aFileKeepsEveryCell() throws Exception {
        int workspace = workspace();
        StringBuilder file = new StringBuilder("Email,Name,Company,Remark\r\n");
        int n = 0;
        for (String s : strings) {
            String cell = "\"" + s.replace("\"", "\"\"") + "\"";
            file.append("h%d@example.com,%s,%s,%s\r\n".formatted(n++, cell, cell, cell));
        }
        Api api = api(workspace);
        HttpResponse<String> begun = upload(api, "/api/v1/imports", file.toString());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        Map<String, Object> done = await().atMost(Duration.ofMinutes(1))
                .until(() -> Json.object(api.get(location).body()), json -> !"running".equals(json.get("state")));
        assertThat(done).containsEntry("state", "done");
        assertThat((Map<?, ?>) done.get("rows"))
                .isEqualTo(Map.of("taken", strings.size(), "refused", 0, "blank", 0, "with_something_left_out", (int)
                        strings.stream()
                                .filter(s -> NO_VALUE.contains(s.strip()))
                                .count()));
        assertThat(logged(workspace, "SELECT traits->>'remark' FROM signal WHERE traits->>'remark' IS NOT NULL"))
                .containsAll(strings.stream()
                        .filter(HostileStringsTest::isVisible)
                        .map(s -> CsvOutput.original(s).strip())
                        .filter(s -> !NO_VALUE.contains(s))
                        .toList());
    }

    @Test
    void headersOfAFileMayBeAnything() throws Exception {
        Api api = api(workspace());
        for (List<String> some : chunks(50)) {
            String header = String.join(
                    ",",
                    some.stream()
                            .map(s -> "\"" + s.replace("\"", "\"\"") + "\"")
                            .toList());
            fine(header, upload(api, "/api/v1/imports/preview", "Email," + header + "\r\na@example.com\r\n"));
        }
    }

    @Test
    void namesInTheSettingsAreKeptOrRefused() {
        int workspace = workspace();
        Browser owner = owner(workspace);
        for (int i = 0; i < strings.size(); i += 5) {
            String s = strings.get(i);
            HttpResponse<String> renamed = owner.post("/settings/profile", Map.of("name", s));
            assertThat(renamed.statusCode()).as(s).isIn(303, 422);
            if (renamed.statusCode() == 303) {
                assertThat(jdbc.sql("""
                                SELECT u.name FROM membership m JOIN app_user u ON u.id = m.user_id
                                WHERE m.workspace_id = ?""").param(workspace).query(String.class).single())
                        .isEqualTo(s.strip());
            }
        }
        for (int i = 0; i < strings.size(); i += 25) {
            String s = strings.get(i);
            fine(s, owner.post("/settings/workspace", Map.of("name", s, "zone", s, "timeZone", s, "currency", s)));
            fine(s, owner.post("/settings/keys", Map.of("kind", "WRITE_KEY", "name", s, "scopes", s, "days", s)));
            fine(s, owner.post("/settings/keys", Map.of("kind", "WRITE_KEY", "name", s)));
            fine(s, owner.post("/settings/invitations", Map.of("email", s, "role", "MEMBER", "team", "SALES")));
            fine(s, owner.post("/people", Map.of("email", "", "name", s, "phone", s, "note", s, "how", "call")));
        }
    }

    @Test
    void signingInWithThemSignsNobodyIn() {
        Browser stranger = browser();
        stranger.get("/sign-in");
        for (int i = 0; i < strings.size(); i += 20) {
            clock.forward(Duration.ofMinutes(10));
            String s = strings.get(i);
            HttpResponse<String> answer = stranger.post("/sign-in", Map.of("email", s, "password", s, "next", s));
            assertThat(answer.statusCode()).as(s).isEqualTo(401);
        }
    }

    private HttpResponse<String> send(Browser visitor, String slug, Map<String, String> answers) {
        HttpResponse<String> shown = visitor.send(HttpRequest.newBuilder(URI.create(visitor.base() + "/f/" + slug))
                .header("User-Agent", FIREFOX));
        Matcher page = Pattern.compile("name=\"page\" value=\"([^\"]+)\"").matcher(shown.body());
        assertThat(page.find()).as(shown.body()).isTrue();
        clock.forward(Duration.ofSeconds(20));
        Map<String, String> all = new HashMap<>(answers);
        all.put("page", page.group(1));
        return visitor.post("/f/" + slug, all);
    }

    private HttpResponse<String> track(String key, String path, String json) {
        return browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", basic(key))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> upload(Api api, String path, String file) {
        String boundary = "----0123456789abcdef";
        String body =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"hostile.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--" + boundary + "--\r\n";
        return api.send(api.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body)));
    }

    private List<String> logged(int workspace, String sql) {
        return tenancy.read(workspace, () -> jdbc.sql(sql).query(String.class).list());
    }

    /** Answered, whatever the answer, and not by a fault of ours. */
    private static void fine(String sent, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", sent, answer.body()).isLessThan(500);
    }

    private static String form(String name, String text) {
        return """
                {"slug": "hostile", "name": "%s", "headline": "%s", "text": "%2$s", "button": "%2$s", "thanks": "%2$s",
                 "source": "%2$s", "problem": "%2$s", "consent": {"wording": "%2$s"},
                 "fields": [{"trait": "email", "label": "%2$s", "required": true},
                            {"trait": "company_size", "label": "Size", "required": true}]}""".formatted(name, text);
    }

    /** A text as a field of several lines stores it: control characters are blanks, and none stand around it. */
    private static String asTyped(String s) {
        StringBuilder text = new StringBuilder();
        s.replace("\r\n", "\n")
                .replace('\r', '\n')
                .chars()
                .forEach(c -> text.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : (char) c));
        return text.toString().strip();
    }

    /** Not blank, and without what a spreadsheet leaves around and between texts. */
    private static boolean isVisible(String s) {
        return !s.isBlank() && s.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x200B || c == 0xFEFF);
    }

    private static List<List<String>> chunks(int size) {
        return IntStream.range(0, (strings.size() + size - 1) / size)
                .mapToObj(i -> strings.subList(i * size, Math.min(strings.size(), (i + 1) * size)))
                .toList();
    }

    private static String url(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }
}
