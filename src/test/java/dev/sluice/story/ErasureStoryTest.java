package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.Everywhere;
import dev.sluice.SluiceTest;
import dev.sluice.inbox.Inbox;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.standing.Settled;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who came in by every door asks to be forgotten: nothing that names them is found in any table. */
class ErasureStoryTest extends SluiceTest {
    private static final String ADDRESS = "zenobia.quill@quillworks.example";

    @Autowired
    private Everywhere everywhere;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled driver;

    @Autowired
    private Inbox inbox;

    @Test
    void afterAnErasureNothingNamesThePersonAnywhere() {
        int workspace = workspace();
        Api api = api(workspace);
        send(workspace, form(api, workspace));
        track(writeKey(workspace));
        imported(
                api,
                "Email,Name,Company,Create Date\n"
                        + ADDRESS + ",Zenobia Quill,Quillworks,2026-01-05\n"
                        + ADDRESS + ",Zenobia Quill,Quillworks,2026-02-31\n"
                        + "broken,Zenobia Quill,Quillworks,2026-02-03\n"
                        + "other@example.com,Otto Other,Others,2026-02-31\n");
        long person = persons.withKey(workspace, "e:" + ADDRESS).orElseThrow().id();
        Browser owner = owner(workspace);
        owner.post("/people/" + person + "/signals", Map.of("what", "note", "remark", "Zenobia Quill rang"));
        owner.post("/people/" + person + "/traits", Map.of("name", "nickname", "value", "Zenobia"));
        driver.settled(workspace);
        assertThat(everywhere.tables(workspace, "zenobia")).contains("signal", "identity", "person", "import_remark");

        assertThat(api.delete("/api/v1/people/" + person).statusCode()).isEqualTo(204);

        for (String trace : List.of("zenobia", "quillworks", "browser-of-zq", "user-zq")) {
            assertThat(everywhere.tables(workspace, trace)).as(trace).isEmpty();
        }
        assertThat(everywhere.tables(workspace, "Otto Other")).isNotEmpty();
    }

