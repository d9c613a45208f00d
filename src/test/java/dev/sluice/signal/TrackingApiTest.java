package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the tracking API: what they record, and what is refused. */
class TrackingApiTest extends TrackingCase {
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
        String message = "{\"userId\":\"7\",\"messageId\":\"m-1\",\"timestamp\":\""
                + clock.instant().minus(Duration.ofDays(20)) + "\"}";
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
        assertThat(timeline.page(workspace, person, List.of(), null, 10).items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.signal().at()).isBefore(clock.instant()));
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
}
