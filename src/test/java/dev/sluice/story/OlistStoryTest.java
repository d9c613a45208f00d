package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.standing.Settled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A shop's real leads and deals, imported as two files, give the numbers that were worked out without Sluice. */
class OlistStoryTest extends SluiceTest {
    private static final Path DATA = Path.of("../shared/data/olist");

    @Autowired
    private Settled driver;

    @Test
    void bothFilesAsOneFunnelGiveEveryNumberOfTheTruth() throws IOException {
        assumeTrue(Files.exists(DATA), "left out: the Olist files do not stand beside this project");
        int workspace = workspace();
        Api api = api(workspace);
        driver.decides(workspace, history());
        imported(
                api,
                "olist_marketing_qualified_leads_dataset.csv",
                "{\"columns\": {\"mql_id\": \"external:olist\", \"first_contact_date\": \"reached:mql\"}}");
        imported(api, "olist_closed_deals_dataset.csv", "{\"columns\": {\"mql_id\": \"external:olist\"}}");
        driver.settled(workspace);

        Map<String, Object> truth = Json.object(Files.readString(DATA.resolve("truth.json")));
        Map<String, Object> bySource = report(api, "source");
        Map<String, Object> total = map(bySource.get("total"));
        assertThat(total.get("people")).isEqualTo(truth.get("mqls"));
        assertThat(total.get("won")).isEqualTo(truth.get("closed"));
        assertThat(total.get("conversion")).isEqualTo(truth.get("conversion"));
        Map<String, Object> days = map(truth.get("days_to_close"));
        Map<String, Object> taken = map(total.get("days_to_win"));
        assertThat(taken.get("n")).isEqualTo(days.get("n"));
        for (String quantile : List.of("p25", "median", "p75")) {
            assertThat(inWholeDays(taken.get(quantile), days.get(quantile)))
                    .as(quantile + " " + taken)
                    .isTrue();
        }
        agree(groups(bySource), expected(map(truth.get("by_origin"))));
        agree(groups(report(api, "month")), expected(map(truth.get("by_first_contact_month"))));
        assertThat(metrics(api, "source")).isEqualTo(counts(map(truth.get("by_origin"))));
        assertThat(metrics(api, "month")).isEqualTo(counts(map(truth.get("by_first_contact_month"))));
    }

    @Test
    void bothFilesAsTheyAreProposedGiveThePeopleAndTheConversion() throws IOException {
        assumeTrue(Files.exists(DATA), "left out: the Olist files do not stand beside this project");
        int workspace = workspace();
        Api api = api(workspace);
        driver.decides(workspace, definition("/funnel/managed-it.yaml"));
        imported(api, "olist_marketing_qualified_leads_dataset.csv", null);
        imported(api, "olist_closed_deals_dataset.csv", null);
        driver.settled(workspace);

        Map<String, Object> truth = Json.object(Files.readString(DATA.resolve("truth.json")));
        Map<String, Object> report = Json.object(
                api.get("/api/v1/reports/funnel?funnel=managed-it&by=month").body());
        Map<String, Object> total = map(report.get("total"));
        assertThat(total)
                .containsEntry("people", 8_000)
                .containsEntry("won", 842)
                .containsEntry("conversion", 0.10525);
        agree(groups(report), expected(map(truth.get("by_first_contact_month"))));
    }

    /** The truth counts whole days of each deal, the report the time that passed: less than a day more. */
    private static boolean inWholeDays(@Nullable Object passed, @Nullable Object whole) {
        if (passed == null || whole == null) {
            return passed == whole;
        }
        double more = ((Number) passed).doubleValue() - ((Number) whole).doubleValue();
        return more >= 0 && more < 1;
    }

    private static void agree(Map<String, List<@Nullable Object>> reported, Map<String, List<@Nullable Object>> truth) {
        assertThat(reported.keySet()).isEqualTo(truth.keySet());
        truth.forEach((group, figures) -> {
            List<@Nullable Object> found = reported.getOrDefault(group, List.of());
            assertThat(found.subList(0, 3)).as(group).isEqualTo(figures.subList(0, 3));
            assertThat(inWholeDays(found.get(3), figures.get(3)))
                    .as(group + " " + found + " for " + figures)
                    .isTrue();
        });
    }