    @Test
    void textsOfOthersAndNamesOfFilesNameThePersonNoMore() {
        int workspace = workspace();
        Api api = api(workspace);
        track(writeKey(workspace));
        imported(api, "Email,Name\nb@example.com,Bo Bell\n", "Leads of " + ADDRESS + ".csv");
        imported(api, "Email,Name\nc@example.com,Cy Cole\n", ADDRESS.toUpperCase(Locale.ROOT) + ".csv");
        for (String text : List.of(
                "Please remove " + ADDRESS + " from your list.",
                "Zenobia.Quill@Quillworks.example has left; ask mezenobia.quill@quillworks.example.org instead")) {
            inbox.arrived(
                    workspace,
                    ("From: Sam Stranger <sam@stranger.example>\r\nTo: us@harbour.example\r\nSubject: About " + ADDRESS
                                    + "\r\nMessage-ID: <" + text.hashCode() + "@stranger.example>\r\n\r\n" + text
                                    + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        driver.settled(workspace);
        long person = persons.withKey(workspace, "e:" + ADDRESS).orElseThrow().id();
        assertThat(everywhere.tables(workspace, ADDRESS)).contains("received_mail", "source", "file_import");

        assertThat(api.delete("/api/v1/people/" + person).statusCode()).isEqualTo(204);

        assertThat(everywhere.tables(workspace, " " + ADDRESS)).isEmpty();
        assertThat(everywhere.tables(workspace, "Leads of [erased]")).contains("source", "file_import");
        assertThat(everywhere.tables(workspace, "Please remove [erased] from your list."))
                .contains("received_mail");
        assertThat(everywhere.tables(workspace, "mezenobia.quill@quillworks.example.org"))
                .as("the address of someone else")
                .containsExactly("received_mail");
        assertThat(everywhere.tables(workspace, "sam@stranger.example")).contains("received_mail");
    }

    @Test
    void aFileHandedInBeforeTheErasureBringsNobodyBack() {
        int workspace = workspace();
        Api api = api(workspace);
        track(writeKey(workspace));
        Object waiting = handedIn(workspace, "Email,Name\n" + ADDRESS + ",Zenobia Quill\nb@example.com,Bo Bell\n");
        long person = persons.withKey(workspace, "e:" + ADDRESS).orElseThrow().id();
        assertThat(api.delete("/api/v1/people/" + person).statusCode()).isEqualTo(204);

        HttpResponse<String> begun = owner(workspace)
                .post(
                        "/imports/" + waiting + "/start",
                        Map.of("to0", "email", "format0", "text", "to1", "name", "format1", "text"));
        assertThat(begun.statusCode()).as(begun.body()).isLessThan(400);
        Map<String, Object> done = over(api, "/api/v1/imports/" + waiting);

        assertThat((Map<?, ?>) done.get("rows"))
                .isEqualTo(Map.of("taken", 1, "refused", 1, "blank", 0, "with_something_left_out", 0));
        assertThat(everywhere.tables(workspace, "zenobia")).isEmpty();
        assertThat(persons.withKey(workspace, "e:b@example.com")).isPresent();
    }

    private static String form(Api api, int workspace) {
        String slug = "erasure-" + workspace;
        HttpResponse<String> made = api.post(
                "/api/v1/forms",
                Json.write(Map.of(
                        "slug",
                        slug,
                        "name",
                        "Ask",
                        "headline",
                        "Ask us",
                        "fields",
                        List.of(
                                Map.of("trait", "email", "label", "Mail"),
                                Map.of("trait", "name", "label", "Name"),
                                Map.of("trait", "question", "label", "Question")))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return slug;
    }

    private void send(int workspace, String slug) {
        Browser visitor = browser();
        Matcher page = Pattern.compile("name=\"page\" value=\"([^\"]+)\"")
                .matcher(visitor.get("/f/" + slug).body());
        assertThat(page.find()).isTrue();
        clock.forward(Duration.ofSeconds(20));
        HttpResponse<String> sent = visitor.post(
                "/f/" + slug,
                Map.of("email", ADDRESS, "name", "Zenobia Quill", "question", "Call Zenobia", "page", page.group(1)));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    }

    private void track(String key) {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/identify"))
                        .header("Authorization", "Basic " + basic)
                        .POST(BodyPublishers.ofString(Json.write(Map.of(
                                "userId", "user-zq",
                                "anonymousId", "browser-of-zq",
                                "traits", Map.of("email", ADDRESS, "company", "Quillworks"))))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void imported(Api api, String file) {
        imported(api, file, "leads.csv");
    }

    private static void imported(Api api, String file, String name) {
        HttpResponse<String> begun = api.send(api.request("/api/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=parts")
                .POST(BodyPublishers.ofString(parts(file, name))));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        over(api, begun.headers().firstValue("Location").orElseThrow());
    }

    /** A file that waits for somebody to look at what its columns seem to say. */
    private Object handedIn(int workspace, String file) {
        Browser owner = owner(workspace);
        owner.get("/imports");
        HttpResponse<String> handedIn = owner.send(HttpRequest.newBuilder(URI.create(owner.base() + "/imports"))
                .header("Content-Type", "multipart/form-data; boundary=parts")
                .POST(BodyPublishers.ofString("--parts\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                        + owner.token() + "\r\n" + parts(file))));
        assertThat(handedIn.statusCode()).as(handedIn.body()).isIn(302, 303);
        String location = handedIn.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String parts(String file) {
        return parts(file, "leads.csv");
    }

    private static String parts(String file, String name) {
        return "--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--parts--\r\n";
    }

    private static Map<String, Object> over(Api api, String location) {
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> Json.object(api.get(location).body()), json -> !"running".equals(json.get("state")));
    }
}
