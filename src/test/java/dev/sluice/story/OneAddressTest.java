package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One address, posted by very many at the same time in every spelling of its letters. */
class OneAddressTest extends SluiceTest {
    private static final String ADDRESS = "rosalind.achebe@corbin-paper.example";

    @Test
    void oneThousandParallelPostsOfOneAddressMakeOnePerson() throws Exception {
        posts(1_000);
    }

    @Tag("soak")
    @Test
    void tenThousandParallelPostsOfOneAddressMakeOnePerson() throws Exception {
        posts(10_000);
    }

    private void posts(int many) throws Exception {
        int workspace = workspace();
        String key = writeKey(workspace);
        SplittableRandom random = new SplittableRandom(many);
        Semaphore connections = new Semaphore(200);
        List<Future<Integer>> answers = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService posting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                HttpRequest post = post(key, mixed(random), i);
                answers.add(posting.submit(() -> status(client, connections, post)));
            }
            Map<Integer, Long> statuses = new ArrayList<>(answers)
                    .stream()
                            .map(OneAddressTest::answer)
                            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(statuses).containsExactly(Map.entry(200, (long) many));
        }
        assertThat(count(workspace, "SELECT count(*) FROM person WHERE workspace_id = ? AND merged_into IS NULL"))
                .isEqualTo(1);
        assertThat(count(workspace, "SELECT count(*) FROM identity WHERE workspace_id = ? AND key LIKE 'e:%'"))
                .isEqualTo(1);
        assertThat(count(workspace, "SELECT count(*) FROM signal WHERE workspace_id = ? AND kind = 'form_submitted'"))
                .isEqualTo(many);
    }

    private HttpRequest post(String key, String email, int number) {
        String body = """
                {"messageId": "m-%d", "event": "Form Submitted", "properties": {"form": "contact"},
                 "context": {"traits": {"email": "%s"}}, "anonymousId": "browser-%d"}""".formatted(number, email, number);
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/track"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static int status(HttpClient client, Semaphore connections, HttpRequest post)
            throws IOException, InterruptedException {
        connections.acquire();
        try {
            return client.send(post, BodyHandlers.discarding()).statusCode();
        } finally {
            connections.release();
        }
    }

    private static int answer(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static String mixed(SplittableRandom random) {
        return ADDRESS.chars()
                .mapToObj(letter -> String.valueOf((char) letter))
                .map(letter -> random.nextBoolean() ? letter.toUpperCase(Locale.ROOT) : letter)
                .collect(Collectors.joining());
    }

    private long count(int workspace, String sql) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql).param(workspace).query(Long.class).single());
    }
}
