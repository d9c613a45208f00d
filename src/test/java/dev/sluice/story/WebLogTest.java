package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import dev.sluice.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Four days of a real web server, told as page views. */
class WebLogTest extends SluiceTest {
    private static final Path FILE = Path.of("../shared/data/web/web_events.csv");
    private static final Duration PAUSE = Duration.ofMinutes(30);

    @Test
    void visitorsSessionsAndMachinesAgreeWithTheLog() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(FILE), "left out: " + FILE + " is not here");
        int workspace = workspace();
        List<NamedCsvRecord> rows;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(FILE)) {
            rows = reader.stream().toList();
        }
        send(workspace, rows);

        List<NamedCsvRecord> people =
                rows.stream().filter(row -> row.getField("is_bot").equals("0")).toList();
        assertThat(count(workspace, "SELECT count(*) FROM signal WHERE workspace_id = ?"))
                .isEqualTo(rows.size());
        assertThat(count(workspace, "SELECT count(*) FROM signal WHERE workspace_id = ? AND NOT human"))
                .isEqualTo(rows.size() - people.size());
        assertThat(count(workspace, "SELECT count(DISTINCT person_id) FROM signal WHERE workspace_id = ? AND human"))
                .isEqualTo(people.stream()
                        .map(row -> row.getField("visitor_id"))
                        .distinct()
                        .count());
        assertThat(count(workspace, """
                        SELECT count(*) FROM (
                            SELECT at - lag(at) OVER (PARTITION BY person_id ORDER BY at) AS pause
                            FROM signal WHERE workspace_id = ? AND human) s
                        WHERE pause IS NULL OR pause > interval '30 minutes'""")).isEqualTo(sessions(people));
    }

    private static long sessions(List<NamedCsvRecord> rows) {
        Map<String, List<Instant>> visits = new HashMap<>();
        rows.forEach(row -> visits.computeIfAbsent(row.getField("visitor_id"), visitor -> new ArrayList<>())
                .add(at(row)));
        long sessions = 0;
        for (List<Instant> instants : visits.values()) {
            instants.sort(Comparator.naturalOrder());
            Instant last = Instant.MIN;
            for (Instant at : instants) {
                if (last.equals(Instant.MIN) || Duration.between(last, at).compareTo(PAUSE) > 0) {
                    sessions++;
                }
                last = at;
            }
        }
        return sessions;
    }

    private void send(int workspace, List<NamedCsvRecord> rows) throws IOException, InterruptedException {
        String key = writeKey(workspace);
        Duration later = later(rows);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int from = 0; from < rows.size(); from += 500) {
                List<Map<String, Object>> messages = new ArrayList<>();
                for (int i = from; i < Math.min(rows.size(), from + 500); i++) {
                    messages.add(message(rows.get(i), i, later));
                }
                String body = Json.write(Map.of("writeKey", key, "batch", messages));
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/batch"))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    /** How much later than it was, so that the log ends a day ago: the write key takes only what happened lately. */
    private static Duration later(List<NamedCsvRecord> rows) {
        Instant last =
                rows.stream().map(WebLogTest::at).max(Comparator.naturalOrder()).orElseThrow();
        return Duration.between(last, TestClock.now().minus(Duration.ofDays(1)));
    }

    private static Instant at(NamedCsvRecord row) {
        return OffsetDateTime.parse(row.getField("timestamp")).toInstant();
    }

    private static Map<String, Object> message(NamedCsvRecord row, int number, Duration later) {
        return Map.of(
                "type", "page",
                "messageId", "row-" + number,
                "anonymousId", row.getField("visitor_id"),
                "timestamp", at(row).plus(later).toString(),
                "properties", Map.of("path", row.getField("url"), "referrer", row.getField("referrer")),
                "context", Map.of("userAgent", row.getField("user_agent")));
    }

    private long count(int workspace, String sql) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql).param(workspace).query(Long.class).single());
    }
}
