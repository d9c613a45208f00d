package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The tracking API as SDKs call it: who may, how much, in which forms, and what is refused. */
class TrackingApiTest extends SluiceTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private Persons persons;

    @Autowired
    private Timeline timeline;

    private int workspace;
    private String key = "";

    @BeforeEach
    void aWriteKey() {
        workspace = workspace();
        key = writeKey(workspace);
    }

    @Test
    void aCallIsInTheTimelineWhenItIsAnswered() {
        HttpResponse<String> answer = post(
                "/v1/track", "{\"userId\":\"7\",\"event\":\"Demo Requested\",\"properties\":{\"title\":\"Tour\"}}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(kinds("u:7")).containsExactly("demo_requested");
    }

    @ParameterizedTest
    @CsvSource({
        "identify, identified",
        "page, page_viewed",
        "screen, page_viewed",
        "group, company_joined",
        "alias, aliased",
        "i, identified",
        "p, page_viewed",
        "s, page_viewed",
        "g, company_joined",
        "a, aliased",
    })
    void everyCallHasItsAddressAndItsShortOne(String call, String kind) {
        assertThat(post("/v1/" + call, "{\"userId\":\"7\"}").statusCode()).isEqualTo(200);
        assertThat(kinds("u:7")).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/import/", "/v1/b"})
    void aBatchIsTakenAtEachOfItsAddresses(String path) {
        HttpResponse<String> answer = post(
                path,
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"7\",\"traits\":{\"name\":\"Ann\"}},"
                        + "{\"type\":\"page\",\"userId\":\"7\"}]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(kinds("u:7")).containsExactlyInAnyOrder("identified", "page_viewed");
        assertThat(persons.withKey(workspace, "u:7").orElseThrow().name()).isEqualTo("Ann");
    }

    @Test
    void anEmptyBatchIsNoFault() {
        assertThat(post("/v1/batch", "{\"batch\":[]}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"batch\":{}} | batch",
                "{} | batch",
                "{\"batch\":[1]} | batch[0]",
                "{\"batch\":[{\"userId\":\"7\"}]} | batch[0].type",
                "{\"batch\":[{\"type\":\"page\",\"userId\":\"7\"},{\"type\":\"track\",\"userId\":\"7\"}]} | batch[1].event",
                "{\"batch\":[{\"type\":\"page\"}]} | batch[0].userId",
                "{\"batch\":[{\"type\":\"look\",\"userId\":\"7\"}]} | batch[0].type",
            })
    void aBadBatchIsRefusedByFieldAndNothingOfItIsKept(String body, String field) {
        HttpResponse<String> answer = post("/v1/batch", body);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(persons.withKey(workspace, "u:7")).isEmpty();
    }

    @Test
    void aSignalFromBeforeOurTimeIsRefusedWithItsWholeBatch() {
        HttpResponse<String> answer = post(
                "/v1/batch",
                "{\"batch\":[{\"type\":\"page\",\"userId\":\"7\"},"
                        + "{\"type\":\"page\",\"userId\":\"7\",\"timestamp\":\"1899-12-31T23:59:59Z\"}]}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("timestamp");
        assertThat(persons.withKey(workspace, "u:7")).isEmpty();
    }

    @Test
    void aMessageThatIsSentAgainCountsOnce() {
        String message = "{\"userId\":\"7\",\"messageId\":\"m-1\",\"timestamp\":\"2026-05-01T12:00:00Z\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(post("/v1/page", message).statusCode()).isEqualTo(200);
        }
        post("/v1/batch", "{\"batch\":[" + message.replace("{\"u", "{\"type\":\"page\",\"u") + "]}");
        assertThat(kinds("u:7")).hasSize(1);
    }

    @Test
    void aTimeInTheFutureIsNow() {
        post("/v1/page", "{\"userId\":\"7\",\"timestamp\":\"2999-01-01T00:00:00Z\"}");
        long person = persons.withKey(workspace, "u:7").orElseThrow().id();
        assertThat(timeline.page(workspace, person, List.of(), null, 10).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.signal().at()).isBefore(clock.instant()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "null", "7", "\"x\"", "{\"userId\":\"7\",\"userId\":\"8\"}", "{\"a\":NaN}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        HttpResponse<String> answer = post("/v1/page", body);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"body\"");
    }

    @Test
    void theKeyMayBeInTheHeaderOrInTheBody() {
        String body = "{\"userId\":\"7\",\"writeKey\":\"" + key + "\"}";
        assertThat(post(null, "/v1/page", body).statusCode()).isEqualTo(200);
        assertThat(post("Basic " + base64(key), "/v1/page", "{\"userId\":\"7\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("basic " + base64(key + ":ignored"), "/v1/page", "{\"userId\":\"7\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(
                                null,
                                "/v1/batch",
                                "{\"writeKey\":\"" + key + "\",\"batch\":[{\"type\":\"page\",\"userId\":\"7\"}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(kinds("u:7")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic ", "Bearer abc", "Basic c2x3X3Vua25vd246", "nonsense"})
    void withoutAKnownKeyNothingIsTaken(String header) {
        HttpResponse<String> answer = post(header, "/v1/page", "{\"userId\":\"7\"}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(persons.withKey(workspace, "u:7")).isEmpty();
    }

    @Test
    void aKeyOfTheApiIsNoWriteKey() {
        assertThat(post("Basic " + base64(api(workspace).key() + ":"), "/v1/page", "{\"userId\":\"7\"}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aCallHoldsAtMost32KilobytesAndABatch500() {
        String fill = "x".repeat(32 * 1024);
        String large = "{\"userId\":\"7\",\"traits\":{\"a\":\"" + fill + "\"}}";
        HttpResponse<String> answer = post("/v1/identify", large);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("32 KB");
        String message = "{\"type\":\"identify\",\"userId\":\"7\",\"traits\":{\"a\":\"" + fill + "\"}}";
        assertThat(post("/v1/batch", batch(message, 10)).statusCode()).isEqualTo(200);
        assertThat(post("/v1/batch", batch(message, 16)).statusCode()).isEqualTo(413);
    }

    @Test
    void aZippedBodyIsUnpackedAndMeasuredUnpacked() {
        assertThat(zipped("/v1/page", "{\"userId\":\"7\"}").statusCode()).isEqualTo(200);
        assertThat(kinds("u:7")).containsExactly("page_viewed");
        assertThat(zipped("/v1/page", "{\"userId\":\"8\",\"x\":\"" + "x".repeat(1_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aBodyThatOnlyClaimsToBeZippedIsRefused() {
        HttpResponse<String> answer = send(request(basic(), "/v1/page")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{\"userId\":\"7\"}")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("gzip");
    }

    @Test
    void anySiteMayCallAndSendWhichHeadersItLikes() {
        HttpResponse<String> answer = send(request(null, "/v1/page")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("authorization");
    }

    @Test
    void aCrawlersSignalIsAMachines() {
        post("/v1/page", "{\"userId\":\"7\",\"context\":{\"userAgent\":\"Googlebot/2.1\"}}");
        post(
                "/v1/page",
                "{\"userId\":\"8\",\"context\":{\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"}}");
        assertThat(human("u:7")).isFalse();
        assertThat(human("u:8")).isTrue();
    }

    @Test
    void aServersOwnAgentSaysNothingOfTheVisitor() {
        HttpResponse<String> answer = send(request(basic(), "/v1/page")
                .header("User-Agent", "Googlebot/2.1")
                .POST(BodyPublishers.ofString("{\"userId\":\"7\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(human("u:7")).isTrue();
    }

    @Test
    void ourScriptReportsForTheBrowserThatItRunsIn() {
        String body = "{\"anonymousId\":\"tab\",\"context\":{\"library\":{\"name\":\"sluice.js\"}}}";
        send(request(basic(), "/v1/page").header("User-Agent", "Googlebot/2.1").POST(BodyPublishers.ofString(body)));
        assertThat(human("a:tab")).isFalse();
        assertThat(first("a:tab").sourceName()).isEqualTo("Website");
        post("/v1/page", "{\"userId\":\"7\"}");
        assertThat(first("u:7").sourceName()).isEqualTo("Tracking API");
    }

    private String basic() {
        return "Basic " + base64(key + ":");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String batch(String message, int times) {
        return "{\"batch\":[" + IntStream.range(0, times).mapToObj(i -> message).collect(Collectors.joining(","))
                + "]}";
    }

    private HttpRequest.Builder request(@Nullable String authorization, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> post(String path, String body) {
        return post(basic(), path, body);
    }

    private HttpResponse<String> post(@Nullable String authorization, String path, String body) {
        return send(request(authorization, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> zipped(String path, String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return send(request(basic(), path)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Timeline.Entry first(String personKey) {
        long person = persons.withKey(workspace, personKey).orElseThrow().id();
        return timeline.page(workspace, person, List.of(), null, 10).entries().getFirst();
    }

    private boolean human(String personKey) {
        return first(personKey).signal().human();
    }

    private List<String> kinds(String personKey) {
        long person = persons.withKey(workspace, personKey).orElseThrow().id();
        return timeline.page(workspace, person, List.of(), null, 10).entries().stream()
                .map(entry -> entry.signal().kind())
                .toList();
    }
}
