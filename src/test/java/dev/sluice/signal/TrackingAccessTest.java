package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the tracking API, from where, and with which bodies. */
class TrackingAccessTest extends TrackingCase {
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
    void aKeyOfTheApiRecordsSignalsOnlyWithTheScopeForThem() {
        String without = "Basic " + base64(api(workspace, "people:read").key() + ":");
        String with = "Basic " + base64(api(workspace, "signals:write").key() + ":");
        assertThat(post(without, "/v1/page", "{\"userId\":\"7\"}").statusCode()).isEqualTo(403);
        assertThat(post(with, "/v1/page", "{\"userId\":\"7\"}").statusCode()).isEqualTo(200);
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

    private static String batch(String message, int times) {
        return "{\"batch\":[" + IntStream.range(0, times).mapToObj(i -> message).collect(Collectors.joining(","))
                + "]}";
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
}
