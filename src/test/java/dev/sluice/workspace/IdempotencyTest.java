package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends SluiceTest {
    private int workspace;
    private Api api;

    @BeforeEach
    void begin() {
        workspace = workspace();
        api = api(workspace);
    }

    @Test
    void aRepeatedPostHasItsEffectOnceAndIsAnsweredByteForByteAlike() {
        HttpResponse<String> first = post("one", "{\"about\":\"x\",\"size\":1}");
        HttpResponse<String> again = post("one", "{\"about\":\"x\",\"size\":1}");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(effects("x")).isEqualTo(1);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        post("one", "{\"about\":\"x\",\"size\":1}");
        assertThat(post("one", "{\"about\":\"y\",\"size\":1}").statusCode()).isEqualTo(422);
        assertThat(effects("y")).isZero();
    }

    @Test
    void aRefusalIsReplayedAndChangesNothing() {
        HttpResponse<String> first = post("one", "{\"about\":\"x\",\"size\":-1}");
        HttpResponse<String> again = post("one", "{\"about\":\"x\",\"size\":-1}");
        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(effects("x")).isZero();
    }

    @Test
    void aFailureOfOursIsNotKeptAndUndoesItsEffect() {
        assertThat(post("one", "{\"about\":\"x\",\"size\":1001}").statusCode()).isEqualTo(500);
        assertThat(post("one", "{\"about\":\"x\",\"size\":1001}").headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(effects("x")).isZero();
    }

    @Test
    void keysOfDifferentCallersDoNotMeet() {
        post("one", "{\"about\":\"x\",\"size\":1}");
        api = api(workspace);
        assertThat(post("one", "{\"about\":\"y\",\"size\":1}").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        post("one", "{\"about\":\"x\",\"size\":1}");
        clock.forward(Duration.ofHours(25));
        post("one", "{\"about\":\"x\",\"size\":1}");
        assertThat(effects("x")).isEqualTo(2);
    }

    @Test
    void ofTenRepeatsAtOnceOneHasTheEffectAndTheOthersSayConflictOrTheSame() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int key = 0; key < 20; key++) {
                String name = "key-" + key;
                List<Callable<HttpResponse<String>>> repeats = IntStream.range(0, 10)
                        .mapToObj(i -> (Callable<HttpResponse<String>>)
                                () -> post(name, "{\"about\":\"" + name + "\",\"size\":1}"))
                        .toList();
                List<String> bodies = new ArrayList<>();
                for (Future<HttpResponse<String>> repeat : threads.invokeAll(repeats)) {
                    assertThat(repeat.get().statusCode()).isIn(200, 409);
                    if (repeat.get().statusCode() == 200) {
                        bodies.add(repeat.get().body());
                    }
                }
                assertThat(bodies).isNotEmpty();
                assertThat(bodies.stream().distinct()).hasSize(1);
                assertThat(effects(name)).isEqualTo(1);
            }
        }
    }

    @Test
    void aKeyLongerThan255CharactersIsRefused() {
        assertThat(post("k".repeat(256), "{\"about\":\"x\",\"size\":1}").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> post(String key, String json) {
        return api.send(api.request("/api/v1/test/notes")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    private int effects(String about) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT count(*) FROM audit_entry WHERE workspace_id = ? AND what = 'noted' AND about = ?")
                        .params(workspace, about)
                        .query(Integer.class)
                        .single());
    }
}