    /** Each group of the five metrics as people, won and the share of the first stage that went on. */
    private static Map<String, List<@Nullable Object>> metrics(Api api, String by) {
        HttpResponse<String> answer = api.get("/api/v1/reports/metrics?funnel=history&period=all&by=" + by);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, List<@Nullable Object>> groups = new TreeMap<>();
        for (Object row : (List<?>) Json.object(answer.body()).get("rows")) {
            Map<String, Object> group = map(row);
            Map<String, Object> first = map(((List<?>) group.get("stages")).getFirst());
            groups.put(
                    (String) group.get("group"),
                    Arrays.asList(
                            group.get("people"),
                            group.get("won"),
                            map(first.get("conversion")).get("share")));
        }
        groups.values().removeIf(figures -> Integer.valueOf(0).equals(figures.getFirst()));
        return groups;
    }

    private static Map<String, List<@Nullable Object>> counts(Map<String, Object> truth) {
        Map<String, List<@Nullable Object>> groups = new TreeMap<>();
        expected(truth).forEach((name, figures) -> groups.put(name, figures.subList(0, 3)));
        return groups;
    }

    @Test
    void theLedgerOfBothFilesComesOutEvenBySource() throws IOException {
        assumeTrue(Files.exists(DATA), "left out: the Olist files do not stand beside this project");
        int workspace = workspace();
        Api api = api(workspace);
        driver.decides(workspace, history());
        imported(
                api,
                "olist_marketing_qualified_leads_dataset.csv",
                "{\"columns\": {\"mql_id\": \"external:olist\", \"first_contact_date\": \"reached:mql\"}}");
        imported(api, "olist_closed_deals_dataset.csv", "{\"columns\": {\"mql_id\": \"external:olist\"}}");
        driver.settled(workspace);

        Map<String, Object> truth = Json.object(Files.readString(DATA.resolve("truth.json")));
        HttpResponse<String> answer = api.get("/api/v1/reports/ledger?from=2010-01-01T00:00:00Z");
        List<Map<String, Object>> lines = ((List<?>) Json.object(answer.body()).get("rows"))
                .stream()
                        .map(OlistStoryTest::map)
                        .filter(line -> "history".equals(line.get("funnel")))
                        .toList();
        assertThat(lines).as("sources").hasSizeGreaterThan(5);
        assertThat(lines).allSatisfy(line -> assertThat(line).containsEntry("missing", 0));
        assertThat(sum(lines, "in")).isEqualTo(((Number) truth.get("mqls")).longValue());
        assertThat(sum(lines, "won")).isEqualTo(((Number) truth.get("closed")).longValue());
    }

    private static long sum(List<Map<String, Object>> lines, String column) {
        return lines.stream()
                .mapToLong(line -> ((Number) line.get(column)).longValue())
                .sum();
    }

    private static String history() throws IOException {
        return definition("/funnel/history.yaml");
    }

    private static String definition(String file) throws IOException {
        try (var in = OlistStoryTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Each group that anybody is in as people, won, conversion and median days, as the truth has them. */
    private static Map<String, List<@Nullable Object>> groups(Map<String, Object> report) {
        Map<String, List<@Nullable Object>> groups = new TreeMap<>();
        for (Object row : (List<?>) report.get("rows")) {
            Map<String, Object> group = map(row);
            groups.put(
                    (String) group.get("group"),
                    Arrays.asList(
                            group.get("people"),
                            group.get("won"),
                            group.get("conversion"),
                            map(group.get("days_to_win")).get("median")));
        }
        groups.values().removeIf(figures -> Integer.valueOf(0).equals(figures.getFirst()));
        return groups;
    }

    private static Map<String, List<@Nullable Object>> expected(Map<String, Object> truth) {
        Map<String, List<@Nullable Object>> groups = new TreeMap<>();
        truth.forEach((name, value) -> {
            Map<String, Object> group = map(value);
            groups.put(
                    name,
                    Arrays.asList(
                            group.get("mqls"), group.get("closed"), group.get("conversion"), group.get("median_days")));
        });
        return groups;
    }

    private static Map<String, Object> report(Api api, String by) {
        HttpResponse<String> answer = api.get("/api/v1/reports/funnel?funnel=history&by=" + by);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private static void imported(Api api, String file, @Nullable String mapping) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (mapping != null) {
            text(body, "--parts\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n" + mapping + "\r\n");
        }
        text(
                body,
                "--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                        + "\"\r\nContent-Type: text/csv\r\n\r\n");
        body.writeBytes(Files.readAllBytes(DATA.resolve(file)));
        text(body, "\r\n--parts--\r\n");
        HttpResponse<String> begun = api.send(api.request("/api/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=parts")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        Map<String, Object> done = await().atMost(Duration.ofSeconds(180))
                .until(() -> Json.object(api.get(location).body()), json -> !"running".equals(json.get("state")));
        assertThat(done.get("state")).as(String.valueOf(done)).isEqualTo("done");
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
