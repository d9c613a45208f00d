package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reports that take every connection there is keep no lead waiting. */
class BusyHouseTest extends SluiceTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** More than there are connections for pages. */
    private static final int REPORTS = 30;

    @Autowired
    private DataSource database;

    @Test
    void theDoorsStayOpenWhileReportsHoldEveryConnectionOfThePages() throws Exception {
        int workspace = workspace();
        String key = writeKey(workspace);
        String slug = "busy-" + workspace;
        HttpResponse<String> made = api(workspace)
                .post(
                        "/api/v1/forms",
                        Json.write(Map.of(
                                "slug",
                                slug,
                                "name",
                                "Busy",
                                "headline",
                                "Ask us",
                                "fields",
                                List.of(Map.of("trait", "email", "label", "Mail")))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger turnedAway = new AtomicInteger();
        try (ExecutorService reports = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REPORTS; i++) {
                reports.submit(() -> hold(over, turnedAway));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> turnedAway.get() > 0);
            try {
                assertThat(inTime(() -> track(key)).statusCode()).isEqualTo(200);
                Browser visitor = browser();
                HttpResponse<String> shown = inTime(() -> visitor.get("/f/" + slug));
                Matcher page =
                        Pattern.compile("name=\"page\" value=\"([^\"]+)\"").matcher(shown.body());
                assertThat(page.find()).as(shown.body()).isTrue();
                clock.forward(Duration.ofSeconds(20));
                HttpResponse<String> sent =
                        inTime(() -> visitor.send(HttpRequest.newBuilder(URI.create(visitor.base() + "/f/" + slug))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("email=ann%40example.com&page=" + page.group(1)))));
                assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
            } finally {
                over.countDown();
            }
        }
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT kind FROM signal WHERE person_id IS NOT NULL ORDER BY kind")
                                .query(String.class)
                                .list()))
                .containsExactly("asked", "form_submitted", "form_viewed");
    }

    private void hold(CountDownLatch over, AtomicInteger turnedAway) {
        try (Connection held = database.getConnection()) {
            held.setAutoCommit(true);
            over.await();
        } catch (SQLException none) {
            turnedAway.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> track(String key) {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        return browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/track"))
                        .header("Authorization", "Basic " + basic)
                        .POST(BodyPublishers.ofString("{\"userId\": \"u\", \"event\": \"Asked\"}")));
    }

    private static HttpResponse<String> inTime(Supplier<HttpResponse<String>> call) {
        long began = System.nanoTime();
        HttpResponse<String> answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
        return answer;
    }
}
