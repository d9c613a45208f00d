package dev.sluice.workspace.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.platform.TooManyRequests;
import dev.sluice.workspace.CallLimits;
import dev.sluice.workspace.PublicKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** Calls and guesses beyond the limit get 429 and Retry-After; forged headers and other addresses of a network help no one. */
class CallLimitsTest extends SluiceTest {
    @Autowired
    private CallLimits limits;

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/track");
        request.setRemoteAddr(address);
        return request;
    }

    private boolean call(String address, int key) {
        try {
            limits.publicCall(from(address), new PublicKeys.OpenedKey(1, key, Set.of()));
            return true;
        } catch (TooManyRequests refused) {
            assertThat(refused.seconds()).isBetween(1L, 60L);
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.7, 198.51.100.7", "2001:db8:7:1::%x, 2001:db8:7:1:ffff::%x"})
    void aFloodFromOneNetworkIsBounded(String address, String other) {
        long taken = IntStream.range(0, 9_000)
                .filter(i -> call((i % 2 == 0 ? address : other).replace("%x", Integer.toHexString(i % 60_000)), 1))
                .count();
        assertThat(taken).isBetween(3_000L, 6_000L); // in at most two windows
        assertThat(call("203.0.113.1", 1)).isTrue();
    }

    @Test
    void guessesOfApiKeysAreRefusedAfterAHundred() throws IOException, InterruptedException {
        String right = api(workspace(), "people:read").key();
        int evaluated = 0;
        assertThat(me(right, 0).statusCode()).isEqualTo(200);
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> answer = me("slk_wrong" + i, i);
            if (answer.statusCode() == 429) {
                assertThat(Integer.parseInt(
                                answer.headers().firstValue("Retry-After").orElseThrow()))
                        .isBetween(1, 60);
            } else {
                assertThat(answer.statusCode()).isEqualTo(401);
                evaluated++;
            }
        }
        assertThat(evaluated).isBetween(100, 200); // in at most two windows
        assertThat(me(right, 0).statusCode()).as("a right key is no guess").isEqualTo(200);
        assertThat(send(request("/v1/track", 0)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"writeKey\":\"w\",\"event\":\"x\"}")))
                        .statusCode())
                .isIn(401, 429);
    }

    private HttpResponse<String> me(String key, int forged) throws IOException, InterruptedException {
        return send(request("/api/v1/me", forged)
                .header("Authorization", "Bearer " + key)
                .GET());
    }

    private HttpRequest.Builder request(String path, int forged) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-For", "203.0.113." + forged % 250)
                .header("Forwarded", "for=203.0.113." + forged % 250);
    }

    /** From an address of its own, so that other tests on this machine keep their share. */
    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.9"))
                .build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
